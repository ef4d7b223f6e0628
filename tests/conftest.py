"""Fixtures that many folders of tests use."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from accounts.models import User

ClientFor = Callable[[User | None], APIClient]


@pytest.fixture
def client_for() -> ClientFor:
    """A REST client signed in as a person, or as nobody."""

    def make(user: User | None) -> APIClient:
        client = APIClient()
        if user is not None:
            client.force_login(user)
        return client

    return make
