"""``/audio/{sha256}``: who may play, and the ranges players ask for."""

import pytest
import requests
from django.test import Client

from accounts.enums import Role
from corpus.models import Recording
from corpus.storage import AudioStore
from tests.conftest import ClientFor
from tests.factories import make_dataset, make_recording, make_user, make_voiced_item

pytestmark = pytest.mark.django_db
CONTENT = bytes(range(250)) * 4


@pytest.fixture
def client(client_for: ClientFor) -> Client:
    """A rater of the dataset whose only clip is `CONTENT`."""
    rater = make_user()
    recording = make_voiced_item(make_dataset(rater))
    make_recording(recording.translation, content=CONTENT, is_current=False)
    return client_for(rater)


def address() -> str:
    return f"/audio/{Recording.objects.get(is_current=False).sha256}"


def play(client: Client, wanted: str | None = None) -> tuple[int, bytes, str | None]:
    headers = {} if wanted is None else {"Range": wanted}
    response = client.get(address(), headers=headers)
    body = response.getvalue()
    if response.status_code != 416:
        assert response.headers["Content-Length"] == str(len(body))
        assert response.headers["Content-Type"] == "audio/flac"
    return response.status_code, body, response.headers.get("Content-Range")


def test_whole_clip_may_be_kept_by_this_person_only(
    local_store: AudioStore, client: Client
) -> None:
    response = client.get(address())
    assert response.getvalue() == CONTENT
    assert {name: response.headers[name] for name in ("Accept-Ranges", "Cache-Control")} == {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, max-age=31536000, immutable",
    }


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=0-0", 0, 0),
        ("bytes=990-", 990, 999),
        ("bytes=-100", 900, 999),
        ("bytes=-5000", 0, 999),
        ("bytes=500-99999", 500, 999),
    ],
)
def test_range_is_served(
    local_store: AudioStore, client: Client, wanted: str, first: int, last: int
) -> None:
    expected = CONTENT[first : last + 1]
    assert play(client, wanted) == (206, expected, f"bytes {first}-{last}/1000")


@pytest.mark.parametrize("wanted", ["bytes=1000-", "bytes=1000-2000", "bytes=-0"])
def test_range_outside_the_clip_answers_416(
    local_store: AudioStore, client: Client, wanted: str
) -> None:
    assert play(client, wanted) == (416, b"", "bytes */1000")


@pytest.mark.parametrize(
    "wanted",
    ["", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "items=0-1", "bytes=0-1,5-6", "bytes=1",
     "bytes=" + "9" * 5000 + "-"],
)  # fmt: skip
def test_what_is_no_single_range_gets_the_whole_clip(
    local_store: AudioStore, client: Client, wanted: str
) -> None:
    assert play(client, wanted) == (200, CONTENT, None)


def test_head_names_the_length_without_the_bytes(local_store: AudioStore, client: Client) -> None:
    response = client.head(address())
    assert (response.status_code, response.getvalue()) == (200, b"")
    assert response.headers["Content-Length"] == "1000"


def test_browser_that_asks_for_audio_only_gets_it(local_store: AudioStore, client: Client) -> None:
    response = client.get(address(), headers={"Accept": "audio/webm,audio/ogg"})
    assert response.getvalue() == CONTENT


def test_person_of_another_dataset_is_told_there_is_nothing(
    local_store: AudioStore, client: Client, client_for: ClientFor
) -> None:
    outsider = make_user(Role.MANAGER)
    make_dataset(outsider)
    sha256 = address().removeprefix("/audio/")
    answers = [client_for(outsider).get(f"/audio/{name}") for name in (sha256, "0" * 64)]
    assert [(one.status_code, one.json()["code"]) for one in answers] == [
        (404, "audio_missing"),
        (404, "audio_missing"),
    ]


def test_stranger_is_asked_to_sign_in(
    local_store: AudioStore, client: Client, client_for: ClientFor
) -> None:
    assert client_for(None).get(address()).status_code == 401


def test_row_whose_file_is_gone_answers_404(local_store: AudioStore, client: Client) -> None:
    path = local_store.local_path(address().removeprefix("/audio/"))
    assert path is not None
    path.unlink()
    assert client.get(address()).status_code == 404


def test_name_that_is_no_sha256_is_no_clip(local_store: AudioStore, client: Client) -> None:
    for name in ("..%2f..%2fetc%2fpasswd", "A" * 64, "0" * 63):
        response = client.get(f"/audio/{name}")
        assert response.headers["Content-Type"] != "audio/flac"


def test_clip_in_s3_is_reached_by_a_link_that_plays(s3_store: AudioStore, client: Client) -> None:
    response = client.get(address())
    assert response.status_code == 302
    played = requests.get(response["Location"], headers={"Range": "bytes=900-"}, timeout=10)
    assert (played.status_code, played.content) == (206, CONTENT[-100:])
