"""Fifty raters at once, each over a connection of their own, some of them careless or hostile."""

from collections import Counter
from functools import partial

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from annotation.enums import SessionState
from annotation.facts import session_facts
from annotation.models import Campaign, Rating
from annotation.services.assigning import expire_assignments
from annotation.services.sessions import lapse_sessions
from tests.annotation.path_steps import join, make_session_campaign
from tests.jobs.threads import at_the_same_time

pytestmark = pytest.mark.django_db(transaction=True)
RATERS, CLIPS, VOTES, SESSIONS_A_DAY = 50, 60, 5, 3


def test_fifty_clients_finish_a_campaign() -> None:
    campaign = make_session_campaign(
        CLIPS, votes=VOTES, sessions_per_day=SESSIONS_A_DAY, sessions_in_a_row=100
    )
    raters = [join(campaign) for _ in range(RATERS)]
    at_the_same_time(*(partial(take_part, campaign, rater) for rater in raters))
    # What the crowd left to each other's sessions is worked off by those who still may.
    lapse_sessions()
    expire_assignments()
    for rater in raters:
        take_part(campaign, rater)

    tasks = campaign.tasks.asking()
    assert Counter(tasks.values_list("answered", "taken")) == {(VOTES, VOTES): CLIPS}
    votes = Rating.objects.filter(recording__isnull=False, withdrawn_at=None)
    pairs = votes.values("rater", "recording").distinct().count()
    assert pairs == votes.count() == CLIPS * VOTES
    facts = session_facts(campaign)
    assert max(Counter(one.rater for one in facts).values()) <= SESSIONS_A_DAY
    assert {(one.traps, one.gold) for one in facts} == {(1, 1)}
    assert {one.state for one in facts} == {SessionState.FINISHED}
    careless = {one.rater for one in facts if one.traps_failed}
    assert careless == {one.rater for one in facts if one.rater % 5 == 0}


def take_part(campaign: Campaign, rater: User) -> None:
    """Sessions until none is left; every fifth rater answers 3 to everything."""
    client = APIClient()
    client.force_login(rater)
    while session := start(client, campaign):
        assert refused(client, campaign) == "session_elsewhere"
        for slot in session["assignments"]:
            answer(client, slot, rater, careless=rater.pk % 5 == 0)


def start(client: APIClient, campaign: Campaign) -> dict[str, list[dict[str, int]]] | None:
    wish = {"campaign": campaign.pk, "language": "ara", "device": "tab"}
    response = client.post("/api/v1/work/sessions/", wish)
    if response.status_code == 200:
        return dict(response.json())
    assert response.json()["details"]["step"][0] in {"done", "break"}
    return None


def refused(client: APIClient, campaign: Campaign) -> str:
    wish = {"campaign": campaign.pk, "language": "ara", "device": "another tab"}
    return str(client.post("/api/v1/work/sessions/", wish).json()["code"])


def answer(client: APIClient, slot: dict[str, int], rater: User, *, careless: bool) -> None:
    """First without having heard, and with no score at all: neither may count."""
    at = f"/api/v1/assignments/{slot['id']}"
    known = rater.assignments.select_related("task__control").get(pk=slot["id"]).task.control
    score = 3 if careless or known is None else known.understood
    scores = {"naturalness": score, "understood": score}
    codes = [
        client.post(f"{at}/rating/", scores).json()["code"],
        client.post(f"{at}/rating/", {**scores, "understood": 6}).json()["code"],
    ]
    assert codes == ["not_heard_yet", "invalid"]
    client.post(f"{at}/playback/", {"events": [{"kind": "ended", "seconds": 1}]})
    for _ in range(2):  # the same answer twice
        assert client.post(f"{at}/rating/", scores).status_code == 200
