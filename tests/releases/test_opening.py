"""Public releases: read by strangers, and nothing else is."""

import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.enums import Role, Scope
from accounts.models import User
from accounts.services import issue_token
from corpus.storage import audio_store
from releases.models import Export, Publication, Release, Shard
from tests.conftest import ClientFor
from tests.factories import make_job, make_recording, make_user
from tests.releases.frozen import first_recording, make_judged_dataset, make_release

pytestmark = pytest.mark.django_db
REFUSED = (401, "not_authenticated")


@pytest.fixture
def release() -> Release:
    dataset = make_judged_dataset()
    dataset.memberships.create(user=dataset.created_by)
    return make_release(dataset)


@pytest.fixture
def stranger() -> APIClient:
    return APIClient()


@pytest.fixture
def manager(release: Release, client_for: ClientFor) -> APIClient:
    return client_for(release.dataset.created_by)


def address(release: Release) -> str:
    return f"/api/v1/datasets/{release.dataset.slug}/releases/{release.name}/"


def open_to_all(release: Release, manager: APIClient, *, public: bool = True) -> None:
    answer = manager.patch(address(release), {"public": public}, format="json")
    assert (answer.status_code, answer.json()["public"]) == (200, public)


def make_file(release: Release) -> str:
    job = make_job(release.dataset)
    export = Export.objects.create(release=release, format="ndjson", job=job, shards_planned=1)
    sha256 = audio_store().put(b"packed lines")
    shard = export.shards.create(
        dataset=release.dataset, number=0, sha256=sha256, size_bytes=12, rows=1
    )
    return f"/api/v1/exports/{export.pk}/files/{shard.filename}"


def readable(release: Release) -> dict[str, str]:
    return {
        "manifest": address(release),
        "rows": f"{address(release)}rows/",
        "stream": f"{address(release)}rows/?format=ndjson",
        "exports": f"{address(release)}exports/",
        "file": make_file(release),
        "audio": f"/audio/{first_recording(release.dataset).sha256}",
    }


def look(client: APIClient, path: str) -> tuple[int, Any]:
    response = client.get(path)
    if response.streaming:
        return response.status_code, len(response.getvalue()) > 0
    return response.status_code, json.loads(response.content).get("code")


def test_release_is_closed_to_strangers_until_a_manager_opens_it(
    release: Release, stranger: APIClient, manager: APIClient
) -> None:
    paths = readable(release)
    assert {look(stranger, path) for path in paths.values()} == {REFUSED}
    open_to_all(release, manager)
    assert {what: look(stranger, path)[0] for what, path in paths.items()} == dict.fromkeys(
        paths, 200
    )
    open_to_all(release, manager, public=False)
    assert {look(stranger, path) for path in paths.values()} == {REFUSED}


def test_nothing_but_the_release_is_opened(
    release: Release, stranger: APIClient, manager: APIClient
) -> None:
    later = make_recording(first_recording(release.dataset).translation, is_current=False)
    other = make_release(release.dataset, "v2")
    open_to_all(release, manager)
    dataset = f"/api/v1/datasets/{release.dataset.slug}/"
    closed = [
        dataset, f"{dataset}items/", f"{dataset}splits/bench/", f"{dataset}releases/",
        address(other), f"{address(other)}rows/", make_file(other), f"/audio/{later.sha256}",
    ]  # fmt: skip
    assert {path: look(stranger, path) for path in closed} == dict.fromkeys(closed, REFUSED)
    assert stranger.patch(address(release), {"public": False}, format="json").status_code == 401


def test_stranger_hears_the_same_of_what_is_closed_and_of_what_is_not_there(
    release: Release, stranger: APIClient
) -> None:
    closed = readable(release)
    missing = {
        path.replace(release.dataset.slug, "nowhere").replace("api/v1/exports/", "api/v1/exports/9")
        for path in closed.values()
        if "/audio/" not in path
    } | {f"/audio/{'0' * 64}"}
    answers = [stranger.get(path) for path in [*closed.values(), *missing]]
    told = [(answer.status_code, json.loads(answer.content)) for answer in answers]
    assert told == [(401, told[0][1])] * len(told)


def test_who_may_not_read_the_dataset_reads_what_is_public(
    release: Release, manager: APIClient, client_for: ClientFor
) -> None:
    open_to_all(release, manager)
    for person in (make_user(Role.RESEARCHER), make_user(Role.RATER)):
        client = client_for(person)
        assert {look(client, path)[0] for path in readable(release).values()} == {200}
    with_token = client_by_token(make_user(Role.RATER), Scope.RATE)
    assert {look(with_token, path)[0] for path in readable(release).values()} == {200}


def test_only_managers_of_the_dataset_open_it(release: Release, client_for: ClientFor) -> None:
    researcher = make_user(Role.RESEARCHER)
    release.dataset.memberships.create(user=researcher)
    answers = {
        person.role: client_for(person).patch(address(release), {"public": True}, format="json")
        for person in (researcher, make_user(Role.MANAGER))
    }
    assert {role: answer.status_code for role, answer in answers.items()} == {
        "researcher": 403, "manager": 404,
    }  # fmt: skip
    assert not Publication.objects.exists()


def test_foreign_manager_closes_no_public_release(
    release: Release, manager: APIClient, client_for: ClientFor
) -> None:
    open_to_all(release, manager)
    foreign = client_for(make_user(Role.MANAGER))
    assert foreign.patch(address(release), {"public": False}, format="json").status_code == 404
    assert Publication.objects.count() == 1


def client_by_token(user: User, scope: Scope) -> APIClient:
    client = APIClient()
    _, key = issue_token(user, name="a", days=1, scopes=[scope])
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
    return client


def test_token_to_read_releases_hears_what_is_in_one(release: Release) -> None:
    recording = first_recording(release.dataset)
    later = make_recording(recording.translation, is_current=False)
    client = client_by_token(release.dataset.created_by, Scope.READ_RELEASES)
    heard = {name: look(client, f"/audio/{sha}")[0] for name, sha in (
        ("released", recording.sha256), ("not released", later.sha256), ("nothing", "0" * 64),
    )}  # fmt: skip
    assert heard == {"released": 200, "not released": 404, "nothing": 404}
    outsider = client_by_token(make_user(Role.RESEARCHER), Scope.READ_RELEASES)
    assert look(outsider, f"/audio/{recording.sha256}") == (404, "audio_missing")


def test_files_have_no_address_as_audio(release: Release) -> None:
    """Who may read items alone may not read releases by another door."""
    make_file(release)
    shard = Shard.objects.get(export__release=release)
    client = client_by_token(release.dataset.created_by, Scope.READ_ITEMS)
    assert look(client, f"/audio/{shard.sha256}") == (404, "audio_missing")
