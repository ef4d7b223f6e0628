"""Which jobs do what an evaluation or a comparison lacks."""

from typing import Any

import pghistory
from pghistory.models import Context

from evaluation.runs.models import Comparison, Evaluation
from evaluation.runs.models.evaluations import AGAIN
from jobs.models import Job


def hand_over(asked: Evaluation | Comparison, job: Job, *, is_new: bool) -> None:
    """That it is not the first job stands in the history, as the doing of who started it."""
    asked.jobs.add(job)
    if not is_new:
        event: Any = pghistory.create_event(asked, label=AGAIN)
        # Not by `pghistory.context`: it would hold for all else that planning writes.
        event.pgh_context = Context.objects.create(metadata={"user": job.created_by_id})
        event.save(update_fields=["pgh_context"])
