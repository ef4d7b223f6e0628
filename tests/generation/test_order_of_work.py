"""Which worker was first changes no batch: models round what they make as their batch is cut."""

from collections.abc import Sequence

import pytest

from catalog.models import Dataset
from corpus.models import Item, Recording, Translation
from engines import registry
from engines.fakes import TaggingTranslator
from engines.protocols import ItemFailure, TranslationRequest, TranslationResult
from engines.registry import Entry
from generation.models import CheckReport
from jobs.models import Job
from tests.factories import count_anew, make_dataset, make_item, make_recording, make_translation
from tests.generation.speakers import Chancy, install
from tests.generation.working import do_job

pytestmark = pytest.mark.django_db
QUESTIONS = ("Who?", "How?", "Why?", "Yes?")


class Remembering(TaggingTranslator):
    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(
        self, requests: Sequence[TranslationRequest]
    ) -> list[TranslationResult | ItemFailure]:
        self.asked += [request.text for request in requests]
        return super().translate(requests)


@pytest.fixture
def speaker(monkeypatch: pytest.MonkeyPatch) -> Chancy:
    return install(monkeypatch, Chancy)


def make_texts_backwards(*, spoken: bool) -> Dataset:
    """Texts of equal length; those of later items are older, and so are their recordings."""
    dataset = make_dataset()
    items = [make_item(dataset, question=question, answer="Yes.") for question in QUESTIONS]
    for item in reversed(items):
        text = make_translation(item, question=item.question, answer="Yes.")
        if spoken:
            make_recording(text, voice="low", duration_s=1.0)
    count_anew(dataset)
    return dataset


def items_planned(job: Job) -> list[int]:
    of_text = dict(Translation.objects.values_list("pk", "item_id"))
    batches = job.batches.order_by("pk").values_list("subject_ids", flat=True)
    return [of_text[text] for subjects in batches for text in subjects]


def items_in_order(dataset: Dataset) -> list[int]:
    return [*Item.objects.filter(dataset=dataset).order_by("pk").values_list("pk", flat=True)]


def test_questions_are_spoken_in_the_order_of_items(speaker: Chancy) -> None:
    dataset = make_texts_backwards(spoken=False)

    job = do_job(dataset, "synthesize", engine="chancy", languages=["ara"])

    voices = dict(Recording.objects.values_list("translation__item", "voice"))
    by_voice = sorted(items_in_order(dataset), key=lambda item: voices[item] == "high")
    assert items_planned(job) == by_voice
    assert [request.text for request in speaker.asked] == [*QUESTIONS]


def test_questions_are_spoken_again_in_the_order_of_items(speaker: Chancy) -> None:
    dataset = make_texts_backwards(spoken=True)

    do_job(dataset, "regenerate", engine="chancy", languages=["ara"])

    assert [request.text for request in speaker.asked] == [*QUESTIONS]


def test_texts_are_translated_again_in_the_order_of_items(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Entry(f"{__name__}.{Remembering.__name__}")
    monkeypatch.setitem(registry.ENGINES, ("translator", "fake-translator"), row)
    dataset = make_texts_backwards(spoken=False)

    job = do_job(dataset, "retranslate", engine="fake-translator", languages=["ara"])

    assert items_planned(job) == items_in_order(dataset)
    translator = registry.translator("fake-translator")
    assert isinstance(translator, Remembering)
    assert translator.asked == [text for question in QUESTIONS for text in (question, "Yes.")]


def test_texts_and_recordings_are_checked_in_the_order_of_items() -> None:
    dataset = make_texts_backwards(spoken=True)

    job = do_job(dataset, "check", languages=["ara"])

    assert items_planned(job) == items_in_order(dataset)
    reports = CheckReport.objects.filter(dataset=dataset, language="ara").order_by("pk")
    subjects = reports.values_list("translation__item", "recording__translation__item")
    checked = [text or recording for text, recording in subjects]
    assert checked == items_in_order(dataset) * 2
