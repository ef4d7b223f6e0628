"""The bench loop on the demo dataset, from the button to passing gates.

All over REST, as a manager's page asks for it, in a studio like the one that `make run` starts;
natives work in a real Label Studio beside it, over its API.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from demo.__main__ import demo_programs
from demo.client import Client
from supervisor.accounts import read_accounts
from supervisor.label_studio import EmbeddedLabelStudio
from supervisor.ports import free_port
from supervisor.studio import Studio
from tests.label_studio.results import correction, scores
from tests.label_studio.scene import Account
from tests.label_studio.whole import (
    BENCH,
    SLUG,
    make_demo,
    make_natives,
    projects_of,
    run_job,
    wait_for,
)

pytestmark = [pytest.mark.label_studio, pytest.mark.xdist_group("label_studio")]

LANGUAGES = ["ara", "hin"]
# The fewest people of whom an interval can be told; each hears half of the clips.
NATIVES, VOTES = 8, 4
CLIP_S = 60.0
"""As long as no clip of the demo: what the natives of this test say they took."""
Answer = Callable[[dict[str, Any], int], list[dict[str, Any]]]


@pytest.fixture
def studio() -> Iterator[Studio]:
    """With the demo's people, and nothing else yet."""
    with (
        tempfile.TemporaryDirectory(prefix="studio-bench-loop-") as folder,
        Studio(
            Path(folder), port=free_port(), quiet=True, fast=True, programs=demo_programs
        ) as running,
    ):
        yield running


@pytest.fixture
def manager(studio: Studio, server: EmbeddedLabelStudio) -> Client:
    """Who has connected the two servers."""
    people = {account.username: account for account in read_accounts(studio.state.path)}
    client = Client(studio.url, people["manager"])
    asked = {"name": "real", "url": server.start().url, "token": server.token}
    connection = client.post("/label-studio/connections/", asked)
    checks = client.post(f"/label-studio/connections/{connection['id']}/test/")
    assert [check["problem"] for check in checks] == ["", "", ""]
    return client


def test_the_bench_loop_runs_from_the_button_to_passing_gates(
    manager: Client, studio: Studio
) -> None:
    make_demo(manager, LANGUAGES)
    natives = {
        language: make_natives(manager, studio.url, language, NATIVES) for language in LANGUAGES
    }

    asked = {"languages": LANGUAGES, "votes_per_item": VOTES}
    loop = manager.post(f"/datasets/{SLUG}/bench-loops/", asked)
    for language, project in projects_of(manager, loop["correction"], LANGUAGES).items():
        assert _work(natives[language][0].account, project, _correct, most=BENCH) == BENCH
    loop = _wait_for_stage(manager, loop["id"], "listening")
    rates = [part["rate"] for part in loop["languages"]]
    assert rates == pytest.approx([(BENCH - 1) / BENCH] * len(LANGUAGES))

    for language, project in projects_of(manager, loop["listening"], LANGUAGES).items():
        each = BENCH * VOTES // NATIVES
        for native in natives[language]:
            assert _work(native.account, project, _rate, most=each) == each
    loop = _wait_for_stage(manager, loop["id"], "heard")
    assert [part["silent"] for part in loop["languages"]] == [0, 0]

    released = run_job(manager, "release", name="bench-1", languages=LANGUAGES)
    assert released["progress"]["errors"] == []
    release = manager.get(f"/datasets/{SLUG}/releases/bench-1/")
    of_bench = [gate for gate in release["gates"] if gate["split"] == "bench"]
    assert len(of_bench) == 16
    assert all(gate["passed"] for gate in of_bench)


def _work(rater: Account, project: int, answer: Answer, *, most: int) -> int:
    """Answers what is there for one person; how much that was."""
    number = 0
    while number < most and (task := rater.next_of(project)):
        rater.submit(task["id"], answer(task, number), lead_time=CLIP_S)
        number += 1
    return number


def _correct(task: dict[str, Any], number: int) -> list[dict[str, Any]]:
    """The first is confirmed, the others get the smallest edit that is one in every script."""
    (prediction,) = task["predictions"]
    texts = {part["from_name"]: part["value"]["text"][0] for part in prediction["result"]}
    if number == 0:
        return correction(texts["question"], texts["answer"], "confirmed")
    changed = f"{texts['question']} …"
    return correction(changed, texts["answer"], reason="A program wrote this, to walk the road.")


def _rate(_: dict[str, Any], number: int) -> list[dict[str, Any]]:
    return scores(4 + number % 2, 5 - number % 2)


def _wait_for_stage(manager: Client, loop: int, stage: str) -> dict[str, Any]:
    """All languages there; listening means that the campaign asks about all of them."""

    def look() -> dict[str, Any] | None:
        shown: dict[str, Any] = manager.get(f"/bench-loops/{loop}/")
        parts = shown["languages"]
        there = all(part["stage"] == stage and part["votes_needed"] for part in parts)
        return shown if there else None

    return wait_for(look)
