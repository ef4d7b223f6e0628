"""The whole way with a real model, tiny, on the CPU: trained, cancelled, resumed, and tested."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("peft")

from django.db import transaction
from pytest_django import Settings

import engines.settings
from accounts.enums import Role
from catalog.models import Dataset
from corpus.enums import Split
from evaluation.runs.leaderboards import verdicts
from evaluation.runs.models import Response
from evaluation.runs.tasks import sweep
from jobs.enums import Queue
from jobs.work import work
from tests.checkpoints.chat import build_chat
from tests.checkpoints.omni import build_thinker
from tests.checkpoints.whisper import build_whisper
from tests.clips import make_clip
from tests.conftest import ClientFor
from tests.evaluation.runs.scene import HabitualJudge, install, make_benchmark
from tests.factories import make_dataset, make_item, make_recording, make_user
from tests.releases.frozen import make_release
from tests.training.runs.following import a_worker, fresh, wait_for
from training.runs.models import TrainingRun
from training.runs.tasks import sweep as sweep_trainings

pytestmark = [pytest.mark.processes, pytest.mark.slow]
STEPS = 300
"""So many that a cancel comes in their middle on a quick machine, too."""
CHANGES = {
    "model.lora.rank": 4,
    "data.held_out": 2,
    "schedule.most_steps": STEPS,
    "schedule.epochs": STEPS,
    "schedule.batch_size": 4,
    "schedule.warmup_steps": 0,
    "schedule.validate_every": 150,
}


@pytest.fixture
def tiny_omni(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    build_thinker(tmp_path / "omni")
    _use({"qwen2.5-omni": str(tmp_path / "omni")}, settings, monkeypatch)


@pytest.fixture
def tiny_cascade(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    build_whisper(tmp_path / "whisper")
    build_chat(tmp_path / "aya")
    parts = {"whisper": str(tmp_path / "whisper"), "aya-expanse": str(tmp_path / "aya")}
    _use(parts, settings, monkeypatch)


def _use(parts: dict[str, str], settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ENGINE_CHECKPOINTS = parts
    settings.ENGINE_DEVICE = "cpu"
    here = replace(engines.settings.current(), checkpoints=parts, device="cpu")
    monkeypatch.setattr(engines.settings, "_current", here)


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> HabitualJudge:
    engine = HabitualJudge()
    install(monkeypatch, "chat model", "habitual", engine)
    return engine


@pytest.fixture
def spoken(transactional_db: None) -> Dataset:
    """Ten English questions to learn from and two that are tested, with a benchmark of these."""
    dataset = make_dataset(make_user(Role.MANAGER), languages=["eng"])
    for number in range(12):
        where = {} if number < 2 else {"split": Split.TRAIN, "in_bench": False}
        text = make_item(dataset, answer="High." if number % 2 else "Low.", **where)
        content = make_clip(seconds=0.5, pitch=120 + 15 * number)
        english = text.translations.get(language="eng")
        make_recording(english, content=content, duration_s=0.5)
    with transaction.atomic():
        make_release(dataset)
    make_benchmark(dataset)
    return dataset


def test_training_is_cancelled_resumed_and_tested_against_its_base(
    spoken: Dataset, tiny_omni: None, judge: HabitualJudge, client_for: ClientFor
) -> None:
    client = client_for(spoken.memberships.get().user)
    wish = {
        "name": "tiny",
        "recipe": "qwen2_5_omni_lora",
        "release": "v1",
        "changes": CHANGES,
        "benchmark": "qa",
        "judge": "habitual",
    }
    started = client.post(f"/api/v1/datasets/{spoken.slug}/trainings/", wish, format="json").json()
    assert started["state"] == "exporting", started
    work(Queue.CPU, seconds=60)
    sweep_trainings()
    run = TrainingRun.objects.get()
    address = f"/api/v1/trainings/{run.pk}"

    with a_worker(seconds=300):
        wait_for(lambda: fresh(run).step >= 1, seconds=300)
        client.post(f"{address}/cancel/")
    stopped = client.get(f"{address}/").json()
    assert (stopped["state"], stopped["error"]) == ("cancelled", "")
    assert 1 <= stopped["step"] < STEPS
    client.post(f"{address}/resume/")
    work(Queue.TRAIN, seconds=300)

    _check_curves(client.get(f"{address}/curves/").json())
    _check_checkpoint(client.get(f"{address}/").json())
    for _ in range(3):
        sweep()
        for queue in (Queue.GPU, Queue.CPU):
            work(queue, seconds=60)
    [verdict] = verdicts(spoken.benchmarks.get())
    shares = {score.metric: score.value or 0 for score in verdict.scores if score.language == ""}
    assert shares["win"] + shares["tie"] + shares["loss"] == pytest.approx(1)
    assert client.get(f"{address}/").json()["followed"] == {
        "system": "tiny",
        "baseline": "qwen2.5-omni",
        "comparison": verdict.comparison.pk,
    }


def test_what_reads_is_trained_on_texts_and_tested_behind_a_recognizer(
    spoken: Dataset, tiny_cascade: None, client_for: ClientFor
) -> None:
    client = client_for(spoken.memberships.get().user)
    short = {"schedule.most_steps": 20, "schedule.epochs": 20, "schedule.validate_every": 20}
    wish = {
        "name": "reader",
        "recipe": "multispeech_read_qa",
        "release": "v1",
        "changes": {**CHANGES, **short},
        "benchmark": "qa",
    }
    started = client.post(f"/api/v1/datasets/{spoken.slug}/trainings/", wish, format="json")
    assert started.status_code == 201, started.json()
    work(Queue.CPU, seconds=60)
    sweep_trainings()
    work(Queue.TRAIN, seconds=300)
    for _ in range(2):
        sweep()
        for queue in (Queue.GPU, Queue.CPU):
            work(queue, seconds=60)

    run = client.get(f"/api/v1/trainings/{TrainingRun.objects.get().pk}/").json()
    assert (run["state"], run["error"], run["follow_error"]) == ("succeeded", "", "")
    [final] = [one for one in run["checkpoints"] if one["is_final"]]
    assert final["system"] == "cascade:checkpoint:reader"
    assert run["followed"] == {
        "system": "reader", "baseline": "cascade", "comparison": None, "read": "reader-reads",
    }  # fmt: skip
    responses = Response.objects.values_list("evaluation__system__engine", "heard")
    items = spoken.benchmarks.get().items.count()
    heard = [said for engine, said in responses if engine == "cascade:checkpoint:reader"]
    read = [said for engine, said in responses if engine == "transcript:checkpoint:reader"]
    assert len(heard) == len(read) == items
    assert set(heard) <= {"low", "high"}
    assert set(read) == {None}


def _check_curves(curves: dict[str, Any]) -> None:
    losses = [point["loss"] for point in curves["points"]]
    assert [point["step"] for point in curves["points"]] == [*range(1, STEPS + 1)]
    assert losses[-1] < losses[0]
    assert curves["validations"][-1]["step"] == STEPS


def _check_checkpoint(detail: dict[str, Any]) -> None:
    assert (detail["state"], detail["error"]) == ("succeeded", "")
    assert detail["manifest"]["sources"]["multispeechqa"]["shards"]
    [final] = [one for one in detail["checkpoints"] if one["is_final"]]
    assert final["system"] == "checkpoint:tiny"
    assert {"recipe.json", "data.json", "README.md"} <= final["sums"].keys()
