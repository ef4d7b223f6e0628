"""Translate jobs whose engine is a model: people's texts first, the model for what is left."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch

import engines.settings
from corpus.models import Translation
from corpus.services import correct_translation
from engines import residency
from engines.settings import EngineSettings
from jobs.enums import JobState, Queue
from jobs.models import Job
from tests.checkpoints.seamless import build_seamless
from tests.factories import make_dataset, make_item, make_memory, make_user
from tests.generation.working import do_job, failures

pytestmark = pytest.mark.django_db
ENGINE = "seamless-m4t-v2"


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("seamless")
    build_seamless(folder)
    return folder


@pytest.fixture(autouse=True)
def _tiny_model(checkpoint: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings = EngineSettings(checkpoints={ENGINE: str(checkpoint)}, device="cpu")
    monkeypatch.setattr(engines.settings, "_current", settings)
    yield
    residency.evict()


def made_by(job: Job) -> list[tuple[str, str, object]]:
    texts = Translation.objects.filter(job_id=job.pk).order_by("item_id")
    return [(text.question, text.answer, text.parameters.get("reused")) for text in texts]


def test_job_asks_the_memory_before_the_model() -> None:
    dataset = make_dataset(languages=["eng", "deu"])
    make_item(dataset, question="Where? Who wrote it?", answer="Yes")
    make_item(dataset, question="Who wrote it?\nA) Mars\nB) Venus", answer="B) Venus")
    make_memory(dataset, "Yes", "Jawohl", language="deu")

    job = do_job(dataset, "translate", engine=ENGINE)

    assert (job.queue, job.state, failures(job)) == (Queue.GPU, JobState.SUCCEEDED, [])
    assert made_by(job) == [
        ("Wo? Wer hat es geschrieben?", "Jawohl", {"answer": "translation-memory"}),
        ("Wer hat es geschrieben?\nA) Der Mars\nB) Die Venus", "B) Die Venus", None),
    ]


def test_job_takes_a_persons_correction_over_an_import_and_over_the_model() -> None:
    dataset = make_dataset(languages=["eng", "deu"])
    make_item(dataset, question="Where?", answer="Mars")
    first = do_job(dataset, "translate", engine=ENGINE)
    make_memory(dataset, "Where?", "Wohin?", language="deu")
    correct_translation(
        Translation.objects.get(job_id=first.pk), question="Wo denn?", answer="Mars", by=make_user()
    )
    make_item(dataset, question="Where?", answer="Mars")

    second = do_job(dataset, "translate", engine=ENGINE)

    assert made_by(first) == [("Wo?", "Der Mars", None)]
    assert made_by(second) == [
        (
            "Wo denn?",
            "Mars",
            {"question": "translation-memory", "answer": "translation-memory"},
        )
    ]


def test_lineage_names_the_model_its_settings_and_its_licence(checkpoint: Path) -> None:
    dataset = make_dataset(languages=["eng", "deu"], licence="CC0-1.0")
    make_item(dataset, question="Where?", answer="Yes")

    job = do_job(dataset, "translate", engine=ENGINE)

    [text] = Translation.objects.filter(job_id=job.pk)
    assert (text.engine, text.licence, text.parameters["beams"]) == (ENGINE, "CC-BY-NC-4.0", 5)
    assert text.engine_version.startswith(f"{checkpoint.name}@")
    assert 0.9 < (text.score or 0) <= 1


def test_job_says_for_each_item_which_sentence_was_lost() -> None:
    dataset = make_dataset(languages=["eng", "deu"])
    item = make_item(dataset, question="Where? Say.", answer="Yes")

    job = do_job(dataset, "translate", engine=ENGINE)

    assert failures(job) == [
        (
            item.pk,
            "sentences_lost",
            f"{item.external_id}: {ENGINE} answered 1 of 2 sentences with nothing: 'Say.'.",
        )
    ]
