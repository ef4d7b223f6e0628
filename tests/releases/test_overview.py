"""The overview's numbers against the same dataset counted by hand."""

import pytest

from annotation.enums import Verdict
from catalog.models import Dataset
from corpus.models import Recording
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
        "voiced": 0, "hours": 0.0, "checks_failed": 0, "votes": 0, "votes_needed": 0, "rated": 0,
        "reviewed": 0, "corrected": 0, "verified": 0,
    }  # fmt: skip
    assert [vars(language) for language in state.languages] == [
        {"language": "eng", "translated": 3, **empty},
        {
            "language": "ara",
            "translated": 2,
            "voiced": 1,
            "hours": pytest.approx(0.4 / 3600),
            "checks_failed": 1,
            "votes": 2,
            "votes_needed": 2,
            "rated": 1,
            "reviewed": 2,
            "corrected": 1,
            "verified": 1,
        },
        {"language": "hin", "translated": 1, **empty},
    ]


def test_overview_counts_a_clip_of_two_campaigns_once() -> None:
    dataset = make_dataset()
    judge_text(make_version(dataset).translation, Verdict.CONFIRMED)
    for name in ("first", "second"):
        vote(make_campaign(dataset, name=name, votes_per_item=2), (5, 5), (4, 4))
    arabic = describe_dataset(dataset).languages[1]
    assert (arabic.votes, arabic.votes_needed, arabic.rated, arabic.verified) == (4, 4, 2, 1)


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
