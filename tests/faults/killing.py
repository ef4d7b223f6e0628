"""Killing parts of a studio at random moments of a road, and what must be true of it afterwards."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress

from django.db.models import Sum

from jobs.enums import BatchState
from jobs.models import UnitFailure
from supervisor.process import ManagedProcess
from supervisor.valkey import EmbeddedValkey
from tests.faults.clicking import Manager
from tests.faults.studio import Studio
from tests.faults.xquad_road import Road

UP_TO_S = 1.0
WORKERS = ("one", "two")
WITHIN_S = 600


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


def walk_and_kill(
    road: Road, killer: Killer, victims: Sequence[str], chance: random.Random
) -> None:
    """Waits for the road's end after the last kill."""
    for victim in victims:
        road.wait_for(lambda: bool(road.claimed()), within_s=WITHIN_S)
        time.sleep(chance.uniform(0, UP_TO_S))
        assert not road.step(), "all jobs ended before the last kill; take more questions"
        killer.kill(victim, road, chance)
    road.wait_for(lambda: False, within_s=WITHIN_S)


def failures(road: Road) -> list[tuple[str, str, str]]:
    """Kind of job, code and message of each; the messages name their items."""
    found = UnitFailure.objects.filter(job__in=road.jobs)
    return sorted(found.values_list("job__kind", "code", "message"))


def assert_each_unit_is_done_once(road: Road, totals: Sequence[int]) -> None:
    """`totals` are the units of each job."""
    # A click just after a job's end may start another, which finds nothing to do.
    with_work = road.dataset.jobs.exclude(units_total=0)
    assert set(with_work) == set(road.jobs)
    for job in road.jobs:
        assert set(job.batches.values_list("state", flat=True)) == {BatchState.DONE}
        subjects = Counter(
            (batch.language, subject)
            for batch in job.batches.all()
            for subject in batch.subject_ids
        )
        assert set(subjects.values()) == {1}
        assert job.batches.aggregate(done=Sum("units"))["done"] == job.units_total
    assert [job.units_total for job in road.jobs] == [*totals]
    assert sum(job.batches.aggregate(deaths=Sum("deaths"))["deaths"] for job in road.jobs) > 0
