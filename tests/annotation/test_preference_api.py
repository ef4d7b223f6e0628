"""What the browser of a rater gets of a pair: both texts, as text, and nothing of the systems."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from annotation.models import Campaign, Preference
from annotation.services.sessions import start_session
from catalog.models import Dataset
from corpus.models import Source
from tests.annotation.pair_steps import make_pair, make_preference_campaign
from tests.annotation.steps import ended, make_rater
from tests.conftest import ClientFor
from tests.factories import make_dataset, make_protocol

pytestmark = pytest.mark.django_db
NEXT = "/api/v1/work/next/"
SYSTEMS = ("whisper+aya", "qwen2-audio", "secret-key")


@pytest.fixture
def rater() -> User:
    return make_rater()


@pytest.fixture
def dataset(rater: User) -> Dataset:
    return make_dataset(rater)


@pytest.fixture
def client(client_for: ClientFor, rater: User) -> APIClient:
    return client_for(rater)


def open_with(dataset: Dataset, **fields: Any) -> Campaign:
    texts = {"first": "One.", "second": "Two.", **fields}
    return make_preference_campaign(dataset, [make_pair(dataset, "secret-key", **texts)])


def test_next_task_carries_the_question_s_sound_and_both_texts(
    client: APIClient, dataset: Dataset
) -> None:
    campaign = open_with(dataset)
    pair = campaign.pairs.get()
    shown = client.post(NEXT, {"campaign": campaign.pk, "language": "ara"}).json()
    assert sorted(shown.pop("answers")) == ["One.", "Two."]
    names = ("kind", "recording", "scale", "source", "translation", "content_warning", "remaining")
    assert {name: shown[name] for name in names} == {
        "kind": "preference",
        "recording": {"audio_url": f"/audio/{pair.sha256}", "duration_s": 0.0},
        "scale": None,
        "source": None,
        "translation": None,
        "content_warning": False,
        "remaining": 1,
    }


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script><b>bold</b>",
        "\u202eright to left\u202c &amp; back",
        "word " * 20_000,
        "",
    ],
)
def test_hostile_texts_arrive_as_they_are(text: str, client: APIClient, dataset: Dataset) -> None:
    campaign = open_with(dataset, first=text)
    shown = client.post(NEXT, {"campaign": campaign.pk, "language": "ara"}).json()
    assert sorted(shown["answers"]) == sorted([text, "Two."])


def test_a_choice_is_stored_and_brings_the_next_pair(client: APIClient, dataset: Dataset) -> None:
    pairs = [make_pair(dataset, key) for key in ("p1", "p2")]
    campaign = make_preference_campaign(dataset, pairs)
    held = client.post(NEXT, {"campaign": campaign.pk, "language": "ara"}).json()
    at = f"/api/v1/assignments/{held['id']}/preference/"
    answer = client.post(at, {"choice": "tie", "playback": ended(), "next": {}})
    assert (answer.status_code, answer.json()["next"]["kind"]) == (200, "preference")
    assert Preference.objects.get().choice == "tie"


@pytest.mark.parametrize("choice", ["first", "", None, 1, True, "C"])
def test_other_choices_are_refused(choice: Any, client: APIClient, dataset: Dataset) -> None:
    campaign = open_with(dataset)
    held = client.post(NEXT, {"campaign": campaign.pk, "language": "ara"}).json()
    at = f"/api/v1/assignments/{held['id']}/preference/"
    answer = client.post(at, {"choice": choice, "playback": ended()})
    assert (answer.status_code, list(answer.json()["details"])) == (400, ["choice"])


def test_nothing_that_a_rater_is_sent_names_a_system(client: APIClient, dataset: Dataset) -> None:
    campaign = open_with(dataset)
    Source.objects.update(sensitive=True)
    wish: dict[str, Any] = {"campaign": campaign.pk, "language": "ara"}
    held = client.post(NEXT, wish)
    at = f"/api/v1/assignments/{held.json()['id']}/"
    heard = {"choice": "a", "playback": ended()}
    answers = [
        held,
        client.get("/api/v1/work/"),
        client.get("/api/v1/work/path/", wish),
        client.post(f"{at}preference/", {"choice": "a"}),
        client.post(f"{at}preference/", {**heard, "next": {}}),
        client.post(f"{at}preference/", {**heard, "choice": "b"}),
        client.post("/api/v1/work/undo/", {"campaign": campaign.pk}),
        client.post(f"{at}preference/", heard),
        client.get(f"{at}problems/"),
        client.post(f"{at}rating/", {"naturalness": 1, "understood": 1}),
        client.post(NEXT, wish),
        client.get(f"/api/v1/campaigns/{campaign.pk}/"),
    ]
    said = " ".join(answer.content.decode() for answer in answers).lower()
    assert [system for system in SYSTEMS if system in said] == []


def test_sessions_and_their_refusals_name_no_system_either(
    client: APIClient, dataset: Dataset, rater: User
) -> None:
    rules = make_protocol(dataset, session_size=2)
    texts = {"first": "One.", "second": "Two."}
    pairs = [make_pair(dataset, f"secret-key {number}", **texts) for number in range(3)]
    campaign = make_preference_campaign(dataset, pairs, protocol=rules)
    session = start_session(campaign, language="ara", by=rater, device="other")
    wish = {"campaign": campaign.pk, "language": "ara", "device": "mine"}
    answers = [
        client.post(NEXT, wish),
        client.post("/api/v1/work/sessions/", wish),
        client.post("/api/v1/work/sessions/", {**wish, "take_over": True}),
        client.get(f"/api/v1/rating-sessions/{session.pk}/"),
        client.post(f"/api/v1/rating-sessions/{session.pk}/leave/"),
    ]
    assert [answer.status_code for answer in answers] == [409, 409, 200, 200, 200]
    said = " ".join(answer.content.decode() for answer in answers).lower()
    assert [system for system in SYSTEMS if system in said] == []
