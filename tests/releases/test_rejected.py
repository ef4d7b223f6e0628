"""Marks on the page of checks lead to exactly the items whose text or recording was rejected."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from rest_framework.test import APIClient

from catalog.models import Dataset
from corpus.models import Recording, Translation
from releases import stages
from tests.factories import count_anew, make_report
from tests.releases.judged import make_version

pytestmark = pytest.mark.django_db
Found = Callable[..., set[int]]
EARLY, LATE = (datetime(2026, 11, day, 12, tzinfo=UTC) for day in (2, 9))


@pytest.fixture
def clips(dataset: Dataset) -> dict[str, Recording]:
    """By what fails of them; those of texts were made early, the clips late."""
    clips = {
        name: make_version(dataset, language=language)
        for name, language in (
            ("question", "ara"), ("answer", "hin"), ("sound", "ara"), ("nothing", "ara"),
        )
    }  # fmt: skip
    Translation.objects.filter(dataset=dataset).update(created_at=EARLY)
    Recording.objects.filter(dataset=dataset).update(created_at=LATE)
    for name, clip in clips.items():
        for field in ("question", "answer"):
            make_report(clip.translation, f"{field}.brackets", passed=name != field)
        make_report(clip, "clipping", passed=name != "sound")
    count_anew(dataset)
    return clips


@pytest.fixture
def found(client: APIClient, dataset: Dataset) -> Found:
    def find(**asked: str) -> set[int]:
        answer = client.get(f"/api/v1/datasets/{dataset.slug}/items/", asked)
        assert answer.status_code == 200, answer.content
        return {row["id"] for row in answer.json()["results"]}

    return find


@pytest.fixture(params=[0, 4_000])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether few are listed first, or many are walked past."""
    monkeypatch.setattr(stages, "_FEW", request.param)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"check": "brackets"}, {"question", "answer"}),
        ({"check": "brackets", "language": "hin"}, {"answer"}),
        ({"check": "brackets", "made_by": "translation-memory"}, {"question", "answer"}),
        ({"check": "brackets", "made_by": "espeak-ng"}, set()),
        ({"check": "brackets", "made_until": "2026-11-02"}, {"question", "answer"}),
        ({"check": "brackets", "made_since": "2026-11-03"}, set()),
        ({"check": "clipping"}, {"sound"}),
        ({"check": "clipping", "made_since": "2026-11-09", "made_until": "2026-11-09"}, {"sound"}),
        ({"check": "clipping", "made_until": "2026-11-08"}, set()),
        ({"check": "clipping", "made_until": "9999-12-31"}, {"sound"}),
        ({"check": "clipping", "language": "hin"}, set()),
        ({"check": "clipping", "stage": "voiced", "split": "bench"}, {"sound"}),
        ({"check": "no-such-check"}, set()),
        ({"voice": "ar+f1"}, {"sound"}),
        ({"voice": "ar+f1", "language": "ara", "made_by": "espeak-ng"}, {"sound"}),
        ({"voice": "ar+f1", "made_by": "mms-tts"}, set()),
        ({"voice": "ar+f1", "check": "clipping"}, {"sound"}),
        ({"voice": "ar+f1", "check": "brackets"}, set()),
        ({"voice": "ar+f1", "made_until": "2026-11-08"}, set()),
        ({"voice": "nobody"}, set()),
    ],
)
@pytest.mark.usefixtures("few")
def test_items_that_a_check_rejects(
    clips: dict[str, Recording], found: Found, asked: dict[str, str], names: set[str]
) -> None:
    assert found(**asked) == {clips[name].translation.item_id for name in names}


def test_item_tells_in_which_language_the_check_rejects_it(
    client: APIClient, clips: dict[str, Recording], dataset: Dataset
) -> None:
    answer = client.get(f"/api/v1/datasets/{dataset.slug}/items/", {"check": "clipping"})
    (row,) = answer.json()["results"]
    assert row["languages"] == ["ara"]


def test_a_check_that_is_no_more_made_is_found_in_texts_and_recordings(
    clips: dict[str, Recording], found: Found, dataset: Dataset
) -> None:
    make_report(clips["question"].translation, "question.retired", passed=False)
    make_report(clips["sound"], "retired", passed=False)
    count_anew(dataset)
    rejected = {clips[name].translation.item_id for name in ("question", "sound")}
    assert found(check="retired") == rejected


def test_what_was_replaced_is_not_found(clips: dict[str, Recording], found: Found) -> None:
    Recording.objects.filter(pk=clips["sound"].pk).update(is_current=False)
    assert found(check="clipping") == set()


@pytest.mark.parametrize("field", ["made_by", "made_since", "made_until"])
def test_who_made_it_and_when_need_a_check(client: APIClient, dataset: Dataset, field: str) -> None:
    answer = client.get(f"/api/v1/datasets/{dataset.slug}/items/", {field: "2026-11-02"})
    assert answer.status_code == 400
    assert answer.json()["details"] == {"check": ["Say which check it fails."]}
