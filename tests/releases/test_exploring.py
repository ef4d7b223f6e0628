"""The list of items: what each filter finds, and what a row shows."""

from base64 import b64encode
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from annotation.enums import Verdict
from catalog.models import Dataset
from corpus.models import Recording
from tests.factories import (
    make_campaign,
    make_dataset,
    make_item,
    make_recording,
    make_source,
    make_translation,
)
from tests.releases.judged import judge_text, make_version, vote

pytestmark = pytest.mark.django_db


def rows(client: APIClient, dataset: Dataset, **query: Any) -> list[dict[str, Any]]:
    response = client.get(f"/api/v1/datasets/{dataset.slug}/items/", query)
    assert response.status_code == 200
    results: list[dict[str, Any]] = response.json()["results"]
    return results


def ids(client: APIClient, dataset: Dataset, **query: Any) -> list[str]:
    return [row["external_id"] for row in rows(client, dataset, **query)]


def make_rated(dataset: Dataset) -> tuple[Recording, Recording]:
    """``good`` (5, 4) in Arabic, its text confirmed; ``bad`` (2, 3) in Hindi."""
    good = make_version(dataset, "ara", external_id="good")
    bad = make_version(dataset, "hin", external_id="bad")
    judge_text(good.translation, Verdict.CONFIRMED)
    vote(make_campaign(dataset, languages=["ara"], votes_per_item=1), (5, 4))
    hindi = make_campaign(dataset, languages=["hin"], votes_per_item=1)
    vote(hindi, (2, 3), language="hin")
    make_item(dataset, external_id="silent")
    return good, bad


def test_items_are_filtered_by_text_split_and_source(client: APIClient, dataset: Dataset) -> None:
    make_item(dataset, external_id="a", question="Where is CAIRO?")
    make_item(dataset, external_id="b", answer="In cairo.", in_bench=False)
    make_item(dataset, external_id="c", split="train", in_bench=False,
              source=make_source(dataset, slug="dialogue"))  # fmt: skip
    make_item(make_dataset(), external_id="other")
    assert ids(client, dataset) == ["a", "b", "c"]
    assert ids(client, dataset, search="cairo") == ["a"]
    assert ids(client, dataset, search="c") == ["a", "c"]
    assert ids(client, dataset, search="100%_") == []
    assert ids(client, dataset, split="bench") == ["a"]
    assert ids(client, dataset, split="test") == ["a", "b"]
    assert ids(client, dataset, source="dialogue", split="train") == ["c"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"language": "ara"}, ["good"]),
        ({"language": "eng"}, ["good", "bad", "silent"]),
        ({"verified": True}, ["good"]),
        ({"verified": False, "language": "ara"}, []),
        ({"verified": False, "language": "hin"}, ["bad"]),
        ({"least_naturalness": 3}, ["good"]),
        ({"least_naturalness": 2, "least_understood": 3}, ["good", "bad"]),
        ({"least_understood": 4.5}, []),
        ({"least_naturalness": 2, "language": "hin", "split": "bench"}, ["bad"]),
        ({"least_naturalness": 2, "search": "nothing like it"}, []),
    ],
)
def test_items_are_filtered_by_what_natives_said(
    query: dict[str, Any], expected: list[str], client: APIClient, dataset: Dataset
) -> None:
    make_rated(dataset)
    assert ids(client, dataset, **query) == expected


def test_votes_on_a_recording_that_was_replaced_find_nothing(
    client: APIClient, dataset: Dataset
) -> None:
    good, _ = make_rated(dataset)
    Recording.objects.filter(pk=good.pk).update(is_current=False)
    make_recording(good.translation)
    assert ids(client, dataset, verified=True) == []
    assert ids(client, dataset, least_naturalness=3) == []
    assert ids(client, dataset, verified=False, language="ara") == ["good"]


def test_items_are_filtered_by_engine_and_licence(client: APIClient, dataset: Dataset) -> None:
    spoken = make_translation(make_item(dataset, external_id="spoken"), licence="CC-BY-4.0")
    make_recording(spoken, engine="xtts-v2", licence="CPML")
    written = make_item(dataset, external_id="written")
    make_recording(make_translation(written), engine="xtts-v2", is_current=False)
    make_translation(written, language="hin", licence="CC-BY-4.0")
    assert ids(client, dataset, engine="xtts-v2") == ["spoken"]
    assert ids(client, dataset, licence="CPML") == ["spoken"]
    assert ids(client, dataset, licence="CC-BY-4.0") == ["spoken", "written"]
    assert ids(client, dataset, licence="CC-BY-4.0", language="ara") == ["spoken"]
    choices = client.get(f"/api/v1/datasets/{dataset.slug}/items/choices/").json()
    assert choices == {
        "sources": [{"slug": "identity", "name": "identity"}],
        "engines": ["xtts-v2"],
        "licences": ["CC-BY-4.0", "CPML"],
    }


def test_one_language_has_all_that_is_asked_of_languages(
    client: APIClient, dataset: Dataset
) -> None:
    item = make_item(dataset)
    make_recording(make_translation(item, language="ara"), engine="espeak-ng", licence="GPL-3.0")
    make_recording(make_translation(item, language="hin"), engine="xtts-v2", licence="CPML")
    assert len(ids(client, dataset, engine="xtts-v2", licence="CPML")) == 1
    assert ids(client, dataset, engine="xtts-v2", licence="GPL-3.0") == []
    assert ids(client, dataset, engine="xtts-v2", language="ara") == []


def test_row_says_in_which_languages_it_fits_and_plays_the_first(
    client: APIClient, dataset: Dataset
) -> None:
    good, _ = make_rated(dataset)
    [row] = rows(client, dataset, least_naturalness=4)
    assert row["languages"] == ["ara"]
    assert row["sample"] == {
        "language": "ara",
        "question": good.translation.question,
        "audio_url": f"/audio/{good.sha256}",
        "duration_s": 0.4,
    }


def test_row_shows_english_where_no_language_matters(client: APIClient, dataset: Dataset) -> None:
    item = make_item(dataset)
    [row] = rows(client, dataset)
    assert row["languages"] == []
    english = {"language": "eng", "question": item.question, "audio_url": None, "duration_s": None}
    assert row["sample"] == english


@pytest.mark.parametrize(
    "query",
    ["split=all", "search=%00", "source=%00", "language=xxx", "least_naturalness=6", "verified=2"],
)
def test_filter_that_makes_no_sense_is_refused(
    query: str, client: APIClient, dataset: Dataset
) -> None:
    response = client.get(f"/api/v1/datasets/{dataset.slug}/items/?{query}")
    assert (response.status_code, response.json()["code"]) == (400, "invalid")


@pytest.mark.parametrize("cursor", ["p=abc", "p=", "p=1.5", "p=%00", "r=x", "o=-1"])
def test_made_up_cursor_is_refused(cursor: str, client: APIClient, dataset: Dataset) -> None:
    encoded = b64encode(cursor.encode()).decode()
    response = client.get(f"/api/v1/datasets/{dataset.slug}/items/", {"cursor": encoded})
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_pages_follow_each_other_without_gap_or_overlap(
    client: APIClient, dataset: Dataset
) -> None:
    made = [make_version(dataset).translation.item.external_id for _ in range(5)]
    url: str | None = f"/api/v1/datasets/{dataset.slug}/items/?page_size=2&language=ara"
    seen: list[str] = []
    while url:
        page = client.get(url).json()
        seen += [row["external_id"] for row in page["results"]]
        url = page["next"]
    assert seen == made


@pytest.mark.parametrize("query", [{}, {"language": "ara"}, {"verified": False}])
def test_list_takes_as_many_queries_for_three_rows_as_for_one(
    query: dict[str, Any], client: APIClient, dataset: Dataset
) -> None:
    taken = []
    for made in (1, 2):
        for number in range(made):
            make_version(dataset, source=make_source(dataset, slug=f"s{made}{number}"))
        with CaptureQueriesContext(connection) as queries:
            rows(client, dataset, **query)
        taken.append(len(queries))
    assert taken[0] == taken[1]
