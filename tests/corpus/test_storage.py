"""One contract over both stores: a folder, and a real S3 server."""

import hashlib
from pathlib import Path

import pytest
import requests
from django.core.management import call_command
from pytest_django import Settings

from corpus.errors import AudioMissingError
from corpus.storage import AudioStore, audio_store
from corpus.storage.local import LocalStore
from corpus.storage.s3 import S3Store
from corpus.storage.store import object_key
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
