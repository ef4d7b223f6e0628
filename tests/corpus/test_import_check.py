"""What a file is said to bring before it is imported is what it brings."""

from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from rest_framework.test import APIClient

from accounts.enums import Role
from accounts.models import User
from catalog.models import Dataset
from catalog.services import change_dataset
from corpus.models import (
    ImportRun,
    Item,
    MemoryEntry,
    Recording,
    RejectedRow,
    Source,
    Translation,
)
from corpus.services import check_file, count_splits
from corpus.storage import AudioStore
from tests.conftest import ClientFor
from tests.corpus.drawing import draw_now
from tests.corpus.test_import_voice_assistant import ROW, write_parquet
from tests.corpus.test_spoken import wav
from tests.factories import make_dataset, make_user
from tests.jobs.threads import at_the_same_time

pytestmark = pytest.mark.django_db
FIRST = [
    '{"id": "n1", "source": "identity", "question": "Who are you?", "answer": "Me."}',
    '{"id": "n2", "source": "dialogue", "question": "Where to?", "answer": "Home."}',
]
SECOND = [
    *FIRST,
    '{"id": "n3", "source": "identity", "question": "And now?", "answer": "Go on."}',
    '{"id": "n1", "source": "identity", "question": "Another?", "answer": "No."}',
    '{"id": "n1", "language": "ara", "source": "identity", "question": "من؟", "answer": "أنا."}',
    '{"id": "n9", "language": "ara", "source": "identity", "question": "من؟", "answer": "أنا."}',
    '{"id": "n2", "language": "jpn", "source": "identity", "question": "誰?", "answer": "私."}',
    '{"id": "n4", "source": "identity", "answer": "No question."}',
    "this is no JSON",
]
MADE = (ImportRun, RejectedRow, Source, Item, Translation, MemoryEntry, Recording)


@pytest.fixture
def manager() -> User:
    return make_user(Role.MANAGER)


@pytest.fixture
def dataset(manager: User) -> Dataset:
    return make_dataset(manager, languages=["ara", "eng"])


@pytest.fixture
def client(manager: User, client_for: ClientFor) -> APIClient:
    return client_for(manager)


def send(client: APIClient, dataset: Dataset, rows: list[str], *, check: bool = False) -> Any:
    return send_file(client, dataset, "\n".join(rows).encode(), check=check)


def send_file(
    client: APIClient, dataset: Dataset, content: bytes, *, check: bool = False, **fields: Any
) -> Any:
    path = f"/api/v1/datasets/{dataset.slug}/imports/{'check/' if check else ''}"
    file = SimpleUploadedFile("new.jsonl", content)
    return client.post(path, {"file": file, **fields}, format="multipart")


def but_for_its_name(brought: dict[str, Any]) -> dict[str, Any]:
    return {name: brought[name] for name in brought if name not in {"id", "created_at"}}


@pytest.mark.parametrize("before", [[], FIRST, SECOND])
def test_file_brings_what_its_check_told(
    before: list[str], client: APIClient, dataset: Dataset
) -> None:
    if before:
        assert send(client, dataset, before).status_code == 201

    told = send(client, dataset, SECOND, check=True)
    brought = send(client, dataset, SECOND)

    assert (told.status_code, brought.status_code) == (200, 201)
    found = brought.json()
    assert told.json() == but_for_its_name(found)
    assert (found["rows_read"], found["rejected"] > 3) == (9, True)


def test_check_leaves_nothing_behind(client: APIClient, dataset: Dataset) -> None:
    assert send(client, dataset, SECOND, check=True).json()["items_added"] == 3
    assert [model.objects.count() for model in MADE] == [0] * len(MADE)
    counts = client.get(f"/api/v1/datasets/{dataset.slug}/splits/").json()
    assert set(counts.values()) == {0}


def test_file_that_can_not_be_read_is_refused_as_its_import_would_be(
    client: APIClient, dataset: Dataset
) -> None:
    told = send(client, dataset, ["%PDF-1.4"], check=True)
    brought = send(client, dataset, ["%PDF-1.4"])
    assert (told.status_code, told.json()) == (brought.status_code, brought.json())
    assert told.status_code == 400


def test_check_hears_spoken_questions_as_their_import_does_and_stores_none(
    client: APIClient, dataset: Dataset, local_store: AudioStore, tmp_path: Path
) -> None:
    clips = (wav(), b"no audio", wav(0.25))
    rows = [
        {**ROW, "index": str(at), "question_audio": {"bytes": clip, "path": None}}
        for at, clip in enumerate(clips)
    ]
    write_parquet(tmp_path / "va.parquet", *rows)
    content = (tmp_path / "va.parquet").read_bytes()
    fields: dict[str, Any] = {"format": "voice-assistant", "with_audio": "true"}

    told = send_file(client, dataset, content, check=True, **fields).json()

    assert [model.objects.count() for model in MADE] == [0] * len(MADE)
    assert [*local_store.list()] == []
    assert (told["items_added"], told["recordings_added"], told["rejected"]) == (2, 2, 1)
    assert told["rejects"][0]["field"] == "question_audio"
    assert told == but_for_its_name(send_file(client, dataset, content, **fields).json())
    assert len([*local_store.list()]) == 2


@pytest.mark.django_db(transaction=True)
def test_what_waits_for_the_dataset_waits_for_no_check(manager: User, dataset: Dataset) -> None:
    def hasty() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '50ms'")
            change_dataset(dataset, description="Changed meanwhile.")

    with checked(dataset, manager) as run:
        assert run.items_added == 3
        at_the_same_time(hasty)
    dataset.refresh_from_db()
    assert dataset.description == "Changed meanwhile."


@pytest.mark.django_db(transaction=True)
def test_splits_drawn_beside_a_check_count_what_is_there(manager: User, client: APIClient) -> None:
    dataset = make_dataset(manager, languages=["ara", "eng"], dev_size=1, test_size=1, bench_size=1)
    rows = [SECOND[2].replace("n3", f"m{at}").replace("now", f"now {at}") for at in range(5)]
    send(client, dataset, rows[:4])
    more = SimpleUploadedFile("new.jsonl", rows[4].encode())

    with check_file(dataset, more, name="new.jsonl", by=manager) as run:
        assert run.items_added == 1
        at_the_same_time(partial(draw_now, dataset))

    counts = count_splits(dataset)
    assert (counts.pop("bench"), sum(counts.values()), counts["unassigned"]) == (1, 4, 0)


@pytest.mark.django_db(transaction=True)
def test_import_and_check_exclude_each_other(
    manager: User, dataset: Dataset, client: APIClient
) -> None:
    with checked(dataset, manager):
        imported, told = at_the_same_time(
            partial(send, client, dataset, FIRST),
            partial(send, client, dataset, FIRST, check=True),
        )
    for refused in (imported, told):
        assert (refused.status_code, refused.json()["code"]) == (409, "import_busy")
        assert "or checked for it" in refused.json()["message"]
    assert send(client, dataset, FIRST).json()["items_added"] == 2


def checked(dataset: Dataset, by: User) -> AbstractContextManager[ImportRun]:
    """A check that is under way."""
    file = SimpleUploadedFile("new.jsonl", "\n".join(SECOND).encode())
    return check_file(dataset, file, name="new.jsonl", by=by)
