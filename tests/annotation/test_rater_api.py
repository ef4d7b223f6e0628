"""What raters send and see over REST."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import User
from annotation.enums import CampaignKind
from annotation.models import Assignment, Rating
from catalog.models import Dataset
from corpus.models import Source
from tests.annotation.steps import ended, make_rater, take
from tests.conftest import ClientFor
from tests.factories import (
    make_campaign,
    make_dataset,
    make_item,
    make_recording,
    make_report,
    make_translation,
    make_voiced_item,
)

pytestmark = pytest.mark.django_db
NEXT = "/api/v1/work/next/"


@pytest.fixture
def rater() -> User:
    return make_rater()


@pytest.fixture
def dataset(rater: User) -> Dataset:
    return make_dataset(rater)


@pytest.fixture
def client(client_for: ClientFor, rater: User) -> APIClient:
    return client_for(rater)


def hold_heard_clip(dataset: Dataset, rater: User) -> Assignment:
    make_voiced_item(dataset)
    held = take(make_campaign(dataset), rater)
    Assignment.objects.update(heard_at=timezone.now())
    return held


@pytest.mark.parametrize("score", [0, 6, -1, 10**30, "5", "five", True, 3.5, 3.0, None, [3], {}])
def test_score_other_than_a_whole_number_from_1_to_5_is_refused(
    score: Any, client: APIClient, dataset: Dataset, rater: User
) -> None:
    held = hold_heard_clip(dataset, rater)
    for name in ("naturalness", "understood"):
        scores = {"naturalness": 3, "understood": 3, name: score}
        response = client.post(f"/api/v1/assignments/{held.pk}/rating/", scores)
        answer = response.json()
        assert (response.status_code, answer["code"], list(answer["details"])) == (
            400, "invalid", [name],
        )  # fmt: skip
    assert Rating.objects.count() == 0


@pytest.mark.parametrize("seconds", ["nan", "3", True, -1, 86_401, None])
def test_listening_time_other_than_seconds_is_refused(
    seconds: Any, client: APIClient, dataset: Dataset, rater: User
) -> None:
    held = hold_heard_clip(dataset, rater)
    scores = {"naturalness": 3, "understood": 3, "playback": ended(seconds)}
    response = client.post(f"/api/v1/assignments/{held.pk}/rating/", scores)
    assert (response.status_code, response.json()["code"]) == (400, "invalid")


@pytest.mark.parametrize(
    "body", [{}, {"campaign": "x"}, {"campaign": 1, "language": "xxx"}, {"campaign": 10**30}]
)
def test_next_refuses_a_malformed_wish(body: dict[str, Any], client: APIClient) -> None:
    response = client.post(NEXT, body)
    assert (response.status_code, response.json()["code"]) == (400, "invalid")


def test_errors_of_the_road_have_their_own_codes(
    client: APIClient, dataset: Dataset, rater: User
) -> None:
    make_recording(make_translation(make_item(dataset)), duration_s=9.0)
    campaign = make_campaign(dataset)
    held = take(campaign, rater)
    at = f"/api/v1/assignments/{held.pk}/"
    scores = {"naturalness": 3, "understood": 3}
    unheard = client.post(f"{at}rating/", scores)
    heard = {**scores, "playback": ended(9)}
    early = client.post(f"{at}rating/", heard)
    Assignment.objects.update(opened_at=timezone.now() - timedelta(seconds=9))
    client.post(f"{at}rating/", heard)
    changed = client.post(f"{at}rating/", {**scores, "understood": 4})
    foreign = client.post(NEXT, {"campaign": campaign.pk, "language": "hin"})
    answers = [unheard, early, changed, foreign]
    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [
        (409, "not_heard_yet"),
        (409, "listened_too_short"),
        (409, "already_answered"),
        (403, "language_not_spoken"),
    ]


def test_listening_assignment_shows_the_clip_and_the_scale_but_no_text(
    client: APIClient, dataset: Dataset
) -> None:
    recording = make_voiced_item(dataset, question="Secret question?")
    campaign = make_campaign(dataset)
    response = client.post(NEXT, {"campaign": campaign.pk, "language": "ara"})
    shown = response.json()
    assert recording.translation.question not in response.content.decode()
    assert "Secret" not in response.content.decode()
    names = ("kind", "remaining", "heard", "source", "translation")
    assert {name: shown[name] for name in names} == {
        "kind": "listening", "remaining": 1, "heard": False, "source": None, "translation": None,
    }  # fmt: skip
    assert shown["recording"] == {"audio_url": f"/audio/{recording.sha256}", "duration_s": 0.0}
    for name in ("naturalness", "understood"):
        assert list(shown["scale"][name]["anchors"]) == ["1", "2", "3", "4", "5"]


def test_correction_assignment_shows_both_texts_and_failed_checks(
    client: APIClient, dataset: Dataset
) -> None:
    text = make_translation(make_item(dataset), score=0.9)
    for name, passed in (("numbers", False), ("length-ratio", True)):
        make_report(text, f"question.{name}", passed=passed, detail=f"{name} says")
    campaign = make_campaign(dataset, kind=CampaignKind.CORRECTION, votes_per_item=1)
    shown = client.post(NEXT, {"campaign": campaign.pk, "language": "ara"}).json()
    names = ("source", "translation", "warnings", "recording", "scale")
    assert {name: shown[name] for name in names} == {
        "source": {"question": text.item.question, "answer": text.item.answer},
        "translation": {
            "question": text.question,
            "answer": text.answer,
            "engine": "translation-memory",
            "score": 0.9,
        },
        "warnings": [{"field": "question", "name": "numbers", "message": "numbers says"}],
        "recording": None,
        "scale": None,
    }


def test_sensitive_source_is_warned_of(client: APIClient, dataset: Dataset) -> None:
    make_voiced_item(dataset)
    Source.objects.update(sensitive=True)
    campaign = make_campaign(dataset)
    shown = client.post(NEXT, {"campaign": campaign.pk, "language": "ara"}).json()
    assert shown["content_warning"] is True


def test_next_answers_204_when_nothing_waits(client: APIClient, dataset: Dataset) -> None:
    make_item(dataset)
    campaign = make_campaign(dataset)
    response = client.post(NEXT, {"campaign": campaign.pk, "language": "ara"})
    assert (response.status_code, response.content) == (204, b"")


def test_work_lists_open_campaigns_in_the_raters_languages(
    client: APIClient, dataset: Dataset, rater: User
) -> None:
    clips = [make_voiced_item(dataset) for _ in range(3)]
    campaign = make_campaign(dataset, languages=["ara", "hin"])
    make_campaign(dataset, languages=["hin"])
    make_campaign(dataset).delete()
    other = make_dataset()
    make_voiced_item(other)
    make_campaign(other)
    held = take(campaign, rater)
    Assignment.objects.update(heard_at=timezone.now())
    client.post(f"/api/v1/assignments/{held.pk}/rating/", {"naturalness": 1, "understood": 1})
    assert client.get("/api/v1/work/").json() == [
        {
            "campaign": {
                "id": campaign.pk,
                "kind": "listening",
                "name": campaign.name,
                "dataset": dataset.slug,
                "has_sessions": False,
            },
            "language": "ara",
            "waiting": len(clips) - 1,
            "done_by_me": 1,
        }
    ]
