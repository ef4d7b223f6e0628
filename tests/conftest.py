"""Fixtures that many folders of tests use."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.db import connection
from django.test import TransactionTestCase
from rest_framework.test import APIClient
from whitenoise.middleware import WhiteNoiseMiddleware

from accounts.models import User
from supervisor.accounts import DemoAccount, read_accounts
from supervisor.ports import free_port
from supervisor.postgres import DATABASE
from supervisor.studio import Studio
from tests.emptying import empty_tables
from tests.endpoints.model_room import endpoints_of, play
from tests.endpoints.server import ChatServer
from tests.last_use import end_after_last
from tests.migrated import lay_migrated

# Machines that run tests are shared: how long one example takes says nothing.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

ClientFor = Callable[[User | None], APIClient]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    result = yield
    end_after_last("studio", item)
    return result


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """Each process's database begins as a copy of the one in which all migrations have run."""
    connection.settings_dict["TEST"]["TEMPLATE"] = DATABASE


@pytest.fixture(scope="session", autouse=True)
def emptied_quickly() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_tables)
        yield


@pytest.fixture(scope="session", autouse=True)
def static_files_listed_once() -> Iterator[None]:
    """Each new client would list all files anew, which takes longer than what it asks."""
    listed: dict[str, Any] = {}
    list_files = WhiteNoiseMiddleware.add_files_from_finders

    def add_files(middleware: WhiteNoiseMiddleware) -> None:
        if not listed:
            list_files(middleware)
            listed.update(middleware.files)
        middleware.files.update(listed)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", add_files)
        yield


@pytest.fixture
def client_for() -> ClientFor:
    """A REST client signed in as a person, or as nobody."""

    def make(user: User | None) -> APIClient:
        client = APIClient()
        if user is not None:
            client.force_login(user)
        return client

    return make


@pytest.fixture(scope="session")
def studio() -> Iterator[Studio]:
    """What `make run` starts, with the demo dataset, on servers and a port of its own.

    Tests that use it belong to the xdist group "studio one" or "studio two", so that a run on two
    cores starts one on each, and no more.
    Its server lets raters hear faster than clips last, as the browsers of tests do. It knows
    endpoints that answer and judge; this process serves them.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LISTENING_SPEED", "10")
        with ChatServer(play) as models:
            patch.setenv("ENGINE_ENDPOINTS", endpoints_of(models))
            yield from _run_studio()


def _run_studio() -> Iterator[Studio]:
    with tempfile.TemporaryDirectory(prefix="studio-whole-") as folder:
        lay_migrated(Path(folder) / "postgres")
        with Studio(Path(folder), port=free_port(), quiet=True, fast=True) as running:
            yield running


@pytest.fixture(scope="session")
def accounts(studio: Studio) -> dict[str, DemoAccount]:
    """The demo's people by name."""
    return {account.username: account for account in read_accounts(studio.state.path)}
