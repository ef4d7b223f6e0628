"""A studio like the one that `make run` starts, as its manager and natives use it over REST."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import pytest
import requests

from demo.client import Client
from tests.label_studio.scene import Account, sign_in

SLUG = "demo"
DATA = Path(__file__).resolve().parents[2] / "demo"
BENCH = 8
"""The fewest items of which the spread of opinions can be told."""
PATIENCE_S = 180.0
PASSWORD = "a good deal of words"
Found = TypeVar("Found")


@dataclass(frozen=True)
class Native:
    """Somebody with accounts in both."""

    username: str
    account: Account


def make_demo(manager: Client, languages: Sequence[str]) -> None:
    """The demo's pairs in these languages: imported, split, translated and voiced."""
    manager.post("/datasets/", {"slug": SLUG, "name": "Demo", "languages": ["eng", *languages]})
    for language in ("eng", *languages):
        path = DATA / f"pairs.{language}.jsonl"
        with path.open("rb") as content:
            manager.post(f"/datasets/{SLUG}/imports/", files={"file": (path.name, content)})
    sizes = {f"{part}_size": BENCH for part in ("dev", "test", "bench")}
    manager.patch(f"/datasets/{SLUG}/", sizes)
    finish(manager, manager.post(f"/datasets/{SLUG}/splits/"))
    for kind in ("translate", "synthesize"):
        run_job(manager, kind)


def run_job(manager: Client, kind: str, **parameters: Any) -> dict[str, Any]:
    asked = {"kind": kind, "parameters": parameters}
    return finish(manager, manager.post(f"/datasets/{SLUG}/jobs/", asked))


def finish(manager: Client, job: dict[str, Any]) -> dict[str, Any]:
    def look() -> dict[str, Any] | None:
        shown: dict[str, Any] = manager.get(f"/jobs/{job['id']}/")
        return shown if shown["state"] not in {"planning", "running"} else None

    return wait_for(look)


def make_natives(manager: Client, url: str, language: str, count: int) -> list[Native]:
    """By an invite into the studio, and by another into Label Studio."""
    asked = {"name": language, "language": language, "max_uses": count}
    key = manager.post(f"/datasets/{SLUG}/invites/", asked)["link"].partition("#")[2]
    return [_join(manager, url, key) for _ in range(count)]


def _join(manager: Client, url: str, key: str) -> Native:
    name = f"native-{uuid4().hex[:10]}"
    with requests.Session() as browser:
        browser.get(f"{url}/api/v1/session/", timeout=60)
        person = {"username": name, "password": PASSWORD, "email": f"{name}@example.org"}
        browser.post(
            f"{url}/api/v1/invites/join/",
            json={"key": key, **person},
            headers={"X-CSRFToken": browser.cookies.get("csrftoken", "")},
            timeout=60,
        ).raise_for_status()
    made = manager.post("/label-studio/invitations/", {"username": name})
    return Native(name, Account(made["url"], sign_in(made["url"], made["email"], made["password"])))


def projects_of(manager: Client, campaign: int, languages: Sequence[str]) -> dict[str, int]:
    """Their numbers in Label Studio, by language, once every task is there."""

    def look() -> dict[str, int] | None:
        shown = manager.get(f"/campaigns/{campaign}/label-studio/")
        filled = all(one["state"] == "ready" and not one["waiting"] for one in shown)
        there = {one["language"]: int(one["url"].split("/")[-2]) for one in shown if one["url"]}
        return there if filled and set(there) == set(languages) else None

    return wait_for(look)


def wait_for(look: Callable[[], Found | None]) -> Found:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if (found := look()) is not None:
            return found
        time.sleep(0.5)
    pytest.fail(f"not within {PATIENCE_S:.0f} s: {look.__qualname__}")
