"""Translating again what a manager chose; never what people stand for."""

import pytest

from annotation.enums import CampaignKind, Verdict
from annotation.services.correcting import correct_text
from catalog.models import Dataset
from corpus.enums import MemoryOrigin
from corpus.models import MemoryEntry, Recording, Translation
from engines import registry
from engines.registry import Entry
from generation.corrections import correct_translation
from generation.recount import find_differences
from jobs.enums import JobState
from tests.annotation.steps import make_rater, take
from tests.factories import (
    count_anew,
    make_campaign,
    make_dataset,
    make_item,
    make_recording,
    make_translation,
    make_user,
)
from tests.generation.working import do_job, failures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tagging(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Entry("engines.fakes.TaggingTranslator")
    monkeypatch.setitem(registry.ENGINES, ("translator", "fake-translator"), row)


def again(dataset: Dataset, **choice: object) -> list[tuple[int, str, str]]:
    job = do_job(dataset, "retranslate", engine="fake-translator", languages=["ara"], **choice)
    assert (job.state == JobState.FAILED) == (job.units_total == job.failures.count() > 0)
    assert find_differences(dataset.pk) == []
    return failures(job)


def current(dataset: Dataset) -> list[tuple[str, str]]:
    texts = Translation.objects.filter(dataset=dataset, language="ara", is_current=True)
    return list(texts.order_by("item").values_list("question", "engine"))


def test_text_is_translated_again_and_the_old_one_stays_as_history() -> None:
    dataset = make_dataset()
    old = make_translation(make_item(dataset, question="Who?", answer="I."))
    recording = make_recording(old)
    count_anew(dataset)

    assert again(dataset) == []

    assert current(dataset) == [("[ara] Who?", "fake-translator")]
    old.refresh_from_db()
    recording.refresh_from_db()
    assert (old.is_current, recording.translation_id) == (False, old.pk)


def test_recording_goes_over_where_the_question_is_the_same() -> None:
    dataset = make_dataset()
    item = make_item(dataset, question="Who?", answer="I.")
    recording = make_recording(make_translation(item, question="[ara] Who?"))
    count_anew(dataset)

    again(dataset)

    recording.refresh_from_db()
    assert recording.translation == item.translations.get(language="ara", is_current=True)


def test_what_people_wrote_or_confirmed_is_left_alone() -> None:
    dataset = make_dataset()
    texts = [make_translation(make_item(dataset)) for _ in range(2)]
    campaign = make_campaign(dataset, kind=CampaignKind.CORRECTION, votes_per_item=1)
    rater = make_rater(dataset)
    held = take(campaign, rater)
    confirmed, written = sorted(texts, key=lambda text: text.pk != held.task.translation_id)
    correct_text(
        held.pk,
        by=rater,
        verdict=Verdict.CONFIRMED,
        question=confirmed.question,
        answer=confirmed.answer,
    )
    count_anew(dataset)
    correct_translation(written, question="ت", answer="ث", by=make_user())

    again(dataset)

    assert sorted(current(dataset)) == sorted(
        [(confirmed.question, "translation-memory"), ("ت", "human")]
    )


def test_manager_chooses_by_engine_check_and_score() -> None:
    dataset = make_dataset()
    item = make_item(dataset, question="What is 7 times 6?", answer="42")
    MemoryEntry.objects.create(
        dataset=dataset, language="ara", source_text="What is 7 times 6?", target_text="كم؟",
        origin=MemoryOrigin.IMPORT, item_key=item.external_id, field="question",
    )  # fmt: skip
    MemoryEntry.objects.create(
        dataset=dataset, language="ara", source_text="42", target_text="42",
        origin=MemoryOrigin.IMPORT, item_key=item.external_id, field="answer",
    )  # fmt: skip
    count_anew(dataset)
    do_job(dataset, "translate", languages=["ara"])
    before = current(dataset)

    for choice in (
        {"made_by": "nobody"},
        {"failed_check": "question.empty"},
        {"failed_check": "group:language"},
        {"score_below": 1},
    ):
        again(dataset, **choice)
        assert current(dataset) == before
    again(dataset, failed_check="group:text", made_by="translation-memory")

    assert current(dataset) == [("[ara] What is 7 times 6?", "fake-translator")]


def test_engine_that_would_say_the_same_again_changes_nothing() -> None:
    dataset = make_dataset()
    item = make_item(dataset, question="Who?", answer="I.")
    make_translation(item)
    count_anew(dataset)
    again(dataset)
    text = Translation.objects.get(language="ara", is_current=True)

    assert [(pk, code) for pk, code, _ in again(dataset)] == [(text.pk, "nothing_new")]
    assert Translation.objects.get(language="ara", is_current=True) == text
    assert not Recording.objects.exists()
