"""`manage.py finetune`: the same as the page of trainings, in a terminal."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalog.models import Dataset
from tests.factories import make_training
from tests.training.runs.following import LONG, begin, end_after, fresh, use_stand_in
from tests.training.runs.scene import make_trainable
from training.runs.models import TrainingRun
from training.runs.showing import Display

ORDER = ("--recipe", "qwen2_5_omni_lora", "--release", "v1", "--languages", "ara,eng")


def finetune(dataset: Dataset, *options: str) -> str:
    out = StringIO()
    call_command("finetune", dataset.slug, *options, stdout=out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    use_stand_in(monkeypatch)
    monkeypatch.setattr("training.runs.management.commands.finetune.POLL_S", 0.05)


def test_finetune_exports_trains_and_shows_what_came_of_it(transactional_db: None) -> None:
    said = finetune(
        make_trainable(), *ORDER, "--name", "tiny", "--set", "schedule.most_steps=5", "--here"
    )

    assert "tiny: its release is being exported" in said
    assert "tiny: succeeded, step 5 of 5, loss 0.2000, held out 0.5000, 10.0 samples/s" in said
    assert "1 samples skipped: unreadable" in said
    assert "nothing was held out, so nothing was validated" in said
    assert "checkpoint:tiny, step 5: wer 0.25, loss 0.5" in said
    assert TrainingRun.objects.get().trained_recipe.schedule.most_steps == 5


def test_finetune_that_fails_says_why_and_how_to_go_on(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAND_IN", "lost")
    dataset = make_trainable()

    with pytest.raises(CommandError, match=r"clip of 31 s alone.*Go on with: .*--resume tiny"):
        finetune(dataset, *ORDER, "--name", "tiny", "--here")
    assert "tiny: succeeded" in finetune(dataset, "--resume", "tiny", "--here")


def test_finetune_that_would_fail_again_is_not_to_be_gone_on_with(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAND_IN", "nan")

    with pytest.raises(CommandError, match=r"holds item1_ara\..*Start a new training") as failed:
        finetune(make_trainable(), *ORDER, "--name", "tiny", "--here")
    assert "lower schedule.learning_rate" in str(failed.value)
    assert "--resume" not in str(failed.value)


def test_interrupted_training_of_this_process_is_cancelled_and_goes_on(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_display: Display, run: TrainingRun) -> None:
        if run.step >= 3:
            raise KeyboardInterrupt

    dataset = make_trainable()
    steps = ("--set", f"schedule.most_steps={LONG}")
    with monkeypatch.context() as patch:
        patch.setattr(Display, "show", interrupt)
        with pytest.raises(CommandError, match=r"tiny was cancelled.*--resume tiny"):
            finetune(dataset, *ORDER, "--name", "tiny", *steps, "--here")
    run = TrainingRun.objects.with_jobs().get()
    assert (run.state, run.is_ending) == ("cancelled", False)

    end_after(run, run.step + 2)
    assert "tiny: succeeded" in finetune(dataset, "--resume", "tiny", "--here")


def test_what_a_worker_trains_is_cancelled_by_name(dataset: Dataset) -> None:
    run = begin(dataset)

    assert "tiny: cancelled. Go on with: " in finetune(dataset, "--cancel", "tiny")
    assert fresh(run).state == "cancelled"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--name", "x"), "Give a --recipe, or --resume"),
        ((*ORDER, "--name", "x", "--set", "schedule"), "is no NAME=VALUE"),
        ((*ORDER, "--name", "x", "--set", "model.lora.rank=0"), "model.lora.rank: .*greater"),
        ((*ORDER, "--name", "Bad Name"), "can't be the name: Small letters, digits, dots and"),
        ((*ORDER, "--name", "x", "--languages", "xyz"), "Language 'xyz' is unknown. Use an ISO"),
        (("--resume", "none"), "There is no training 'none'. Trainings: mine"),
        (("--cancel", "none"), "There is no training 'none'. Trainings: mine"),
        (("--resume", "mine"), "Training 'mine' is running; it can't be resumed"),
    ],
)
def test_finetune_refuses_in_words(dataset: Dataset, options: tuple[str, ...], said: str) -> None:
    make_training(dataset, name="mine")

    with pytest.raises(CommandError, match=said):
        finetune(dataset, *options)


def test_finetune_estimates_without_starting(dataset: Dataset) -> None:
    said = finetune(dataset, *ORDER, "--name", "x", "--estimate")

    assert "6 samples an epoch, 0.00 hours of audio\n3 steps, " in said
    assert "at 40% of 989 TFLOP/s" in said
    assert not TrainingRun.objects.exists()
