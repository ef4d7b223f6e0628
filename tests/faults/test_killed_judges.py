"""A judge's worker that is killed while it waits for answers: what was kept is not asked again."""

import json
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from engines.settings import Endpoint, configure, current
from evaluation.runs.judging import PART
from evaluation.runs.models import Comparison, Judgement
from evaluation.runs.scoring import score_what_changed
from jobs.enums import ENDED
from jobs.models import Job
from jobs.services import start_job
from tests.endpoints.judging import prefers_longer
from tests.endpoints.server import Asked, ChatServer, Say
from tests.factories import make_benchmark, make_dataset, make_evaluation, make_voiced_item
from tests.faults.studio import Studio
from tests.supervisor.processes import wait_until

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
ITEMS = 24


def thoughtful(asked: Asked) -> Say:
    return replace(prefers_longer(asked), after_s=0.1)


def start_judging() -> Job:
    """The system under test says the same as the baseline, and one word more."""
    dataset = make_dataset()
    clips = [make_voiced_item(dataset) for _ in range(ITEMS)]
    benchmark = make_benchmark(dataset, *clips, name="qa")
    baseline = make_evaluation(benchmark, "baseline", "word")
    make_evaluation(benchmark, "tested", "word more")
    parameters = {
        "benchmark": "qa",
        "system": "tested",
        "baseline": baseline.system.name,
        "judge": "endpoint:judge",
    }
    return start_job(dataset, kind="judge", parameters=parameters, by=None)


def kill_who_works(job: Job) -> None:
    """The process that holds a batch, once it kept some judgements of it."""
    known = Judgement.objects.count()
    wait_until(lambda: Judgement.objects.count() >= known + PART)
    claimed = job.batches.filter(state="claimed").first()
    if claimed is not None:
        os.kill(int(claimed.worker.rpartition(":")[2]), signal.SIGKILL)


def test_killed_judges_ask_nothing_again_that_was_kept(tmp_path: Path) -> None:
    before = current()
    with (
        ChatServer(thoughtful) as server,
        Studio(tmp_path, broker_url=settings.BROKER_URL) as studio,
    ):
        endpoint = Endpoint(url=server.url, model="judge")
        configure(replace(before, endpoints={"judge": endpoint}))
        try:
            job = start_judging()
        finally:
            configure(before)
        named = {"judge": {"url": server.url, "model": "judge"}}
        studio.environment["ENGINE_ENDPOINTS"] = json.dumps(named)
        studio.beat()
        studio.worker("worker", pool="prefork")
        for _ in range(2):
            kill_who_works(job)
        wait_until(lambda: Job.objects.get(pk=job.pk).state in ENDED)

    kept = Judgement.objects.filter(comparison__jobs=job)
    assert kept.count() == len({(one.item_id, one.order) for one in kept}) == 2 * ITEMS
    # Two kills: what was under way with each of them, and nothing else.
    assert len(server.answered_twice()) <= 2 * PART
    assert server.answers <= 2 * ITEMS + 2 * PART
    score_what_changed()
    scores = Comparison.objects.get().scores.filter(language="")
    rates = dict(scores.filter(metric__in=["win", "tie", "loss"]).values_list("metric", "value"))
    assert rates == {"win": 1.0, "tie": 0.0, "loss": 0.0}
