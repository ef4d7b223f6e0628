"""People without a password come back by their private link."""

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient
from rest_framework.throttling import ScopedRateThrottle

from accounts.enums import Arrival
from accounts.errors import NameTakenError, PasswordWeakError
from accounts.joining import Newcomer, create_rater, issue_return_link
from accounts.models import ReturnLink, User

pytestmark = pytest.mark.django_db
RETURN = "/api/v1/session/return/"


def make_guest() -> User:
    return create_rater(Newcomer(), arrived_by=Arrival.INVITE, language="ara")


def come_back(key: str) -> tuple[int, str]:
    answer = APIClient().post(RETURN, {"key": key})
    return answer.status_code, answer.json().get("code", "")


def test_private_link_signs_its_person_in_again_and_again() -> None:
    guest = make_guest()
    key = issue_return_link(guest)
    for _ in range(2):
        client = APIClient()
        assert client.post(RETURN, {"key": key}).json()["user"]["id"] == guest.pk
        assert client.get("/api/v1/session/").json()["user"]["id"] == guest.pk
    assert ReturnLink.objects.get().last_used_at is not None


def test_private_link_is_kept_as_a_hash_only() -> None:
    key = issue_return_link(make_guest())
    assert key not in str(ReturnLink.objects.values().get())


def test_newer_link_makes_the_older_void() -> None:
    guest = make_guest()
    old = issue_return_link(guest)
    issue_return_link(guest)
    assert come_back(old) == (400, "return_link_unknown")


def test_refusal_is_the_same_for_a_wrong_link_and_a_closed_account() -> None:
    guest = make_guest()
    key = issue_return_link(guest)
    User.objects.update(is_active=False)
    assert come_back(key) == come_back("nothing") == (400, "return_link_unknown")


def test_guest_has_a_name_that_tells_nothing_and_no_password() -> None:
    guest = make_guest()
    assert guest.username.startswith("guest-")
    assert (guest.email, guest.has_usable_password(), guest.role) == ("", False, "rater")


def test_taken_name_and_weak_password_are_refused_without_a_trace() -> None:
    User.objects.create(username="amira")
    with pytest.raises(NameTakenError):
        create_rater(Newcomer(username="amira"), arrived_by=Arrival.INVITE, language="ara")
    weak = Newcomer(username="lena", password="1234")
    with pytest.raises(PasswordWeakError):
        create_rater(weak, arrived_by=Arrival.INVITE, language="ara")
    assert User.objects.count() == 1


def test_too_many_knocks_are_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(ScopedRateThrottle, "THROTTLE_RATES", {"join": "3/min"})
    codes = [come_back("guess")[0] for _ in range(4)]
    assert codes == [400, 400, 400, 429]
    cache.clear()
