"""The overview's numbers against the same dataset counted by hand."""

import pytest

from annotation.enums import Verdict
from catalog.models import Dataset
from corpus.models import Recording, Translation
from generation.models import CheckReport
from releases.overview import describe_dataset
from tests.conftest import ClientFor
from tests.factories import (
    count_anew,
    make_campaign,
    make_dataset,
    make_item,
    make_recording,
    make_report,
    make_source,
    make_translation,
)
from tests.releases.frozen import make_judged_dataset, make_release
from tests.releases.judged import judge_text, make_version, vote

pytestmark = pytest.mark.django_db


def make_lived_in() -> Dataset:
    """Three items: one verified, one with a corrected question, one only translated to Hindi."""
    dataset = make_dataset()
    first, second = make_version(dataset), make_version(dataset)
    third = make_item(
        dataset, split="train", in_bench=False, source=make_source(dataset, slug="dialogue")
    )
    make_translation(third, language="hin")
    vote(make_campaign(dataset, votes_per_item=2), (5, 5), (4, 4))
    judge_text(first.translation, Verdict.CONFIRMED)
    judge_text(second.translation, Verdict.CORRECTED, question="سؤال أفضل؟")
    CheckReport.objects.all().delete()  # the correction's own; those counted here are by hand
    make_report(first.translation, "question.length", passed=True)
    make_report(first.translation, "question.numbers", passed=False)
    make_report(first, "clipping", passed=False)
    make_report(second.translation, "question.length", passed=False)  # of a replaced text
    count_anew(dataset)
    return dataset


def test_overview_equals_a_count_by_hand() -> None:
    state = describe_dataset(make_lived_in())
    assert state.items == 3
    assert state.splits == {
        "unassigned": 0,
        "train": 1,
        "dev": 0,
        "test": 2,
        "bench": 2,
        "excluded": 0,
    }
    assert [(s.slug, s.items) for s in state.sources] == [("identity", 2), ("dialogue", 1)]
    assert (state.checks.passed, state.checks.failed) == (1, 2)
    empty = {
        "voiced": 0, "hours": 0.0, "heard": 0, "checks_failed": 0, "set_aside": 0, "votes": 0,
        "votes_needed": 0, "rated": 0, "reviewed": 0, "corrected": 0, "verified": 0, "released": 0,
    }  # fmt: skip
    assert [vars(language) for language in state.languages] == [
        {"language": "eng", "translated": 3, **empty},
        {
            "language": "ara",
            "translated": 2,
            "voiced": 1,
            "hours": pytest.approx(0.4 / 3600),
            "heard": 0,
            "checks_failed": 1,
            "set_aside": 0,
            "votes": 2,
            "votes_needed": 2,
            "rated": 1,
            "reviewed": 2,
            "corrected": 1,
            "verified": 1,
            "released": 0,
        },
        {"language": "hin", "translated": 1, **empty},
    ]


def test_overview_counts_a_clip_of_two_campaigns_once() -> None:
    dataset = make_dataset()
    judge_text(make_version(dataset).translation, Verdict.CONFIRMED)
    for name in ("first", "second"):
        vote(make_campaign(dataset, name=name, votes_per_item=2), (5, 5), (4, 4))
    arabic = describe_dataset(dataset).languages[1]
    assert (arabic.votes, arabic.votes_needed, arabic.rated, arabic.verified) == (4, 4, 1, 1)


def test_overview_of_an_empty_dataset_is_all_zeros() -> None:
    state = describe_dataset(make_dataset(languages=["eng"]))
    assert (state.items, state.sources, state.checks.passed, state.checks.failed) == (0, [], 0, 0)
    assert [language.translated for language in state.languages] == [0]


def test_overview_counts_another_dataset_for_nothing() -> None:
    make_lived_in()
    other = make_dataset()
    make_recording(make_translation(make_item(other)), duration_s=3600.0)
    count_anew(other)
    arabic = describe_dataset(other).languages[1]
    assert (arabic.translated, arabic.voiced, arabic.hours, arabic.votes) == (1, 1, 1.0, 0)
    assert Recording.objects.count() == 3


def test_overview_over_rest_has_the_same_numbers(client_for: ClientFor) -> None:
    dataset = make_lived_in()
    dataset.memberships.create(user=dataset.created_by)
    body = client_for(dataset.created_by).get(f"/api/v1/datasets/{dataset.slug}/overview/").json()
    state = describe_dataset(dataset)
    assert (body["items"], body["splits"], body["checks"]) == (
        state.items, state.splits, vars(state.checks),
    )  # fmt: skip
    assert body["languages"] == [vars(language) for language in state.languages]


Cells = dict[tuple[str, str], float]


def cells(dataset: Dataset) -> Cells:
    """Every number of the language matrix."""
    count_anew(dataset)
    return {
        (row.language, name): value
        for row in describe_dataset(dataset).languages
        for name, value in vars(row).items()
        if name != "language"
    }


def moved(before: Cells, after: Cells) -> dict[str, dict[str, float]]:
    changes: dict[str, dict[str, float]] = {}
    for (language, name), value in after.items():
        if value != before[language, name]:
            changes.setdefault(language, {})[name] = value - before[language, name]
    return changes


def test_one_recording_moves_its_own_cells_alone() -> None:
    dataset = make_lived_in()
    text = Translation.objects.get(dataset=dataset, language="hin")
    before = cells(dataset)
    recording = make_recording(text, duration_s=3.6, set_aside=["clipping"])
    make_report(recording, "recognition-errors", passed=False)
    assert moved(before, cells(dataset)) == {
        "hin": {
            "voiced": 1,
            "hours": pytest.approx(0.001),
            "heard": 1,
            "checks_failed": 1,
            "set_aside": 1,
        }
    }


def test_one_vote_moves_its_own_cells_alone() -> None:
    dataset = make_lived_in()
    clip = make_version(dataset)
    campaign = make_campaign(dataset, votes_per_item=1)
    campaign.tasks.exclude(recording=clip).delete()  # that has its votes already
    before = cells(dataset)
    vote(campaign, (3, 4))
    assert moved(before, cells(dataset)) == {"ara": {"votes": 1, "rated": 1}}


def test_one_edit_moves_its_own_cells_alone() -> None:
    dataset = make_lived_in()
    item = make_item(dataset, question="What is this?", answer="It is an answer.")
    text = make_translation(item, language="hin")
    before = cells(dataset)
    judge_text(text, Verdict.CORRECTED, question="यह क्या है?", answer="यह एक जवाब है।")
    assert moved(before, cells(dataset)) == {"hin": {"reviewed": 1, "corrected": 1}}


def test_what_is_released_stays_what_the_newest_release_froze() -> None:
    dataset = make_judged_dataset()
    make_release(dataset, "v1")
    make_version(dataset)
    state = describe_dataset(dataset)
    assert [(row.language, row.released) for row in state.languages] == [
        ("eng", 3), ("ara", 3), ("hin", 0),
    ]  # fmt: skip
    assert state.release is not None
    assert (state.release.name, state.release.rows, state.release.verified) == ("v1", 6, 1)
    assert state.release.gates_failed > 0
    make_release(dataset, "v2")
    newer = describe_dataset(dataset)
    assert newer.release is not None
    assert (newer.release.name, newer.languages[1].released) == ("v2", 4)
