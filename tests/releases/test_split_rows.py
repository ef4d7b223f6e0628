"""A verified split over REST: the same rows as pages and as a stream."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from annotation.enums import Verdict
from catalog.models import Dataset
from corpus.models import Recording, Translation
from tests.factories import make_campaign, make_job, make_report
from tests.releases.judged import judge_text, make_version, vote

pytestmark = pytest.mark.django_db
Rows = list[dict[str, Any]]
NDJSON = "application/x-ndjson"


def address(dataset: Dataset, split: str = "bench") -> str:
    return f"/api/v1/datasets/{dataset.slug}/splits/{split}/"


def pages(client: APIClient, at: str, **query: str) -> Rows:
    url: str | None = at
    rows: Rows = []
    while url:
        page = client.get(url, query if url == at else None).json()
        rows += page["results"]
        url = page["next"]
    return rows


def stream(client: APIClient, at: str, **query: str) -> Rows:
    response = client.get(at, query, headers={"Accept": NDJSON})
    assert response.streaming
    assert (response.status_code, response.headers["Content-Type"]) == (200, NDJSON)
    return [json.loads(line) for line in response.getvalue().splitlines()]


def test_stream_has_the_rows_of_the_pages(
    client: APIClient, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("releases.ndjson.BLOCK_BYTES", 2)
    for _ in range(4):
        make_version(dataset, question="Line one\nline \u2028 two \u202e?")
    vote(make_campaign(dataset, votes_per_item=1), (3, 4))
    at = address(dataset)
    rows = stream(client, at)
    assert len(rows) == 8
    assert rows == pages(client, at, page_size="3")
    response = client.get(at, {"format": "ndjson"})
    assert [json.loads(line) for line in response.getvalue().splitlines()] == rows


def test_row_tells_texts_votes_audio_and_lineage(client: APIClient, dataset: Dataset) -> None:
    recording = make_version(dataset)
    recording.job = make_job(dataset)
    recording.save()
    make_report(recording, "clipping", passed=False)
    judge_text(recording.translation, Verdict.CONFIRMED)
    vote(make_campaign(dataset, votes_per_item=2), (5, 3), (4, 3))
    text, item = recording.translation, recording.translation.item
    assert stream(client, address(dataset), language="ara") == [
        {
            "id": item.external_id, "language": "ara", "split": "test", "in_bench": True,
            "source": "identity", "question": text.question, "answer": text.answer,
            "source_question": item.question, "source_answer": item.answer, "context": "",
            "verified": True, "votes": {"count": 2, "naturalness": 4.5, "understood": 3.0},
            "translation": told_of_text(text), "recording": told_of_recording(recording),
        }
    ]  # fmt: skip


def told_of_text(text: Translation) -> dict[str, Any]:
    return {
        "id": text.pk, "origin": "machine", "engine": "translation-memory", "engine_version": "1",
        "parameters": {}, "score": None, "licence": "", "fingerprint": "0" * 64, "job": None,
        "verified": True,
    }  # fmt: skip


def told_of_recording(recording: Recording) -> dict[str, Any]:
    return {
        "sha256": recording.sha256, "audio": f"http://127.0.0.1:8000/audio/{recording.sha256}",
        "duration_s": 0.4, "sample_rate": 22_050, "loudness_lufs": -24.0, "engine": "espeak-ng",
        "engine_version": "1.52", "voice": "ar+f1", "parameters": {}, "licence": "",
        "fingerprint": "0" * 64, "job": recording.job_id, "failed_checks": ["clipping"],
        "verified": True,
    }  # fmt: skip


def test_rows_are_filtered_by_language_and_verification(
    client: APIClient, dataset: Dataset
) -> None:
    first = make_version(dataset, external_id="a")
    make_version(dataset, external_id="b")
    make_version(dataset, external_id="c", language="hin")
    judge_text(first.translation, Verdict.CONFIRMED)
    vote(make_campaign(dataset, votes_per_item=1), (5, 5))

    def found(**query: str) -> list[tuple[str, str]]:
        rows = stream(client, address(dataset), **query)
        assert rows == pages(client, address(dataset), **query)
        return [(row["id"], row["language"]) for row in rows]

    assert found(language="ara", verified="true") == [("a", "ara")]
    assert found(language="ara", verified="false") == [("b", "ara")]
    assert found(language="ara") == [("a", "ara"), ("b", "ara")]
    assert found(verified="true") == [("a", "ara")]
    assert found(language="hin", verified="true") == []


def test_splits_hold_their_own_items_and_test_the_bench_too(
    client: APIClient, dataset: Dataset
) -> None:
    places = [("train", False), ("dev", False), ("test", False), ("test", True)]
    for number, (split, in_bench) in enumerate(places):
        make_version(dataset, external_id=str(number), split=split, in_bench=in_bench)
    found = {
        split: [row["id"] for row in stream(client, address(dataset, split), language="ara")]
        for split in ("train", "dev", "test", "bench")
    }
    assert found == {"train": ["0"], "dev": ["1"], "test": ["2", "3"], "bench": ["3"]}


@pytest.mark.parametrize("split", ["unassigned", "all", "validation"])
@pytest.mark.parametrize("accept", [NDJSON, "application/json"])
def test_unknown_split_is_named(
    split: str, accept: str, client: APIClient, dataset: Dataset
) -> None:
    response = client.get(address(dataset, split), headers={"Accept": accept})
    body = json.loads(response.content)
    assert (response.status_code, body["code"], body["details"]) == (404, "split_unknown", {})
    assert split in body["message"]


@pytest.mark.parametrize("query", [{"language": "xxx"}, {"verified": "maybe"}])
def test_filter_that_makes_no_sense_is_refused(
    query: dict[str, str], client: APIClient, dataset: Dataset
) -> None:
    response = client.get(address(dataset), query)
    assert (response.status_code, response.json()["code"]) == (400, "invalid")


def test_rows_take_as_many_queries_for_three_as_for_one(
    client: APIClient, dataset: Dataset
) -> None:
    for way in (pages, stream):
        taken = []
        for versions in (1, 2):
            for _ in range(versions):
                make_version(dataset)
            with CaptureQueriesContext(connection) as queries:
                way(client, address(dataset))
            taken.append(len(queries))
        assert (way.__name__, taken[0]) == (way.__name__, taken[1])


def test_item_page_takes_as_many_queries_for_three_languages_as_for_one(
    client: APIClient, dataset: Dataset
) -> None:
    item = make_version(dataset).translation.item
    at = f"/api/v1/datasets/{dataset.slug}/items/{item.pk}/"
    with CaptureQueriesContext(connection) as few:
        client.get(at)
    for language in ("deu", "jpn"):
        item.translations.create(
            dataset=dataset, language=language, question="?", answer=".", origin="machine",
            engine="m", fingerprint="0" * 64,
        )  # fmt: skip
    dataset.languages += ["deu", "jpn"]
    dataset.save()
    with CaptureQueriesContext(connection) as many:
        shown = client.get(at).json()
    assert len(few) == len(many)
    assert [version["language"] for version in shown["versions"]] == dataset.languages
    assert shown["versions"][2]["translation"] is None
