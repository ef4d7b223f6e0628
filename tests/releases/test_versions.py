"""What counts as verified."""

import pytest

from annotation.enums import Verdict
from annotation.services.answering import undo_last
from catalog.models import Dataset
from corpus.models import Translation
from releases.versions import current_versions, is_verified, voted_tasks
from tests.factories import make_campaign, make_dataset, make_recording, make_translation
from tests.releases.judged import judge_text, make_version, vote

pytestmark = pytest.mark.django_db
Verified = tuple[bool, bool, bool]


@pytest.fixture
def dataset() -> Dataset:
    return make_dataset()


def verified(dataset: Dataset, language: str = "ara") -> list[Verified]:
    """Text, recording, and both, of each current version; `is_verified` must agree."""
    rows = current_versions(dataset).filter(language=language).order_by("id")
    tasks = voted_tasks(dataset).filter(is_verified(), language=language)
    texts = {*tasks.values_list("recording__translation", flat=True)}
    assert {row.pk for row in rows if row.verified} == texts
    return [(row.text_verified, row.recording_verified, row.verified) for row in rows]


@pytest.mark.parametrize(
    ("verdict", "answer", "expected"),
    [
        (Verdict.CONFIRMED, None, True),
        (Verdict.CORRECTED, "جواب أفضل", True),
        (Verdict.UNTRANSLATABLE, None, False),
    ],
)
def test_text_is_verified_when_a_native_confirmed_or_wrote_it(
    verdict: Verdict, answer: str | None, expected: bool, dataset: Dataset
) -> None:
    text = make_version(dataset).translation
    assert verified(dataset) == [(False, False, False)]
    judge_text(text, verdict, **({"answer": answer} if answer else {}))
    assert verified(dataset) == [(expected, False, False)]


def test_source_text_needs_nobody(dataset: Dataset) -> None:
    make_version(dataset)
    assert verified(dataset, "eng") == [(True, False, False)]


def test_recording_is_verified_once_all_votes_are_in(dataset: Dataset) -> None:
    recording = make_version(dataset)
    judge_text(recording.translation, Verdict.CONFIRMED)
    campaign = make_campaign(dataset, votes_per_item=2)
    vote(campaign, (5, 5))
    assert verified(dataset) == [(True, False, False)]
    vote(campaign, (5, 5))
    assert verified(dataset) == [(True, True, True)]


def test_english_item_is_verified_by_votes_alone(dataset: Dataset) -> None:
    make_recording(Translation.objects.get(item=make_version(dataset).translation.item,
                                           language="eng"))  # fmt: skip
    vote(make_campaign(dataset, languages=["eng"], votes_per_item=1), (4, 4), language="eng")
    assert verified(dataset, "eng") == [(True, True, True)]


def test_version_without_recording_is_not_verified(dataset: Dataset) -> None:
    text = make_version(dataset).translation
    text.recordings.all().delete()
    judge_text(text, Verdict.CONFIRMED)
    assert verified(dataset) == [(True, False, False)]


def test_changed_question_needs_new_votes(dataset: Dataset) -> None:
    recording = make_version(dataset)
    vote(make_campaign(dataset, votes_per_item=1), (5, 5))
    judge_text(recording.translation, Verdict.CORRECTED, question="سؤال أفضل؟")
    assert verified(dataset) == [(True, False, False)]
    make_recording(Translation.objects.get(language="ara", is_current=True))
    assert verified(dataset) == [(True, False, False)]


def test_changed_answer_keeps_the_votes(dataset: Dataset) -> None:
    recording = make_version(dataset)
    vote(make_campaign(dataset, votes_per_item=1), (5, 5))
    judge_text(recording.translation, Verdict.CORRECTED, answer="جواب أفضل")
    assert verified(dataset) == [(True, True, True)]


def test_withdrawn_verdict_and_vote_no_longer_count(dataset: Dataset) -> None:
    recording = make_version(dataset)
    judged = judge_text(recording.translation, Verdict.CONFIRMED)
    campaign = make_campaign(dataset, votes_per_item=1)
    vote(campaign, (5, 5))
    rater = campaign.tasks.get().assignments.get().rater
    undo_last(judged.task.campaign, by=judged.rater)
    undo_last(campaign, by=rater)
    assert verified(dataset) == [(False, False, False)]
    assert current_versions(dataset).get(language="ara").votes == 0


def test_votes_are_counted_and_averaged_over_the_current_recording(dataset: Dataset) -> None:
    make_version(dataset)
    vote(make_campaign(dataset, votes_per_item=2), (5, 3), (2, 3))
    row = current_versions(dataset).get(language="ara")
    assert (row.votes, row.naturalness, row.understood) == (2, 3.5, 3.0)


def test_only_current_texts_and_recordings_are_versions(dataset: Dataset) -> None:
    recording = make_version(dataset)
    make_translation(recording.translation.item, is_current=False)
    make_recording(recording.translation, is_current=False)
    rows = current_versions(dataset).filter(language="ara")
    assert [row.recording_id for row in rows] == [recording.pk]
