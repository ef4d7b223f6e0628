"""Ten kill -9 at random moments of a translate and a synthesize job change nothing at all."""

import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from django.db.models import Sum

from generation.recount import find_differences
from jobs.enums import BatchState
from supervisor.process import ManagedProcess
from supervisor.valkey import EmbeddedValkey
from tests.corpus.xquad import needs_xquad
from tests.faults.clicking import Manager
from tests.faults.servers import own_valkey
from tests.faults.studio import Studio
from tests.faults.xquad_road import QUESTIONS, Road, fingerprints, make_xquad_dataset, undisturbed
from tests.jobs.brokers import broker_at

pytestmark = [
    pytest.mark.slow,
    pytest.mark.processes,
    pytest.mark.django_db(transaction=True),
    needs_xquad,
]
# Of ten: what holds a batch, the worker around it alone, the broker between them, and the web
# server that somebody clicks at.
VICTIMS = ["pool process"] * 4 + ["worker"] * 2 + ["broker"] * 2 + ["web"] * 2
UP_TO_S = 1.0
WORKERS = ("one", "two")


class Killer:
    """Kills with SIGKILL and starts again what nothing else does."""

    def __init__(self, studio: Studio, valkey: EmbeddedValkey, manager: Manager) -> None:
        self.studio = studio
        self.valkey = valkey
        self.manager = manager
        self.workers = {name: studio.worker(name, pool="prefork") for name in WORKERS}

    def kill(self, victim: str, road: Road, chance: random.Random) -> None:
        if victim == "broker":
            self.valkey.kill()
            time.sleep(chance.uniform(0, UP_TO_S))
            self.valkey.start()
        elif victim == "web":
            self.manager.click_while_the_server_dies(road.jobs[-1].kind, chance)
        elif victim == "worker":
            self._kill_worker(chance.choice(WORKERS))
        else:
            road.wait_for(lambda: self._kill_a_holder(road))

    def _kill_worker(self, name: str) -> None:
        """Not its pool: that process is orphaned, and may still end the batch that it holds."""
        worker = self.workers[name]
        os.kill(worker.pid or 0, signal.SIGKILL)
        self.workers[name] = self.studio.worker(name, pool="prefork")

    def _kill_a_holder(self, road: Road) -> bool:
        """Only processes of this studio's own workers: a pid may have been given anew."""
        for batch in road.claimed():
            pid = int(batch.worker.rpartition(":")[2])
            with suppress(ProcessLookupError):
                if os.getpgid(pid) in self._groups():
                    os.kill(pid, signal.SIGKILL)
                    return True
        return False

    def _groups(self) -> set[int | None]:
        return {process.pid for process in self.studio.processes if is_worker(process)}


def is_worker(process: ManagedProcess) -> bool:
    return process.name in WORKERS


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_ten_random_kills_leave_what_an_undisturbed_run_leaves(seed: int, tmp_path: Path) -> None:
    expected = undisturbed()
    chance = random.Random(seed)  # noqa: S311 - a test's dice
    victims = chance.sample(VICTIMS, len(VICTIMS))
    dataset = make_xquad_dataset()
    with (
        own_valkey(tmp_path) as valkey,
        broker_at(valkey.url),
        Studio(tmp_path, broker_url=valkey.url) as studio,
    ):
        # The batch that this test strikes again and again is not to blame for it.
        studio.environment["BATCH_DEATHS"] = "100"
        studio.beat()
        manager = Manager(studio, dataset)
        road = Road(dataset, start=manager.start_job)
        killer = Killer(studio, valkey, manager)
        for victim in victims:
            road.wait_for(lambda: bool(road.claimed()))
            time.sleep(chance.uniform(0, UP_TO_S))
            assert not road.step(), "both jobs ended before the last kill; take more questions"
            killer.kill(victim, road, chance)
        road.wait_for(lambda: False, within_s=180)

    assert fingerprints(dataset) == expected
    assert_each_unit_is_done_once(road)
    assert find_differences(dataset.pk, mend=False) == []


def assert_each_unit_is_done_once(road: Road) -> None:
    # A click just after a job's end may start another, which finds nothing to do.
    with_work = road.dataset.jobs.exclude(units_total=0)
    assert set(with_work) == set(road.jobs)
    for job in road.jobs:
        assert set(job.batches.values_list("state", "units_failed")) == {(BatchState.DONE, 0)}
        subjects = Counter(
            (batch.language, subject)
            for batch in job.batches.all()
            for subject in batch.subject_ids
        )
        assert set(subjects.values()) == {1}
        assert job.batches.aggregate(done=Sum("units"))["done"] == job.units_total
    translate, synthesize = road.jobs
    assert (translate.units_total, synthesize.units_total) == (4 * QUESTIONS, 5 * QUESTIONS)
    assert sum(job.batches.aggregate(deaths=Sum("deaths"))["deaths"] for job in road.jobs) > 0
