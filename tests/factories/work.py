"""Jobs, what they find, and the counts of it."""

from typing import Any

from catalog.models import Dataset
from corpus.models import Recording, Translation
from generation.checks import CheckOutcome
from generation.models import CheckReport
from generation.reports import merge_reports, subject_of
from jobs.enums import BatchState, JobState, Queue
from jobs.models import Batch, Job
from tests.factories.numbers import numbers


def make_job(dataset: Dataset, **fields: Any) -> Job:
    return Job.objects.create(
        **{
            "dataset": dataset,
            "kind": "check",
            "queue": Queue.CPU,
            "fingerprint": str(next(numbers)),
            "state": JobState.RUNNING,
            **fields,
        }
    )


def make_batch(job: Job, **fields: Any) -> Batch:
    subject_ids = fields.pop("subject_ids", [1])
    return Batch.objects.create(
        **{
            "job": job,
            "queue": job.queue,
            "language": "ara",
            "subject_ids": subject_ids,
            "units": len(subject_ids),
            "state": BatchState.READY,
            **fields,
        }
    )


def make_report(
    subject: Translation | Recording, name: str, *, passed: bool, detail: str = ""
) -> CheckReport:
    """Adds one check to those of the text or recording."""
    value = 0.0 if passed else 1.0
    merge_reports([(subject_of(subject), [CheckOutcome(name, 1, value, 0.5, passed, detail)])])
    return subject.reports.get()


def count_anew(dataset: Dataset) -> None:
    """Factories write rows behind the maintained counts' back; this puts them right."""
    from generation.recount import find_differences

    find_differences(dataset.pk, mend=True)
