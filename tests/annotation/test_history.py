"""What people do is kept by the database itself, with who did it."""

from typing import Any

import pytest
from django.apps import apps
from rest_framework.test import APIClient

from accounts.enums import Scope
from accounts.models import User
from accounts.services import issue_token
from annotation.models import Assignment, Campaign, Rating
from catalog.models import Dataset
from tests.annotation.steps import ended, make_rater, take
from tests.conftest import ClientFor
from tests.factories import make_campaign, make_dataset, make_voiced_item

pytestmark = pytest.mark.django_db


def make_held(rater: User) -> Assignment:
    dataset = make_dataset(rater)
    make_voiced_item(dataset)
    return take(make_campaign(dataset), rater)


def events(name: str, *fields: str) -> list[Any]:
    """Each event's fields and the person in its context."""
    rows = apps.get_model(name).objects.order_by("pgh_id").select_related("pgh_context")
    return [
        (
            row.pgh_label,
            *(getattr(row, field) for field in fields),
            row.pgh_context.metadata.get("user") if row.pgh_context else None,
        )
        for row in rows
    ]


def answer_and_undo(client: APIClient, held: Assignment) -> None:
    at = f"/api/v1/assignments/{held.pk}/"
    rating = {"naturalness": 4, "understood": 5, "playback": ended()}
    assert client.post(f"{at}rating/", rating).status_code == 200
    undo = client.post("/api/v1/work/undo/", {"campaign": held.task.campaign_id})
    assert undo.status_code == 200


@pytest.mark.parametrize("way", ["session", "token"])
def test_votes_and_states_are_kept_with_their_rater(way: str, client_for: ClientFor) -> None:
    rater = make_rater()
    held = make_held(rater)
    client = client_for(rater if way == "session" else None)
    if way == "token":
        _, key = issue_token(rater, name="", days=1, scopes=[Scope.RATE])
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
    answer_and_undo(client, held)
    assert events("annotation.RatingEvent", "naturalness", "understood") == [
        ("insert", 4, 5, rater.pk),
        ("update", 4, 5, rater.pk),
    ]
    states = [
        (label, state, by) for label, state, by in events("annotation.AssignmentEvent", "state")
    ]
    assert states[0] == ("insert", "held", None)  # taken by the test itself, not by a request
    assert states[-3:] == [
        ("update", "answered", rater.pk),
        ("update", "held", rater.pk),
        ("update", "held", rater.pk),
    ]
    assert Rating.objects.get().withdrawn_at is not None


def test_campaign_and_dataset_changes_are_kept_with_their_manager(client_for: ClientFor) -> None:
    dataset = make_dataset()
    manager = dataset.created_by
    dataset.memberships.create(user=manager)
    make_voiced_item(dataset)
    campaign = make_campaign(dataset)
    client = client_for(manager)
    assert client.post(f"/api/v1/campaigns/{campaign.pk}/close/").status_code == 200
    assert client.patch(f"/api/v1/datasets/{dataset.slug}/", {"name": "New"}).status_code == 200
    assert events("annotation.CampaignEvent", "state")[-1] == ("update", "closed", manager.pk)
    assert events("catalog.DatasetEvent", "name")[-1] == ("update", "New", manager.pk)
    assert (Campaign.objects.get().state, Dataset.objects.get().name) == ("closed", "New")
