"""Imports over REST."""

import csv
import gzip
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from rest_framework.test import APIClient

from catalog.models import Dataset
from tests.conftest import ClientFor
from tests.factories import make_dataset

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset() -> Dataset:
    dataset = make_dataset(dev_size=1, test_size=1, bench_size=1)
    dataset.memberships.create(user=dataset.created_by)
    return dataset


@pytest.fixture
def client(client_for: ClientFor, dataset: Dataset) -> APIClient:
    return client_for(dataset.created_by)


def send(
    client: APIClient, dataset: Dataset, content: bytes, name: str = "rows.jsonl", **fields: str
) -> tuple[int, str]:
    file = SimpleUploadedFile(name, content)
    body = {"file": file, **fields}
    response = client.post(f"/api/v1/datasets/{dataset.slug}/imports/", body, format="multipart")
    return response.status_code, response.json().get("code", "")


def test_imports_take_as_many_queries_for_three_rows_as_for_one(
    client: APIClient, dataset: Dataset
) -> None:
    taken = []
    for rows in (1, 2):
        for _ in range(rows):
            send(client, dataset, b"{}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/api/v1/datasets/{dataset.slug}/imports/")
        taken.append(len(queries))
    assert taken[0] == taken[1]


def test_import_reports_its_rejects_and_lists_newest_first(
    client: APIClient, dataset: Dataset
) -> None:
    good = b'{"id": "a", "source": "identity", "question": "Who?", "answer": "Me."}'
    send(client, dataset, good)
    send(client, dataset, good + b"\nnonsense\n")
    latest, first = client.get(f"/api/v1/datasets/{dataset.slug}/imports/").json()["results"]
    numbers = ("rows_read", "items_added", "items_unchanged", "memory_added", "rejected")
    assert [first[name] for name in numbers] == [1, 1, 0, 0, 0]
    assert [latest[name] for name in numbers] == [2, 0, 1, 0, 1]
    assert [(row["place"], row["excerpt"]) for row in latest["rejects"]] == [("line 2", "nonsense")]


def test_import_says_what_the_file_was_and_when_it_came_before(
    client: APIClient, dataset: Dataset
) -> None:
    at = f"/api/v1/datasets/{dataset.slug}/imports/"
    row = b'{"id": "a", "source": "identity", "question": "Who?", "answer": "Me."}'
    send(client, make_dataset(dataset.created_by), row)  # elsewhere counts for nothing
    send(client, dataset, row)
    again = client.post(at, {"file": SimpleUploadedFile("b.jsonl", row)}, format="multipart").json()
    send(client, dataset, b"id,source,question,answer\nb,identity,Who?,You.\n", "rows.csv")
    other, second, first = client.get(at).json()["results"]
    assert [run["format"] for run in (first, second, other)] == ["jsonl", "jsonl", "csv"]
    assert [run["same_before_at"] for run in (first, second, other)] == [
        None, first["created_at"], None,
    ]  # fmt: skip
    assert again == second


def test_import_of_what_is_no_import_is_refused(client: APIClient, dataset: Dataset) -> None:
    assert send(client, dataset, b"") == (400, "invalid")
    assert send(client, dataset, b"\x00\x01", "photo.raw") == (400, "import_format_unknown")
    assert send(client, dataset, b"{}", language="xxx") == (400, "invalid")
    assert send(client, dataset, b"{}", format="xls") == (400, "invalid")
    assert client.post(f"/api/v1/datasets/{dataset.slug}/imports/", {}).status_code == 415


def test_import_larger_than_an_upload_may_be_is_refused(
    client: APIClient, dataset: Dataset, settings: Settings
) -> None:
    settings.IMPORT_LIMIT_BYTES = 1_000
    packed = gzip.compress(b"x" * 2_000)
    assert send(client, dataset, packed) == (413, "import_too_large")
    assert send(client, dataset, b"x" * 102_000) == (413, "upload_too_large")
    # A key is made of what is sent, so this has to come before the key.
    client.credentials(HTTP_IDEMPOTENCY_KEY="one")
    assert send(client, dataset, b"x" * 102_000) == (413, "upload_too_large")
    assert dataset.imports.count() == 0


def test_rejects_of_an_import_are_one_table_for_a_spreadsheet(
    client: APIClient, dataset: Dataset
) -> None:
    send(client, dataset, b'{"id": "=1+1"}\n\xff\n', name="a.jsonl")
    run = dataset.imports.get()
    answer = client.get(f"/api/v1/imports/{run.pk}/rejects/", headers={"Accept": "*/*"})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="rejects-{run.pk}.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert [(row["file"], row["place"]) for row in rows] == [
        ("a.jsonl", "line 1"),
        ("a.jsonl", "line 2"),
    ]
