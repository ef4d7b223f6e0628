"""Invite links: who they let in, and when they no longer do."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.enums import Arrival, Role
from accounts.joining import Newcomer
from accounts.models import User
from annotation.models import Invite
from annotation.recruitment.errors import (
    InviteExpiredError,
    InviteInvalidError,
    InviteRevokedError,
    InviteUnknownError,
    InviteUsedUpError,
    RoleCannotRateError,
)
from annotation.recruitment.invites import join_anew, join_as, open_invite, revoke_invite
from catalog.models import Dataset
from tests.annotation.test_races import refused_or_none
from tests.conftest import ClientFor
from tests.factories import (
    make_campaign,
    make_dataset,
    make_invite,
    make_item,
    make_study,
    make_submission,
    make_user,
    make_voiced_item,
)
from tests.jobs.threads import at_the_same_time

pytestmark = pytest.mark.django_db
JOIN = "/api/v1/invites/join/"
OPEN = "/api/v1/invites/open/"
AMIRA = {"username": "amira", "password": "correct horse battery", "display_name": "Amira"}


def members(dataset: Dataset) -> list[str]:
    return list(dataset.memberships.order_by("pk").values_list("user__username", flat=True))


def expire(invite: Invite) -> None:
    Invite.objects.filter(pk=invite.pk).update(expires_at=timezone.now() - timedelta(seconds=1))


def use_up(invite: Invite) -> None:
    invite.uses.create(user=make_user())


def test_person_with_the_link_becomes_a_rater_of_the_dataset_in_its_language() -> None:
    dataset = make_dataset()
    _, key = make_invite(dataset, language="ara")
    client = APIClient()
    answer = client.post(JOIN, {"key": key, **AMIRA, "interface_language": "ar"})
    user = User.objects.get(username="amira")
    assert answer.json() == {
        "user": {
            "id": user.pk,
            "username": "amira",
            "display_name": "Amira",
            "role": "rater",
            "languages": ["ara"],
            "interface_language": "ar",
            "arrived_by": "invite",
            "token_scopes": ["rate"],
        },
        "language": "ara",
        "campaign": None,
        "kind": None,
        "return_link": None,
    }
    assert members(dataset) == ["amira"]
    assert user.check_password(AMIRA["password"])
    assert client.get("/api/v1/session/").json()["user"]["username"] == "amira"


def test_person_without_a_password_gets_a_link_that_leads_back() -> None:
    _, key = make_invite(make_dataset())
    body = APIClient().post(JOIN, {"key": key}).json()
    address, _, back = body["return_link"].partition("#")
    assert address == "http://127.0.0.1:8000/return"
    again = APIClient().post("/api/v1/session/return/", {"key": back})
    assert again.json()["user"]["id"] == body["user"]["id"]


def test_link_to_a_campaign_says_where_to_begin() -> None:
    dataset = make_dataset()
    make_item(dataset)
    campaign = make_campaign(dataset)
    _, key = make_invite(dataset, campaign=campaign)
    assert APIClient().post(OPEN, {"key": key}).json()["kind"] == "listening"
    assert APIClient().post(JOIN, {"key": key}).json()["campaign"] == campaign.pk


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (revoke_invite, InviteRevokedError),
        (expire, InviteExpiredError),
        (use_up, InviteUsedUpError),
    ],
)
def test_spoilt_invite_lets_nobody_in_and_says_why(spoil: Any, error: Any) -> None:
    dataset = make_dataset()
    invite, key = make_invite(dataset)
    spoil(invite)
    for use in (
        partial(open_invite, key),
        partial(join_anew, key, Newcomer()),
        partial(join_as, key, make_user()),
    ):
        with pytest.raises(error):
            use()
    assert members(dataset) == []
    answer = APIClient().post(OPEN, {"key": key})
    assert (answer.status_code, answer.json()["code"]) == (409, error.code)


def test_unknown_key_is_told_from_nothing() -> None:
    with pytest.raises(InviteUnknownError):
        join_anew("nothing", Newcomer())
    assert APIClient().post(OPEN, {"key": "nothing"}).json()["code"] == "invite_unknown"


def test_key_is_kept_as_a_hash_only() -> None:
    _, key = make_invite(make_dataset())
    assert key not in str(Invite.objects.values().get())


def test_account_that_is_signed_in_joins_and_keeps_its_name(client_for: ClientFor) -> None:
    dataset = make_dataset()
    invite, key = make_invite(dataset, language="hin")
    lena = make_user(languages=("deu",), username="lena")
    for _ in range(2):
        assert client_for(lena).post(JOIN, {"key": key}).status_code == 200
    assert sorted(lena.spoken_languages.values_list("language", flat=True)) == ["deu", "hin"]
    assert (members(dataset), invite.uses.count(), User.objects.count()) == (["lena"], 1, 2)


def test_manager_of_other_datasets_gets_no_rights_by_a_raters_invite() -> None:
    dataset = make_dataset()
    _, key = make_invite(dataset)
    manager = make_user(Role.MANAGER)
    with pytest.raises(RoleCannotRateError):
        join_as(key, manager)
    dataset.memberships.create(user=manager)
    assert join_as(key, manager).dataset == dataset


def test_researcher_stays_blind_to_rating_and_raters_of_a_study_stay_in_it() -> None:
    dataset = make_dataset()
    make_voiced_item(dataset)
    _, key = make_invite(dataset)
    with pytest.raises(RoleCannotRateError):
        join_as(key, make_user(Role.RESEARCHER))
    participant = make_submission(make_study(make_campaign(dataset))).participant
    assert participant.user.arrived_by == Arrival.PROLIFIC
    with pytest.raises(RoleCannotRateError):
        join_as(key, participant.user)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({**AMIRA, "password": "1234"}, "password"),
        ({**AMIRA, "username": "lena"}, "username"),
        ({**AMIRA, "username": ""}, "username"),
        ({**AMIRA, "username": "a b"}, "username"),
        ({**AMIRA, "email": "nowhere"}, "email"),
    ],
)
def test_form_that_needs_mending_uses_nothing_up(body: dict[str, str], field: str) -> None:
    make_user(username="lena")
    invite, key = make_invite(make_dataset())
    answer = APIClient().post(JOIN, {"key": key, **body})
    assert (answer.status_code in {400, 409}, list(answer.json()["details"])) == (True, [field])
    assert (invite.uses.count(), User.objects.filter(arrived_by="invite").count()) == (0, 0)


def test_manager_makes_lists_and_takes_back(client_for: ClientFor) -> None:
    dataset = make_dataset()
    client = client_for(dataset.created_by)
    dataset.memberships.create(user=dataset.created_by)
    address = f"/api/v1/datasets/{dataset.slug}/invites/"
    made = client.post(address, {"name": "for Amira", "language": "ara", "max_uses": 2}).json()
    key = made["link"].partition("#")[2]
    APIClient().post(JOIN, {"key": key, **AMIRA})
    [row] = client.get(address).json()["results"]
    assert (row["state"], [use["username"] for use in row["uses"]]) == ("usable", ["amira"])
    assert "link" not in row
    assert client.delete(f"/api/v1/invites/{row['id']}/").status_code == 204
    assert client.get(address).json()["results"][0]["state"] == "revoked"
    assert members(dataset)[-1] == "amira"


def test_invite_is_bound_to_what_the_dataset_and_campaign_ask() -> None:
    dataset, other = make_dataset(), make_dataset()
    make_item(other)
    for wrong in ({"language": "deu"}, {"campaign": make_campaign(other)}):
        with pytest.raises(InviteInvalidError):
            make_invite(dataset, **wrong)


@pytest.mark.django_db(transaction=True)
def test_last_use_clicked_twice_at_once_lets_one_in() -> None:
    dataset = make_dataset()
    invite, key = make_invite(dataset)
    join = partial(refused_or_none, partial(join_anew, key, Newcomer()))
    outcomes = at_the_same_time(join, join, join)
    assert sorted(map(str, outcomes)) == ["None", "invite_used_up", "invite_used_up"]
    assert (len(members(dataset)), invite.uses.count()) == (1, 1)
    assert User.objects.filter(arrived_by="invite").count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_listing_asks_as_often_for_three_invites_as_for_one(
    count: int, client_for: ClientFor, django_assert_num_queries: Any
) -> None:
    dataset = make_dataset()
    dataset.memberships.create(user=dataset.created_by)
    for _ in range(count):
        key = make_invite(dataset, max_uses=5)[1]
        join_anew(key, Newcomer())
        join_anew(key, Newcomer())
    client = client_for(dataset.created_by)
    with django_assert_num_queries(6):
        rows = client.get(f"/api/v1/datasets/{dataset.slug}/invites/").json()["results"]
    assert len(rows) == count
