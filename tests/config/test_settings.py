"""What the settings refuse, and what they derive from the addresses they are given."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.addresses import host_of, next_database, origin_of

ROOT = Path(__file__).resolve().parents[2]
CELERY = ("-m", "celery", "-A", "config")
SHOW = "from django.conf import settings; print(settings.{})"


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Python with settings of its own; an empty value counts as not set."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "platform:.", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def setting(name: str, **environment: str) -> str:
    done = run("-c", SHOW.format(name), **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    "arguments",
    [("-c", "import config.wsgi"), (*CELERY, "worker", "-P", "solo"), (*CELERY, "beat")],
    ids=["web", "worker", "beat"],
)
def test_what_serves_refuses_a_key_that_anybody_can_read(arguments: tuple[str, ...]) -> None:
    done = run(*arguments, SECRET_KEY="")
    assert done.returncode != 0
    assert "SECRET_KEY is not set" in done.stderr


def test_commands_that_serve_nobody_need_no_key() -> None:
    assert run("manage.py", "check", SECRET_KEY="").returncode == 0


def test_allowed_hosts_hold_this_machine_the_public_address_and_what_is_given() -> None:
    given = {"PUBLIC_URL": "https://studio.example.org:8443", "ALLOWED_HOSTS": "other.example.org"}
    assert setting("ALLOWED_HOSTS", **given) == str(
        ["127.0.0.1", "localhost", "[::1]", "studio.example.org", "other.example.org"]
    )


@pytest.mark.parametrize(("kind", "also"), [("media-src", ["blob:"]), ("connect-src", [])])
def test_recordings_may_come_from_where_browsers_reach_the_store(
    kind: str, also: list[str]
) -> None:
    shown = setting(
        f"CONTENT_SECURITY_POLICY['DIRECTIVES']['{kind}']",
        S3_ENDPOINT_URL="http://storage:9000",
        S3_PUBLIC_URL="https://audio.example.org:444/clips",
    )
    assert shown == str(["'self'", "https://audio.example.org:444", *also])


def test_store_without_a_public_address_is_reached_where_we_reach_it() -> None:
    assert setting("S3_PUBLIC_URL", S3_ENDPOINT_URL="http://storage:9000", S3_PUBLIC_URL="") == (
        "http://storage:9000"
    )


@pytest.mark.parametrize(
    ("url", "host"), [("http://[::1]:8000", "[::1]"), ("https://a.example", "a.example"), ("", "")]
)
def test_host_of_is_written_as_django_wants_it(url: str, host: str) -> None:
    assert host_of(url) == host


def test_origin_of_keeps_no_password() -> None:
    assert origin_of("http://name:secret@host:9000/path") == "http://host:9000"


@pytest.mark.parametrize(
    ("broker", "cache"),
    [
        ("redis://:secret@valkey:6379/0", "redis://:secret@valkey:6379/1"),
        ("redis://valkey", "redis://valkey/1"),
        ("rediss://valkey:6379/3?ssl_cert_reqs=none", "rediss://valkey:6379/4?ssl_cert_reqs=none"),
    ],
)
def test_next_database_is_one_further(broker: str, cache: str) -> None:
    assert next_database(broker) == cache


def test_next_database_needs_a_number() -> None:
    with pytest.raises(ImproperlyConfigured, match="BROKER_URL names the database 'jobs'"):
        next_database("redis://valkey/jobs")
