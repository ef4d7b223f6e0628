"""A small dataset with votes and verdicts, and a release of it."""

from typing import Any

from annotation.enums import Verdict
from annotation.models import Rating
from catalog.models import Dataset
from corpus.models import Recording
from releases.freezing import Wish, write_release
from releases.models import Release
from tests.factories import make_campaign, make_dataset, make_report
from tests.releases.judged import judge_text, make_version, vote


def make_judged_dataset(items: int = 3) -> Dataset:
    """Arabic recordings with two votes each; the first text is confirmed, and one check failed."""
    dataset = make_dataset()
    recordings = [make_version(dataset) for _ in range(items)]
    for recording in recordings:
        make_report(recording, "clipping", passed=recording != recordings[0])
    judge_text(recordings[0].translation, Verdict.CONFIRMED)
    vote(make_campaign(dataset, votes_per_item=2), (5, 3), (4, 3))
    Rating.objects.update(seconds=6.0)  # as long as a person thinks
    return dataset


def first_recording(dataset: Dataset) -> Recording:
    return Recording.objects.filter(dataset=dataset).earliest("pk")


def make_release(dataset: Dataset, name: str = "v1", **wish: Any) -> Release:
    return write_release(dataset, Wish(name=name, **{"override_reason": "A test.", **wish}))
