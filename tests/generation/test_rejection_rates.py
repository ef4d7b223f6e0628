"""Rejection rates by check and over time, from counts that a recount proves."""

from collections import Counter
from datetime import UTC, datetime
from importlib import import_module
from typing import Any, TypeVar

import pytest
from django.db import connection
from rest_framework.test import APIClient

from accounts.enums import Role
from catalog.models import Dataset
from corpus.models import Recording, Translation
from evaluation.metrics.opinion import rate_interval
from generation import rejection_rates
from generation.checks import CheckOutcome
from generation.judging import judge_checks
from generation.recount import find_differences
from generation.reports import merge_reports, subject_of
from jobs.counts import Key, Metric, Tally, read_counts, record_counts
from jobs.models import Count
from tests.conftest import ClientFor
from tests.factories import (
    count_anew,
    make_dataset,
    make_item,
    make_recording,
    make_report,
    make_translation,
    make_user,
)

pytestmark = pytest.mark.django_db
Row = dict[str, Any]
Made = TypeVar("Made", Translation, Recording)
# A Sunday and the Monday after it, both of UTC; in Tokyo the first is a Monday already.
SUNDAY = datetime(2026, 11, 15, 23, 30, tzinfo=UTC)
MONDAY = datetime(2026, 11, 16, 0, 30, tzinfo=UTC)


def made(subject: Made, at: datetime) -> Made:
    type(subject).objects.filter(pk=subject.pk).update(created_at=at)
    return subject


@pytest.fixture
def dataset() -> Dataset:
    """Two texts of Sunday, one of Monday and one in Hindi; the Monday's clip fails."""
    dataset = make_dataset()
    for at, value in ((SUNDAY, 0.4), (SUNDAY, 0.9), (MONDAY, 0.2)):
        text = made(make_translation(make_item(dataset)), at)
        found = [
            CheckOutcome("question.unchanged", 1, value, 0.6, value <= 0.6, ""),
            CheckOutcome("answer.unchanged", 1, 0.1, 0.6, passed=True, detail=""),
        ]
        merge_reports([(subject_of(text), found)])
    clip = made(make_recording(text, set_aside=["clipping"]), MONDAY)
    make_report(clip, "clipping", passed=False)
    make_report(clip, "errors-whisper", passed=True)
    hindi = make_translation(make_item(dataset), language="hin", engine="nllb-200")
    make_report(made(hindi, MONDAY), "question.brackets", passed=True)
    count_anew(dataset)
    return dataset


@pytest.fixture
def client(client_for: ClientFor) -> APIClient:
    return client_for(make_user(Role.ADMIN))


def rates(client: APIClient, dataset: Dataset, **asked: str) -> list[Row]:
    answer = client.get(f"/api/v1/datasets/{dataset.slug}/checks/rates/", asked)
    assert answer.status_code == 200, answer.content
    rows: list[Row] = answer.json()
    return rows


def times(client: APIClient, dataset: Dataset, **asked: str) -> list[tuple[str, str, int, int]]:
    answer = client.get(f"/api/v1/datasets/{dataset.slug}/checks/times/", asked)
    assert answer.status_code == 200, answer.content
    return [(row["made_from"], row["check"], row["passed"], row["failed"]) for row in answer.json()]


def test_rates_add_languages_and_engines_up_with_an_interval(
    client: APIClient, dataset: Dataset
) -> None:
    interval = rate_interval(1, 6)
    assert interval is not None
    assert rates(client, dataset, check="unchanged") == [
        {
            "check": "unchanged", "passed": 5, "failed": 1, "rate": 1 / 6,
            "interval": {"low": interval.low, "high": interval.high},
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "checks"),
    [
        ({}, ["brackets", "clipping", "unchanged"]),
        ({"language": "hin"}, ["brackets"]),
        ({"engine": "espeak-ng"}, ["clipping"]),
        ({"stage": "text"}, ["brackets", "unchanged"]),
        ({"stage": "recording"}, ["clipping"]),
        ({"stage": "listening"}, []),
        ({"language": "ara", "engine": "nllb-200"}, []),
    ],
)
def test_rates_and_times_are_of_what_is_chosen(
    client: APIClient, dataset: Dataset, asked: dict[str, str], checks: list[str]
) -> None:
    assert [row["check"] for row in rates(client, dataset, **asked)] == checks
    assert sorted({row[1] for row in times(client, dataset, **asked)}) == checks


def test_times_are_days_and_weeks_of_utc_on_which_things_were_made(
    client: APIClient, dataset: Dataset
) -> None:
    assert times(client, dataset, step="day") == [
        ("2026-11-15", "unchanged", 3, 1),
        ("2026-11-16", "brackets", 1, 0),
        ("2026-11-16", "clipping", 0, 1),
        ("2026-11-16", "unchanged", 2, 0),
    ]
    assert [row[0] for row in times(client, dataset, check="unchanged")] == [
        "2026-11-09",
        "2026-11-16",
    ]


def test_times_are_the_newest_that_a_plot_has_room_for(
    client: APIClient, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rejection_rates, "PERIODS", 1)
    assert {row[0] for row in times(client, dataset, step="day")} == {"2026-11-16"}


def test_times_add_up_to_the_rates(client: APIClient, dataset: Dataset) -> None:
    summed: Counter[tuple[str, str]] = Counter()
    for _, check, passed, failed in times(client, dataset, step="day"):
        summed[check, "passed"] += passed
        summed[check, "failed"] += failed
    told = {
        (row["check"], side): row[side]
        for row in rates(client, dataset)
        for side in ("passed", "failed")
    }
    assert told == summed


def test_one_check_that_is_judged_differently_moves_its_own_cells_alone(
    client: APIClient, dataset: Dataset
) -> None:
    before, plotted = read_counts(dataset.pk), set(times(client, dataset, step="day"))
    assert find_differences(dataset.pk) == []

    judge_checks(dataset.pk, {"unchanged": 0.3})  # Sunday's first question fails now, too

    assert find_differences(dataset.pk) == []
    by = ("ara", "identity", "translation-memory")
    daily = {"engine": "translation-memory", "name": "unchanged", "day": "2026-11-15"}
    assert changed(before, read_counts(dataset.pk)) == {
        Key(Metric.CHECKS_PASSED, *by, name="unchanged"): -1,
        Key(Metric.CHECKS_FAILED, *by, name="unchanged"): 1,
        Key(Metric.DAILY_PASSED, "ara", **daily): -1,
        Key(Metric.DAILY_FAILED, "ara", **daily): 1,
        Key(Metric.TEXTS_FAILING, *by): 1,
        Key(Metric.ITEMS_FAILING, *by[:2]): 1,
    }
    assert plotted ^ set(times(client, dataset, step="day")) == {
        ("2026-11-15", "unchanged", 3, 1),
        ("2026-11-15", "unchanged", 2, 2),
    }


def changed(before: Tally, after: Tally) -> dict[Key, int]:
    keys = before.keys() | after.keys()
    return {key: after[key] - before[key] for key in keys if after[key] != before[key]}


def test_recount_says_what_days_differ_and_mends_them(dataset: Dataset) -> None:
    text = Translation.objects.filter(dataset=dataset, language="hin").get()
    made(text, SUNDAY)

    days = {one.key.day: (one.maintained, one.counted) for one in find_differences(dataset.pk)}

    assert days == {"2026-11-15": (0, 1), "2026-11-16": (1, 0)}
    find_differences(dataset.pk, mend=True)
    assert find_differences(dataset.pk) == []


def test_datasets_from_before_days_were_counted_get_theirs(dataset: Dataset) -> None:
    other = make_dataset()
    make_report(make_translation(make_item(other)), "question.brackets", passed=True)
    count_anew(other)
    migration = import_module("generation.migrations.0005_daily_counts")
    with connection.cursor() as cursor:
        cursor.execute(migration.FORGET)
        assert len(find_differences(dataset.pk)) == 6
        cursor.execute(migration.COUNT)

    assert find_differences(dataset.pk) == find_differences(other.pk) == []
    assert not Count.objects.exclude(day="").exclude(metric__startswith="daily_").exists()


def test_counts_that_are_wrong_are_left_out_until_they_are_mended(
    client: APIClient, dataset: Dataset
) -> None:
    shown = times(client, dataset)
    day = {"language": "ara", "engine": "translation-memory", "name": "empty", "day": "2026-11-20"}
    for metric, amount in ((Metric.DAILY_PASSED, -1), (Metric.DAILY_FAILED, 1)):
        record_counts(dataset.pk, Counter({Key(metric, **{**day, "name": "wrong"}): -1}))
        record_counts(dataset.pk, Counter({Key(metric, **day): amount}))
    added = [row for row in times(client, dataset) if row not in shown]
    assert added == [("2026-11-16", "empty", 0, 1)]


def test_rates_refuse_a_stage_that_is_none(client: APIClient, dataset: Dataset) -> None:
    for what in ("rates", "times"):
        answer = client.get(f"/api/v1/datasets/{dataset.slug}/checks/{what}/", {"stage": "x"})
        assert answer.status_code == 400


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("what", ["rates", "times"])
def test_rates_are_one_query_however_many_there_are(
    what: str, rows: int, client: APIClient, django_assert_num_queries: object
) -> None:
    dataset = make_dataset()
    for number in range(rows):
        make_report(make_translation(make_item(dataset)), f"question.check{number}", passed=True)
    count_anew(dataset)

    with django_assert_num_queries(4):  # type: ignore[operator]
        answer = client.get(f"/api/v1/datasets/{dataset.slug}/checks/{what}/")

    assert len(answer.json()) == rows
