"""What changes about jobs, told while it happens.

Streams hold a thread of the web server each, so there are few; and they wait without a connection
to the database: one thread of this process looks for all of them.
"""

import json
import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.models import Q
from django.utils import timezone
from rest_framework.utils.encoders import JSONEncoder

from jobs.enums import ACTIVE, JobState
from jobs.errors import StreamsFullError
from jobs.models import Job

logger = logging.getLogger(__name__)

LOOK_S = 1.0
SHARE_OF_TIME = 0.1
"""That looking may take: jobs of very many batches are looked at less often."""
KEPT_S = 60
"""A job that ended is told of for so long, to those as well who were away at its end."""
SPEED_S = 15
"""A running job's speed and time left go stale without a change: they are told anew so often."""

Render = Callable[[list[Job]], list[dict[str, Any]]]
"""Jobs as the REST interface shows them."""


@dataclass(frozen=True)
class _Told:
    number: int
    look: str
    text: str


class LiveJobs:
    """The latest of every job that somebody watches; one for each process of the web server.

    Nothing is queued: whoever is slow gets the latest state of what changed meanwhile.
    """

    def __init__(self, render: Render) -> None:
        self._render = render
        self._changed = threading.Condition()
        self._watchers: Counter[int] = Counter()
        self._told: dict[int, dict[int, _Told]] = {}
        self._number = 0
        self._looking = False

    def watch(self, dataset_id: int) -> None:
        """Raises StreamsFullError: the threads that are left are for answers."""
        with self._changed:
            if self._watchers.total() >= settings.JOB_STREAMS:
                raise StreamsFullError
            self._watchers[dataset_id] += 1

    def leave(self, dataset_id: int) -> None:
        with self._changed:
            self._watchers[dataset_id] -= 1
            if not self._watchers[dataset_id]:
                del self._watchers[dataset_id]
                self._told.pop(dataset_id, None)

    def changes(self, dataset_id: int, *, after: int, within: float) -> tuple[int, list[str]]:
        """Jobs of a watched dataset, as JSON, that changed after a number; and the next number.

        Waits so many seconds for a first one. After 0 it is every job that is under way.
        """
        self._look_from_now_on()
        with self._changed:
            self._changed.wait_for(lambda: self._news(dataset_id, after), timeout=within)
            news = self._news(dataset_id, after)
        return max([after, *(told.number for told in news)]), [told.text for told in news]

    def _news(self, dataset_id: int, after: int) -> list[_Told]:
        told = self._told.get(dataset_id, {}).values()
        return sorted((one for one in told if one.number > after), key=lambda one: one.number)

    def _look_from_now_on(self) -> None:
        with self._changed:
            if self._looking:
                return
            self._looking = True
        threading.Thread(target=self._look_on, name="live jobs", daemon=True).start()

    def _look_on(self) -> None:
        """Until nobody watches; a look that fails, as while the database is away, is no end."""
        try:
            while watched := self._watched():
                began = time.monotonic()
                try:
                    self._look(watched)
                except Exception:  # the streams would go on, and tell nothing for ever
                    logger.exception("what jobs do could not be seen")
                    connections.close_all()
                time.sleep(max(LOOK_S, (time.monotonic() - began) / SHARE_OF_TIME))
        finally:
            connections.close_all()

    def _watched(self) -> Collection[int]:
        """Of the thread that looks: it ends where there is none, and the next stream starts one."""
        with self._changed:
            self._looking = bool(self._watchers)
            return [*self._watchers]

    def _look(self, watched: Collection[int]) -> None:
        jobs = watchable_jobs(watched)
        rows = self._render(jobs)
        with self._changed:
            known, self._told = self._told, {dataset: {} for dataset in self._watchers}
            for job, row in zip(jobs, rows, strict=True):
                if job.dataset_id in self._told:
                    before = known.get(job.dataset_id, {}).get(job.pk)
                    self._told[job.dataset_id][job.pk] = self._tell(row, before)
            self._changed.notify_all()

    def _tell(self, row: Mapping[str, Any], before: _Told | None) -> _Told:
        look = _look_of(row)
        if before is not None and before.look == look:
            return before
        self._number += 1
        return _Told(self._number, look, json.dumps(row, cls=JSONEncoder))


def watchable_jobs(datasets: Collection[int]) -> list[Job]:
    """Those under way, and those that ended just now."""
    lately = timezone.now() - timedelta(seconds=KEPT_S)
    jobs = Job.objects.filter(dataset__in=datasets)
    jobs = jobs.filter(Q(state__in=sorted(ACTIVE)) | Q(finished_at__gt=lately))
    return [*jobs.select_related("dataset", "created_by").order_by("id")]


def _look_of(row: Mapping[str, Any]) -> str:
    """What makes a job another one to look at: its speed changes with every second."""
    still = {
        name: value
        for name, value in row["progress"].items()
        if name not in {"rate_per_s", "seconds_left"}
    }
    spell = int(time.time() / SPEED_S) if row["state"] == JobState.RUNNING else 0
    return json.dumps([spell, {**row, "progress": still}], cls=JSONEncoder)
