"""Who let raters come: invites without their links, and studies."""

import pytest
from rest_framework.test import APIClient

from accounts.enums import Role
from accounts.models import User
from annotation.models import Campaign, Invite
from tests.conftest import ClientFor
from tests.factories import make_campaign, make_dataset, make_protocol, make_user, make_voiced_item
from tests.histories import ask_history, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    return make_user(Role.MANAGER)


@pytest.fixture
def campaign(manager: User) -> Campaign:
    dataset = make_dataset(manager)
    make_voiced_item(dataset)
    return make_campaign(dataset, name="Heard", protocol=make_protocol(dataset, session_size=2))


@pytest.fixture
def client(manager: User, client_for: ClientFor) -> APIClient:
    return client_for(manager)


def test_invite_that_was_made_and_revoked_is_told_without_its_link(
    client: APIClient, campaign: Campaign, manager: User
) -> None:
    asked = {"name": "friends", "language": "ara", "campaign": campaign.pk, "max_uses": 3}
    made_at = f"/api/v1/datasets/{campaign.dataset.slug}/invites/"
    assert client.post(made_at, asked).status_code == 201
    invite = Invite.objects.get()
    assert client.delete(f"/api/v1/invites/{invite.pk}/").status_code == 204
    invite.refresh_from_db()
    assert invite.revoked_at is not None

    revoked, made = ask_history(client, campaign.dataset, "invite")

    assert tell(made) == (
        "insert",
        manager.username,
        "friends",
        {
            "campaign": ("", "Heard"),
            "language": ("", "ara"),
            "max_uses": ("", "3"),
            "expires_at": ("", invite.expires_at.isoformat()),
        },
    )
    when = invite.revoked_at.isoformat()
    assert tell(revoked) == ("update", manager.username, "friends", {"revoked_at": ("", when)})
    assert invite.digest not in str([made, revoked])


def test_studies_are_told_by_their_campaign(
    client: APIClient, campaign: Campaign, manager: User
) -> None:
    asked = {"study_id": "s1", "language": "ara", "code_complete": "DONE1", "sessions": 1}
    made = client.post(f"/api/v1/campaigns/{campaign.pk}/studies/", asked)
    assert made.status_code == 201, made.json()
    change = client.patch(f"/api/v1/studies/{made.json()['id']}/", {"code_complete": "DONE2"})
    assert change.status_code == 200, change.json()
    other = make_campaign(campaign.dataset)

    changed, begun = ask_history(client, campaign.dataset, "study", id=campaign.pk)

    assert tell(begun)[:3] == ("insert", manager.username, "s1")
    assert tell(changed) == (
        "update", manager.username, "s1", {"code_complete": ("DONE1", "DONE2")},
    )  # fmt: skip
    assert ask_history(client, campaign.dataset, "study", id=other.pk) == []
