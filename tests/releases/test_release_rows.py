"""Releases over REST: the list, what one says of itself, and its rows."""

import gzip
import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from catalog.models import Dataset
from releases.models import Release
from tests.releases.frozen import make_judged_dataset, make_release

pytestmark = pytest.mark.django_db
NDJSON = "application/x-ndjson"


@pytest.fixture
def dataset() -> Dataset:
    dataset = make_judged_dataset()
    dataset.memberships.get_or_create(user=dataset.created_by)
    return dataset


@pytest.fixture
def release(dataset: Dataset) -> Release:
    return make_release(dataset)


def address(release: Release, part: str = "rows/") -> str:
    return f"/api/v1/datasets/{release.dataset}/releases/{release}/{part}"


def stream(client: APIClient, release: Release, **query: str | float) -> list[dict[str, Any]]:
    answer = client.get(address(release), query, headers={"Accept": NDJSON})
    assert answer.status_code == 200
    return [json.loads(line) for line in answer.getvalue().splitlines()]


def test_pages_and_stream_have_the_same_rows(client: APIClient, release: Release) -> None:
    rows, url = [], f"{address(release)}?page_size=4"
    while url:
        page = client.get(url).json()
        rows += page["results"]
        url = page["next"]
    assert len(rows) == release.rows == 6
    assert rows == stream(client, release)


def test_stream_goes_on_after_the_last_row(client: APIClient, release: Release) -> None:
    rows = stream(client, release)
    last = rows[3]
    rest = stream(client, release, after=f"{last['id']}/{last['language']}")
    assert rest == rows[4:]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"language": "ara"}, 3),
        ({"split": "bench"}, 6),
        ({"split": "train"}, 0),
        ({"verified": "true"}, 1),
        ({"source": "identity"}, 6),
        ({"source": "other"}, 0),
        ({"engine": "espeak-ng"}, 3),
        ({"least_naturalness": 4.5}, 3),
        ({"least_understood": 3.1}, 0),
        ({"licence": "CC"}, 0),
    ],
)
def test_filters(
    client: APIClient, release: Release, query: dict[str, str | float], count: int
) -> None:
    assert len(stream(client, release, **query)) == count


def test_unknown_row_to_go_on_after_is_told(client: APIClient, release: Release) -> None:
    answer = client.get(address(release), {"after": "nothing/ara"})
    assert (answer.status_code, answer.json()["code"]) == (404, "row_unknown")


def test_stream_can_be_packed_and_is_known_again(client: APIClient, release: Release) -> None:
    headers = {"Accept": NDJSON, "Accept-Encoding": "gzip"}
    packed = client.get(address(release), headers=headers)
    assert len(gzip.decompress(packed.getvalue()).splitlines()) == 6
    known = {**headers, "If-None-Match": packed.headers["ETag"]}
    assert client.get(address(release), headers=known).status_code == 304
    plain = client.get(address(release), headers={**known, "Accept-Encoding": "identity"})
    assert plain.status_code == 200
    assert plain.headers["ETag"] != packed.headers["ETag"]


def test_release_says_how_it_was_made(client: APIClient, release: Release) -> None:
    told = client.get(address(release, "")).json()
    assert (told["name"], told["rows"], told["previous"]) == ("v1", 6, None)
    assert told["override_reason"] == "A test."
    assert told["gates_failed"] == sum(not gate["passed"] for gate in told["gates"]) > 0
    assert told["numbers"]["languages"]["ara"]["naturalness"]["mean"] == 4.5
    assert "secret" not in json.dumps(told)


def test_list_has_the_newest_first(client: APIClient, release: Release) -> None:
    make_release(release.dataset, "v2")
    page = client.get(f"/api/v1/datasets/{release.dataset}/releases/").json()
    assert [row["name"] for row in page["results"]] == ["v2", "v1"]
    assert page["results"][0]["previous"] == "v1"


def test_unknown_release_is_told(client: APIClient, release: Release) -> None:
    answer = client.get(f"/api/v1/datasets/{release.dataset}/releases/v9/")
    assert (answer.status_code, answer.json()["code"]) == (404, "release_unknown")
