"""A checkpoint is tested against its base once its training is complete."""

from typing import Any

import pytest
from django.db import OperationalError

from catalog.models import Dataset
from common.errors import InvalidInputError
from evaluation.runs.following import check_wish, follow_trainings
from evaluation.runs.models import Benchmark, Comparison, Evaluation
from evaluation.runs.tasks import sweep
from jobs.enums import JobState, Queue
from jobs.models import Job
from jobs.work import work
from tests.evaluation.runs.scene import CountingResponder, HabitualJudge, ask, install
from tests.factories import make_job, make_training
from training.recipes import get_recipe
from training.runs.models import TrainingRun
from training.runs.wishes import Wish

BASE = "qwen2.5-omni"


@pytest.fixture
def base(monkeypatch: pytest.MonkeyPatch) -> CountingResponder:
    engine = CountingResponder(BASE)
    install(monkeypatch, "responder", BASE, engine)
    return engine


@pytest.fixture
def trained(benched: Dataset, monkeypatch: pytest.MonkeyPatch) -> TrainingRun:
    """Complete; its checkpoint answers."""
    job = make_job(benched, kind="finetune", queue=Queue.TRAIN, state=JobState.SUCCEEDED)
    run = make_training(benched, job=job, ended_because="steps", benchmark="qa", judge="habitual")
    run.checkpoints.update(is_final=True)
    engine = f"checkpoint:{run.name}"
    install(monkeypatch, "responder", engine, CountingResponder(engine))
    return run


def sweep_and_work(times: int) -> None:
    for _ in range(times):
        sweep()
        work(Queue.CPU, seconds=60)


def fresh(run: TrainingRun) -> TrainingRun:
    return TrainingRun.objects.get(pk=run.pk)


def test_checkpoint_and_base_are_asked_and_compared(
    trained: TrainingRun, base: CountingResponder, judge: HabitualJudge
) -> None:
    sweep_and_work(3)

    run, comparison = fresh(trained), Comparison.objects.get()
    assert run.followed == {
        "system": run.name,
        "baseline": BASE,
        "comparison": comparison.pk,
    }
    assert (run.follow_error, run.followed_at is None) == ("", False)
    shares = comparison.scores.filter(language="", metric__in=["win", "tie", "loss"])
    assert dict(shares.values_list("metric", "value")) == {"win": 0.0, "tie": 1.0, "loss": 0.0}
    jobs = Job.objects.filter(kind__in=["evaluate", "judge"]).count()
    sweep_and_work(1)
    assert Job.objects.filter(kind__in=["evaluate", "judge"]).count() == jobs == 3


def test_what_reads_is_asked_behind_a_recognizer_and_from_the_right_text(
    trained: TrainingRun, judge: HabitualJudge, monkeypatch: pytest.MonkeyPatch
) -> None:
    definition = get_recipe("multispeech_read_qa").model_dump(mode="json")
    TrainingRun.objects.filter(pk=trained.pk).update(definition=definition)
    heard, read = (f"{way}:checkpoint:{trained.name}" for way in ("cascade", "transcript"))
    engines = {name: CountingResponder(name) for name in ("cascade", heard, read)}
    install(monkeypatch, "chat model", f"checkpoint:{trained.name}", judge)
    for name, engine in engines.items():
        install(monkeypatch, "responder", name, engine)

    sweep_and_work(3)

    run, systems = fresh(trained), trained.dataset.systems
    assert run.follow_error == ""
    assert run.followed == {
        "system": run.name,
        "baseline": "cascade",
        "comparison": Comparison.objects.get().pk,
        "read": f"{run.name}-reads",
    }
    assert {one.name: one.engine for one in systems.all()} == {
        run.name: heard,
        "cascade": "cascade",
        f"{run.name}-reads": read,
    }
    items = Benchmark.objects.get().items.count()
    assert [len(engine.asked) for engine in engines.values()] == [items] * 3


def test_base_that_was_asked_before_is_not_asked_again(
    trained: TrainingRun, base: CountingResponder, judge: HabitualJudge
) -> None:
    ask(trained.dataset, "omni", engine=BASE)
    asked = len(base.asked)
    sweep_and_work(3)

    assert fresh(trained).followed["baseline"] == "omni"
    assert len(base.asked) == asked


def test_without_a_judge_both_are_only_scored(
    trained: TrainingRun, base: CountingResponder
) -> None:
    TrainingRun.objects.update(judge="")
    sweep_and_work(2)

    assert fresh(trained).followed_at is not None
    assert Evaluation.objects.count() == 2
    assert not Comparison.objects.exists()


def test_what_fails_afterwards_is_told_and_ends(
    trained: TrainingRun, base: CountingResponder, judge: HabitualJudge
) -> None:
    base.refuses = lambda _: True
    sweep_and_work(2)

    run = fresh(trained)
    assert "(evaluate) is failed" in run.follow_error
    assert run.followed_at is not None
    assert not TrainingRun.objects.to_follow().exists()


def test_one_that_cannot_be_followed_keeps_nobody_else_from_it(
    trained: TrainingRun, base: CountingResponder, judge: HabitualJudge
) -> None:
    make_training(trained.dataset, benchmark="qa", ended_because="steps")  # left no final one

    sweep_and_work(3)

    assert TrainingRun.objects.exclude(pk=trained.pk).get().follow_error
    assert fresh(trained).followed["comparison"]


def test_a_database_that_gave_up_ends_no_testing(
    trained: TrainingRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(_: TrainingRun) -> bool:
        raise OperationalError("deadlock detected")

    monkeypatch.setattr("evaluation.runs.following._test", give_up)

    follow_trainings()

    assert fresh(trained).follow_error == ""
    assert [*TrainingRun.objects.to_follow()] == [trained]


def test_training_that_runs_is_left_alone(benched: Dataset, base: CountingResponder) -> None:
    make_training(benched, benchmark="qa")

    follow_trainings()

    assert not benched.systems.exists()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"benchmark": "none"}, "There is no benchmark 'none'"),
        ({"judge": "habitual"}, "name one"),
    ],
)
def test_wish_for_a_test_is_checked_before_the_training(
    benched: Dataset, judge: HabitualJudge, asked: dict[str, Any], said: str
) -> None:
    with pytest.raises(InvalidInputError, match=said):
        check_wish(benched, Wish(name="new", recipe="qwen2_5_omni_lora", **asked))
    check_wish(benched, Wish(name="new", recipe="any", benchmark="qa", judge="habitual"))
