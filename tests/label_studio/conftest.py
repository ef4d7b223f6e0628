"""A real Label Studio on a PostgreSQL of its own, started once a run."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from annotation.label_studio.client import LabelStudioClient
from annotation.models import LabelStudioConnection
from supervisor.errors import ServerMissingError
from supervisor.label_studio import DATABASE, EmbeddedLabelStudio, find_label_studio
from supervisor.postgres import EmbeddedPostgres
from supervisor.server import Hooks
from tests.label_studio.scene import empty_queue


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedLabelStudio]:
    """Its first start makes 200 tables; LABEL_STUDIO_TEST_FOLDER keeps them from run to run."""
    try:
        program = find_label_studio()
    except ServerMissingError as problem:
        pytest.skip(str(problem))
    kept = os.environ.get("LABEL_STUDIO_TEST_FOLDER")
    with ExitStack() as stack:
        folder = Path(kept or stack.enter_context(TemporaryDirectory(prefix="label-studio-")))
        quiet = Hooks(say=lambda _: None)
        postgres = stack.enter_context(
            EmbeddedPostgres(folder / "postgres", fast=True, hooks=quiet)
        )
        yield stack.enter_context(
            EmbeddedLabelStudio(
                folder / "label-studio",
                database_url=postgres.create_database(DATABASE),
                program=program,
                hooks=quiet,
            )
        )


@pytest.fixture
def admin(server: EmbeddedLabelStudio) -> Iterator[LabelStudioClient]:
    with LabelStudioClient(server.start().url, server.token) as client:
        yield client


@pytest.fixture
def connection(
    server: EmbeddedLabelStudio,
    live_server: LiveServer,
    settings: Settings,
) -> LabelStudioConnection:
    """To that server, which reaches this studio at the address of the test's web server."""
    settings.LABEL_STUDIO_CALLBACK_URL = settings.PUBLIC_URL = live_server.url
    server.start()
    empty_queue()
    return LabelStudioConnection.objects.create(
        name="real", url=server.url, token=server.token, is_default=True
    )
