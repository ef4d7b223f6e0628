"""Who froze questions, added systems, had them answer, and had their answers compared."""

from typing import Any

import pytest

from accounts.models import User
from catalog.models import Dataset
from evaluation.runs.models import Evaluation
from jobs.enums import Queue
from jobs.services import start_job
from jobs.work import work
from tests.conftest import ClientFor
from tests.evaluation.runs.scene import CountingResponder, HabitualJudge, ask, compare
from tests.histories import ask_history, tell

Told = tuple[str, str | None, str, dict[str, tuple[str, str]]]


@pytest.fixture
def asked(benched: Dataset, other: CountingResponder) -> Dataset:
    ask(benched, "echo")
    ask(benched, "loud", engine="other", prompts={"answer": "LOUD"}, languages=["ara"])
    return benched


def ask_again(dataset: Dataset, system: str, *, by: User | None) -> None:
    job = start_job(
        dataset, kind="evaluate", parameters={"benchmark": "qa", "system": system}, by=by
    )
    work(Queue(job.queue), seconds=60)


def told_to(client_for: ClientFor, dataset: Dataset, of: str, **filters: Any) -> list[Told]:
    client = client_for(dataset.memberships.get().user)
    return [tell(row) for row in ask_history(client, dataset, of, **filters)]


def test_benchmark_is_told_with_who_froze_it(benched: Dataset, client_for: ClientFor) -> None:
    benchmark = benched.benchmarks.get()

    assert told_to(client_for, benched, "benchmark", name="qa") == [
        (
            "insert",
            benched.memberships.get().user.username,
            "qa",
            {
                "suite": ("", "spoken_qa"),
                "task": ("", "answer"),
                "release": ("", "v1"),
                "languages": ("", "ara, eng"),
                "items_total": ("", "6"),
                "manifest": ("", benchmark.manifest),
            },
        )
    ]
    assert told_to(client_for, benched, "benchmark", name="another") == []


def test_systems_and_their_answering_are_told(asked: Dataset, client_for: ClientFor) -> None:
    who = asked.memberships.get().user.username

    loud, echo = told_to(client_for, asked, "system")
    answering = told_to(client_for, asked, "evaluation", name="qa")

    assert (echo[:3], loud[:3]) == (("insert", who, "echo"), ("insert", who, "loud"))
    assert loud[3]["engine"] == ("", "other")
    assert loud[3]["prompts"] == ("", "answer: LOUD")
    assert loud[3]["languages"] == ("", "ara")
    assert answering == [("insert", who, "loud × qa", {}), ("insert", who, "echo × qa", {})]


def test_what_workers_count_is_no_history(asked: Dataset, client_for: ClientFor) -> None:
    evaluation = Evaluation.objects.earliest("pk")
    assert evaluation.changes > 0
    Evaluation.objects.filter(pk=evaluation.pk).update(scored_changes=evaluation.changes)

    told = told_to(client_for, asked, "evaluation", id=evaluation.pk)

    assert [row[0] for row in told] == ["insert"]


def test_comparison_is_told_with_its_judge(
    asked: Dataset, judge: HabitualJudge, client_for: ClientFor
) -> None:
    comparison = compare(asked, "loud", "echo", protocol="single")

    [(what, who, title, changes)] = told_to(client_for, asked, "comparison", name="qa")

    assert (what, who) == ("insert", asked.memberships.get().user.username)
    assert (title, changes) == (
        "loud × echo",
        {
            "judge": ("", "habitual"),
            "protocol": ("", "single"),
            "prompt_version": ("", comparison.prompt_version),
            "seed": ("", "0"),
        },
    )


def test_asking_again_is_told_with_who_did_it(
    asked: Dataset, judge: HabitualJudge, client_for: ClientFor
) -> None:
    who = asked.memberships.get().user.username
    compare(asked, "loud", "echo", protocol="single")
    ask_again(asked, "loud", by=None)
    ask_again(asked, "loud", by=asked.memberships.get().user)
    compare(asked, "loud", "echo", protocol="single")

    answering = told_to(client_for, asked, "evaluation", name="qa")
    comparing = told_to(client_for, asked, "comparison", name="qa")

    assert [row[:3] for row in answering] == [
        ("again", who, "loud × qa"),
        ("again", None, "loud × qa"),
        ("insert", who, "loud × qa"),
        ("insert", who, "echo × qa"),
    ]
    assert [row[:2] for row in comparing] == [("again", who), ("insert", who)]
    assert (answering[0][3], comparing[0][3]) == ({}, {})
