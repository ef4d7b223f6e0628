"""One contract over both stores: a folder, and a real S3 server."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path

import pytest
import requests
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from corpus.errors import AudioDamagedError, AudioMissingError, AudioStoreError
from corpus.storage import AudioStore, audio_store
from corpus.storage.local import LocalStore
from corpus.storage.s3 import PART_BYTES, S3Store
from corpus.storage.store import object_key
from supervisor.ports import free_port
from tests.corpus.s3_server import BUCKET

CONTENT = b"fLaC" + bytes(range(256)) * 20
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def test_put_names_bytes_by_their_content(store: AudioStore) -> None:
    assert store.put(CONTENT) == SHA256
    assert store.get(SHA256) == CONTENT


def test_put_twice_changes_nothing(store: AudioStore) -> None:
    assert [store.put(CONTENT), store.put(CONTENT)] == [SHA256, SHA256]
    assert store.get(SHA256) == CONTENT


def test_empty_content_can_be_kept(store: AudioStore) -> None:
    assert store.get(store.put(b"")) == b""


def test_get_of_what_is_not_stored_says_so(store: AudioStore) -> None:
    with pytest.raises(AudioMissingError):
        store.get("0" * 64)


def test_damaged_object_is_named_and_a_new_put_mends_it(local_store: LocalStore) -> None:
    path = local_store.local_path(local_store.put(CONTENT))
    path.write_bytes(CONTENT[:-1] + b"?")
    with pytest.raises(AudioDamagedError, match=f"{SHA256} is damaged"):
        local_store.get(SHA256)
    assert local_store.get(local_store.put(CONTENT)) == CONTENT


def test_object_of_other_bytes_in_s3_is_named(s3_store: S3Store) -> None:
    s3_store.put(CONTENT)
    key = f"masters/{object_key(SHA256)}"
    s3_store.client.put_object(Bucket=BUCKET, Key=key, Body=b"other")
    with pytest.raises(AudioDamagedError):
        s3_store.get(SHA256)
    s3_store.put(CONTENT)


def test_list_find_and_delete_tell_the_same(store: AudioStore) -> None:
    for one in store.list():
        store.delete(one.sha256)
    names = sorted(store.put(bytes([number]) * number) for number in range(3))
    listed = sorted(store.list(), key=lambda one: one.sha256)
    assert [one.sha256 for one in listed] == names
    assert sorted(one.size_bytes for one in listed) == [0, 1, 2]
    assert [store.find(name) for name in names] == listed
    assert all(abs((timezone.now() - one.stored_at).total_seconds()) < 60 for one in listed)
    for name in [*names, names[0]]:
        store.delete(name)
    assert (list(store.list()), store.find(names[0])) == ([], None)


def test_put_again_makes_an_object_young(local_store: LocalStore) -> None:
    path = local_store.local_path(local_store.put(CONTENT))
    os.utime(path, (0, 0))
    local_store.put(CONTENT)
    found = local_store.find(SHA256)
    assert found is not None
    assert found.stored_at.year > 2000


def test_list_leaves_out_what_is_not_ours(local_store: LocalStore, tmp_path: Path) -> None:
    local_store.put(CONTENT)
    folder = local_store.local_path(SHA256).parent
    for strange in ("notes.txt", f"{'0' * 64}.flac", ".draft-x", f"{SHA256}.FLAC"):
        (folder / strange).touch()
    assert [one.sha256 for one in local_store.list()] == [SHA256]


def test_prepare_makes_what_is_missing_and_nothing_twice(store: AudioStore, tmp_path: Path) -> None:
    new: AudioStore = LocalStore(tmp_path / "new" / "audio")
    if isinstance(store, S3Store):
        new = S3Store("new-bucket", endpoint=store.endpoint)
    for _ in range(2):
        new.prepare()
    assert list(new.list()) == []
    assert new.get(new.put(CONTENT)) == CONTENT


def test_prepare_storage_is_a_command(
    local_store: LocalStore, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("prepare_storage")
    assert local_store.folder.is_dir()
    assert capsys.readouterr().out == f"Audio store ready: {local_store.folder}\n"


@pytest.mark.parametrize("seconds", ["0", "0.2"])
def test_prepare_storage_gives_up_after_its_time(
    seconds: str, s3_store: S3Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.storage.s3._ATTEMPTS", 1)
    settings.S3_ENDPOINT_URL = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(CommandError, match="can't be prepared"):
        call_command("prepare_storage", "--wait", seconds)


def test_store_that_is_away_says_so(s3_store: S3Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.storage.s3._ATTEMPTS", 1)
    away = S3Store(BUCKET, endpoint=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(AudioStoreError, match="Nothing was changed; try again"):
        away.put(CONTENT)
    with pytest.raises(AudioStoreError, match="can't be listed"):
        list(S3Store("no-such-bucket", endpoint=s3_store.endpoint).list())


def test_large_object_goes_up_in_parts(s3_store: S3Store) -> None:
    large = os.urandom(2 * PART_BYTES + 5)
    sha256 = s3_store.put(large)
    head = s3_store.client.head_object(Bucket=BUCKET, Key=f"masters/{object_key(sha256)}")
    assert head["ETag"].endswith('-3"')
    assert s3_store.get(sha256) == large
    s3_store.delete(sha256)


def test_unfinished_uploads_are_deleted_once_old(s3_store: S3Store) -> None:
    key = f"masters/{object_key(SHA256)}"
    s3_store.client.create_multipart_upload(Bucket=BUCKET, Key=key)
    now = timezone.now()
    young, old = now - timedelta(hours=1), now + timedelta(hours=1)
    assert [s3_store.delete_unfinished(before) for before in (young, old, old)] == [0, 1, 0]


def test_drafts_of_killed_writers_are_deleted_once_old(local_store: LocalStore) -> None:
    path = local_store.local_path(local_store.put(CONTENT))
    draft = path.with_name(".draft-killed")
    draft.touch()
    hour_ago = timezone.now() - timedelta(hours=1)
    assert local_store.delete_unfinished(hour_ago) == 0
    os.utime(draft, (0, 0))
    assert (local_store.delete_unfinished(hour_ago), path.exists()) == (1, True)


def test_local_store_serves_from_its_file(local_store: AudioStore) -> None:
    path = local_store.local_path(local_store.put(CONTENT))
    assert path is not None
    assert (path.read_bytes(), local_store.link(SHA256)) == (CONTENT, path.as_uri())
    with pytest.raises(AudioMissingError):
        local_store.local_path("0" * 64)


def test_s3_link_plays_without_credentials_and_in_ranges(s3_store: AudioStore) -> None:
    s3_store.put(CONTENT)
    assert s3_store.local_path(SHA256) is None
    whole = requests.get(s3_store.link(SHA256), timeout=10)
    part = requests.get(s3_store.link(SHA256), headers={"Range": "bytes=0-3"}, timeout=10)
    assert (whole.status_code, whole.content) == (200, CONTENT)
    assert whole.headers["Content-Type"] == "audio/flac"
    assert (part.status_code, part.content) == (206, b"fLaC")


def test_s3_link_leads_to_where_browsers_reach_the_store(
    s3_store: AudioStore, s3_address: str, settings: Settings
) -> None:
    """The same server by another name; the signature holds the name, so it must be this one."""
    s3_store.put(CONTENT)
    settings.S3_PUBLIC_URL = s3_address.replace("127.0.0.1", "localhost")
    link = audio_store().link(SHA256)
    assert link.startswith(f"{settings.S3_PUBLIC_URL}/{BUCKET}/masters/")
    assert requests.get(link, timeout=10).content == CONTENT


def test_prepare_storage_makes_what_is_missing_and_twice_does_no_harm(
    store: AudioStore, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.AUDIO_STORE = settings.AUDIO_STORE.replace(f"s3://{BUCKET}", "s3://new-bucket")
    for _ in range(2):
        call_command("prepare_storage")
    assert audio_store().get(audio_store().put(CONTENT)) == CONTENT
    assert capsys.readouterr().out == f"Audio store ready: {settings.AUDIO_STORE}\n" * 2


def test_s3_link_is_for_one_object_only(s3_store: AudioStore) -> None:
    s3_store.put(CONTENT)
    other = s3_store.put(b"other")
    stolen = s3_store.link(SHA256).replace(object_key(SHA256), object_key(other))
    assert requests.get(stolen, timeout=10).status_code == 403


def test_s3_keeps_objects_under_the_prefix(s3_store: AudioStore) -> None:
    s3_store.put(CONTENT)
    assert isinstance(s3_store, S3Store)
    found = s3_store.client.list_objects_v2(Bucket=BUCKET, Prefix=f"masters/{SHA256[:2]}/")
    assert [entry["Key"] for entry in found["Contents"]] == [f"masters/{object_key(SHA256)}"]


@pytest.mark.parametrize("moment", ["os.fsync", "pathlib.Path.replace"])
def test_crash_before_the_rename_leaves_no_object(
    moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = LocalStore(tmp_path)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(moment, crash)
        with pytest.raises(KeyboardInterrupt):
            store.put(CONTENT)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert store.get(store.put(CONTENT)) == CONTENT


def test_half_written_draft_is_never_taken_for_the_object(tmp_path: Path) -> None:
    """What kill -9 leaves behind: a draft beside the object's place."""
    store = LocalStore(tmp_path)
    draft = (tmp_path / object_key(SHA256)).with_name(".draft-killed")
    draft.parent.mkdir(parents=True)
    draft.write_bytes(CONTENT[:10])
    with pytest.raises(AudioMissingError):
        store.get(SHA256)
    assert store.get(store.put(CONTENT)) == CONTENT
