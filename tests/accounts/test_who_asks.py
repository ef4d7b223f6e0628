"""Who asks is looked up anew with every request."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import User
from tests.conftest import ClientFor
from tests.factories import make_user

pytestmark = pytest.mark.django_db
WHO = "/api/v1/tokens/"


def test_session_that_is_over_belongs_to_nobody(client_for: ClientFor) -> None:
    client = client_for(make_user())
    assert client.get(WHO).status_code == 200
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get(WHO).status_code == 401


def test_session_that_was_ended_elsewhere_is_over_at_once(client_for: ClientFor) -> None:
    client = client_for(make_user())
    assert client.get(WHO).status_code == 200
    Session.objects.all().delete()
    assert client.get(WHO).status_code == 401


def test_person_who_was_shut_out_is_out_at_once(client_for: ClientFor) -> None:
    person = make_user()
    client = client_for(person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get(WHO).status_code == 401


def test_changed_password_ends_sessions(client_for: ClientFor) -> None:
    person = make_user()
    client = client_for(person)
    person.set_password("another-long-password")
    person.save()
    assert client.get(WHO).status_code == 401
