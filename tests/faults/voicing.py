"""A job big enough to be killed in its middle, and what is left when it has ended."""

from functools import cache
from pathlib import Path

from catalog.models import Dataset
from corpus.models import Recording
from jobs.enums import ACTIVE, BatchState, JobState, Queue
from jobs.models import Batch, Job
from jobs.services import start_job
from jobs.work import work
from tests.factories import make_dataset, make_item
from tests.supervisor.processes import wait_until

ITEMS = 96
"""Three batches, each of a second or so."""

_TEXT = "How far is it from star {number} to the next one, and how long does its light travel? " * 3

Outcome = list[tuple[str, str, str, str, bool]]


def make_long_dataset() -> Dataset:
    """The same texts in every test, so that all runs must end alike."""
    dataset = make_dataset(languages=["eng"])
    for number in range(ITEMS):
        text = _TEXT.format(number=number)
        make_item(dataset, external_id=f"star-{number:03}", question=text)
    return dataset


def start_voicing(dataset: Dataset) -> Job:
    return start_job(dataset, kind="synthesize", parameters={}, by=None)


@cache
def undisturbed_outcome() -> Outcome:
    """What the job leaves where nothing goes wrong; done once, in this process."""
    dataset = make_long_dataset()
    start_voicing(dataset)
    while work(Queue.CPU, seconds=60):
        pass
    return outcome(dataset)


def outcome(dataset: Dataset) -> Outcome:
    """All recordings, also superseded ones: a second one of the same text shows."""
    rows = Recording.objects.filter(dataset=dataset).order_by("translation__item__external_id")
    return list(
        rows.values_list(
            "translation__item__external_id", "fingerprint", "sha256", "voice", "is_current"
        )
    )


def wait_for_claim(job: Job) -> Batch:
    """Returns the first batch that a worker has just begun."""
    claimed = job.batches.filter(state=BatchState.CLAIMED)
    wait_until(claimed.exists)
    return claimed.earliest("pk")


def wait_for_end(job: Job, *, within_s: float = 120) -> None:
    def ended() -> bool:
        job.refresh_from_db()
        return job.state not in ACTIVE

    wait_until(ended, within_s=within_s)
    assert (job.state, job.error) == (JobState.SUCCEEDED, "")


def assert_whole(job: Job, audio: Path) -> None:
    """Every item is voiced, none twice, as in an undisturbed run, and its audio is there."""
    made = outcome(job.dataset)
    assert made == undisturbed_outcome()
    assert not job.failures.exists()
    assert set(job.batches.values_list("state", "units_failed")) == {(BatchState.DONE, 0)}
    stored = {path.stem for path in audio.rglob("*") if path.is_file()}
    assert {sha256 for _, _, sha256, _, _ in made} <= stored
