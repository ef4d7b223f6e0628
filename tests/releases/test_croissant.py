"""Croissant: the reference library accepts it, and reads the exported rows by it."""

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import mlcroissant
import pyarrow.parquet as pq
import pytest
from rest_framework.test import APIClient

from corpus.storage import audio_store
from releases.models import Export, Release
from tests.conftest import ClientFor
from tests.releases.exported import contents, export
from tests.releases.frozen import make_judged_dataset, make_release

pytestmark = [
    pytest.mark.django_db,
    # What the reference library asks of rdflib and pandas.
    pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The inplace keyword"),
]


@pytest.fixture
def release() -> Release:
    dataset = make_judged_dataset()
    dataset.memberships.get_or_create(user=dataset.created_by)
    dataset.licence = "CC-BY-4.0"
    dataset.save()
    return make_release(dataset, "1.0.0")


@pytest.fixture
def client(client_for: ClientFor, release: Release) -> APIClient:
    return client_for(release.dataset.created_by)


def describe(client: APIClient, release: Release, **query: int) -> dict[str, Any]:
    at = f"/api/v1/datasets/{release.dataset}/releases/{release}/croissant.json"
    answer = client.get(at, query)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/ld+json")
    told: dict[str, Any] = json.loads(answer.content)
    return told


def download(told: dict[str, Any], export: Export, folder: Path) -> mlcroissant.Dataset:
    """Reads the description beside its files."""
    places = {}
    for shard in export.shards.select_related("export__release"):
        places[shard.filename] = folder / shard.filename
        places[shard.filename].write_bytes(audio_store().get(shard.sha256))
    description = folder / "croissant.json"
    description.write_text(json.dumps(told))
    return mlcroissant.Dataset(jsonld=description, mapping=places)


def assert_valid(told: dict[str, Any]) -> None:
    issues = mlcroissant.Dataset(jsonld=told).metadata.ctx.issues
    assert (list(issues.errors), list(issues.warnings)) == ([], [])


def test_croissant_of_a_release_without_files_is_valid(client: APIClient, release: Release) -> None:
    told = describe(client, release)
    assert "distribution" not in told
    assert_valid(told)


def test_croissant_names_files_with_their_sums(client: APIClient, release: Release) -> None:
    made = export(release, "parquet")
    told = describe(client, release)
    assert_valid(told)
    (content,) = contents(made)
    (file,) = told["distribution"]
    assert file["sha256"] == hashlib.sha256(content).hexdigest()
    assert file["contentSize"] == f"{len(content)} B"
    assert file["contentUrl"].endswith(f"/api/v1/exports/{made.pk}/files/{file['@id']}")
    columns = [field["name"] for field in told["recordSet"][0]["field"]]
    assert columns == pq.read_schema(io.BytesIO(content)).names


def test_rows_are_read_by_it(client: APIClient, release: Release, tmp_path: Path) -> None:
    made = export(release, "parquet")
    dataset = download(describe(client, release), made, tmp_path)
    (content,) = contents(made)
    expected = pq.read_table(io.BytesIO(content)).to_pylist()
    found = list(dataset.records("rows"))
    assert len(found) == len(expected) == release.rows
    for row, wanted in zip(found, expected, strict=True):
        assert row["rows/id"].decode() == wanted["id"]
        assert row["rows/question"].decode() == wanted["question"]
        assert row["rows/in_bench"] == wanted["in_bench"]
        audio = wanted["audio"]
        if audio:
            assert row["rows/audio"] == audio["bytes"]


def test_several_shards_are_one_set(
    client: APIClient, release: Release, settings: Any, tmp_path: Path
) -> None:
    settings.EXPORT_SHARD_BYTES = 1
    made = export(release, "parquet")
    told = describe(client, release)
    assert_valid(told)
    assert len(told["distribution"]) == made.shards.count() + 1
    found = list(download(told, made, tmp_path).records("rows"))
    assert len(found) == release.rows


def test_described_are_the_files_of_the_first_whole_export(
    client: APIClient, release: Release
) -> None:
    some = export(release, "parquet", language="ara")
    assert "distribution" not in describe(client, release)
    first = export(release, "parquet")
    before = describe(client, release)
    export(release, "parquet")
    assert describe(client, release) == before
    assert f"/exports/{first.pk}/" in before["distribution"][0]["contentUrl"]
    chosen = describe(client, release, export=some.pk)
    assert f"/exports/{some.pk}/" in chosen["distribution"][0]["contentUrl"]


def test_half_an_export_is_not_described(client: APIClient, release: Release) -> None:
    half = export(release, "parquet")
    Export.objects.filter(pk=half.pk).update(shards_planned=half.shards_planned + 1)
    assert "distribution" not in describe(client, release)
    at = f"/api/v1/datasets/{release.dataset}/releases/{release}/croissant.json"
    assert client.get(at, {"export": half.pk}).status_code == 404


def test_export_of_another_release_is_not_described(client: APIClient, release: Release) -> None:
    other = export(make_release(make_judged_dataset()), "parquet")
    at = f"/api/v1/datasets/{release.dataset}/releases/{release}/croissant.json"
    assert client.get(at, {"export": other.pk}).status_code == 404
