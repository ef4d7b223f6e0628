from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.enums import Role
from tests.conftest import ClientFor
from tests.factories import make_dataset, make_import, make_user
from tests.histories import ask_history, tell

pytestmark = pytest.mark.django_db
ROW = b'{"id": "n1", "source": "identity", "question": "Who?", "answer": "Me."}\n'


def test_import_is_told_once_with_who_sent_the_file(client_for: ClientFor) -> None:
    manager = make_user(Role.MANAGER)
    dataset = make_dataset(manager)
    client = client_for(manager)
    make_import(make_dataset())
    sent = client.post(
        f"/api/v1/datasets/{dataset.slug}/imports/",
        {"file": SimpleUploadedFile("new.jsonl", ROW)},
        format="multipart",
    )
    assert (sent.status_code, sent.json()["items_added"]) == (201, 1)

    [told] = ask_history(client, dataset, "import")

    assert tell(told) == (
        "insert",
        manager.username,
        "new.jsonl",
        {"format": ("", "jsonl"), "sha256": ("", sha256(ROW).hexdigest())},
    )


def test_source_is_told_as_it_came_and_changed(client_for: ClientFor) -> None:
    manager = make_user(Role.MANAGER)
    dataset = make_dataset(manager)
    client = client_for(manager)
    sent = client.post(
        f"/api/v1/datasets/{dataset.slug}/imports/",
        {"file": SimpleUploadedFile("new.jsonl", ROW)},
        format="multipart",
    )
    assert sent.status_code == 201
    dataset.sources.update(sensitive=True)

    changed, made = map(tell, ask_history(client, dataset, "source"))
    assert made == ("insert", manager.username, "Identity", {"sensitive": ("", "false")})
    assert (changed[0], changed[3]) == ("update", {"sensitive": ("false", "true")})
