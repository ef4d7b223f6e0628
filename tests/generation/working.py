"""Starting a job and doing it here, as a worker would."""

from catalog.models import Dataset
from jobs.models import Job
from jobs.services import start_job
from jobs.work import work


def do_job(dataset: Dataset, kind: str, **parameters: object) -> Job:
    job = start_job(dataset, kind=kind, parameters=parameters, by=None)
    while work(job.queue, seconds=60):
        pass
    job.refresh_from_db()
    return job


def failures(job: Job) -> list[tuple[int, str, str]]:
    return list(job.failures.order_by("subject_id").values_list("subject_id", "code", "message"))
