"""The cache counts across processes, and nobody waits for it while it is away."""

import logging
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from rest_framework.test import APIClient

from accounts.enums import Role
from accounts.services import create_person
from config.cache import SharedCache
from supervisor.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
WRITE = """
import django; django.setup()
from django.core.cache import cache; cache.set("seen", ["elsewhere"])
"""


def test_cache_holds_what_another_process_wrote() -> None:
    cache.delete("seen")
    environment = {
        "BROKER_URL": settings.BROKER_URL,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": "platform:.",
    }
    subprocess.run([sys.executable, "-c", WRITE], cwd=ROOT, env=environment, check=True)
    assert cache.get("seen") == ["elsewhere"]


def test_cache_that_is_away_is_empty_at_once_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    away = SharedCache(f"redis://127.0.0.1:{free_port()}/1", {})
    began = time.monotonic()
    with caplog.at_level(logging.WARNING, logger="config.cache"):
        away.set("seen", 1)
        found = away.get("seen", "nothing")
    assert (found, time.monotonic() - began < 1) == ("nothing", True)
    assert [record.message.partition(":")[0] for record in caplog.records] == [
        "the cache is away, nothing is kept in it",
        "the cache is away, nothing is read from it",
    ]


@pytest.mark.django_db
def test_people_sign_in_while_the_broker_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    create_person("amira", password="correct horse battery", role=Role.RATER)
    address = f"redis://127.0.0.1:{free_port()}/1"
    monkeypatch.setattr(
        "rest_framework.throttling.SimpleRateThrottle.cache", SharedCache(address, {})
    )
    answer = APIClient().post(
        "/api/v1/session/", {"username": "amira", "password": "correct horse battery"}
    )
    assert answer.status_code == 200
