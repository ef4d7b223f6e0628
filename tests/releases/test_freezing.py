"""Making a release: as a whole, at one moment, and never changed again."""

import json

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from annotation.enums import SampleSlice, Verdict
from annotation.models import Correction
from corpus.enums import Split
from corpus.models import Item
from jobs.enums import JobState
from jobs.models import Job
from jobs.services import start_job
from jobs.work import work
from releases.errors import GatesFailedError, NothingToReleaseError
from releases.freezing import Wish, freeze
from releases.models import Release, ReleaseLine
from tests.factories import make_dataset, make_translation
from tests.releases.frozen import first_recording, make_judged_dataset, make_release
from tests.releases.judged import judge_text, make_version

pytestmark = pytest.mark.django_db


def lines(release: Release) -> list[dict[str, object]]:
    rows = release.frozen_rows.order_by("item_id", "language").select_related("line")
    return [json.loads(row.line.line) for row in rows]


def test_release_keeps_texts_recordings_checks_and_votes() -> None:
    dataset = make_judged_dataset()
    release = make_release(dataset)
    arabic = [line for line in lines(release) if line["language"] == "ara"]
    assert (release.rows, len(arabic)) == (6, 3)
    assert arabic[0]["verified"]
    assert arabic[0]["votes"] == {"count": 2, "naturalness": 4.5, "understood": 3.0}
    recording = arabic[0]["recording"]
    assert isinstance(recording, dict)
    assert recording["sha256"] == first_recording(dataset).sha256
    assert recording["checks"]["failed"] == ["clipping"]
    rules = release.definition["check_rules"][str(recording["checks"]["rules"])]
    assert [rule["check"] for rule in rules] == ["clipping"]


def test_what_changes_later_is_not_in_it() -> None:
    dataset = make_judged_dataset()
    release = make_release(dataset)
    before = lines(release)
    text = first_recording(dataset).translation
    judge_text(text, Verdict.CORRECTED, question="سؤال آخر؟")
    make_version(dataset)
    Item.objects.filter(dataset=dataset).update(split=Split.DEV, in_bench=False)
    assert lines(release) == before


def test_items_without_a_split_and_near_duplicates_stay_out() -> None:
    dataset = make_dataset()
    make_version(dataset, split=Split.TRAIN, in_bench=False)
    for split in (Split.UNASSIGNED, Split.EXCLUDED):
        make_version(dataset, split=split, in_bench=False)
    release = make_release(dataset)
    assert [line["split"] for line in lines(release)] == ["train", "train"]


def test_recording_that_was_set_aside_stays_out() -> None:
    dataset = make_dataset()
    recording = make_version(dataset)
    recording.set_aside = ["clipping"]
    recording.save()
    arabic = lines(make_release(dataset, languages=("ara",)))
    assert [line["recording"] for line in arabic] == [None]


def test_raters_have_other_names_in_each_release() -> None:
    dataset = make_judged_dataset()
    first, second = (
        set(make_release(dataset, name).votes.values_list("rater", flat=True))
        for name in ("v1", "v2")
    )
    assert len(first) == len(second) == 2
    assert not first & second


def test_releases_share_the_lines_that_did_not_change() -> None:
    dataset = make_judged_dataset()
    make_release(dataset, "v1")
    kept = ReleaseLine.objects.count()
    judge_text(first_recording(dataset).translation, Verdict.CORRECTED, question="سؤال آخر؟")
    second = make_release(dataset, "v2")
    assert second.previous == Release.objects.get(name="v1")
    assert ReleaseLine.objects.count() == kept + 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE releases_release SET notes = 'better'",
        "UPDATE releases_releaseline SET line = '{}'",
        "UPDATE releases_releasevote SET naturalness = 5",
        "DELETE FROM releases_releaserow",
    ],
)
def test_database_refuses_changes(statement: str) -> None:
    make_release(make_judged_dataset())
    with (
        pytest.raises(ProgrammingError, match=r"Cannot (update|delete)"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_gates_stop_a_release_and_leave_nothing() -> None:
    dataset = make_judged_dataset()
    with pytest.raises(GatesFailedError, match=r"corrected in bench, ara: 1 \(wanted 3\)"):
        freeze(dataset, Wish(name="v1"))
    assert not Release.objects.exists()
    assert not ReleaseLine.objects.exists()


def test_reason_to_go_on_is_published() -> None:
    release = make_release(make_judged_dataset(), override_reason="Only a rehearsal.")
    assert release.override_reason == "Only a rehearsal."
    assert not all(gate["passed"] for gate in release.gates)


def test_dataset_without_splits_is_not_released() -> None:
    dataset = make_dataset()
    make_version(dataset, split=Split.UNASSIGNED, in_bench=False)
    with pytest.raises(NothingToReleaseError, match="Draw the splits first"):
        make_release(dataset)


def test_name_is_taken_once() -> None:
    dataset = make_judged_dataset()
    make_release(dataset)
    with pytest.raises(IntegrityError, match="one_release_per_name"), transaction.atomic():
        make_release(dataset)


def start(dataset_name: str, **parameters: object) -> Job:
    dataset = make_judged_dataset()
    return start_job(
        dataset, kind="release", parameters={"name": dataset_name, **parameters}, by=None
    )


@pytest.mark.django_db(transaction=True)
def test_job_makes_a_release() -> None:
    job = start("v1", override_reason="A test.")
    work(job.queue, seconds=30)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.SUCCEEDED, "")
    assert Release.objects.get(job=job).rows == 6


@pytest.mark.django_db(transaction=True)
def test_job_tells_which_gates_failed() -> None:
    job = start("v1")
    work(job.queue, seconds=30)
    failure = job.failures.get()
    assert failure.code == "gates_failed"
    assert "corrected in bench, ara" in failure.message
    assert not Release.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_job_that_is_run_twice_makes_one_release() -> None:
    job = start("v1", override_reason="A test.")
    wish = Wish(name="v1", override_reason="A test.")
    assert freeze(job.dataset, wish, job=job) == freeze(job.dataset, wish, job=job)


def test_text_without_votes_is_released_unverified() -> None:
    dataset = make_dataset()
    make_translation(make_version(dataset).translation.item, language="hin")
    hindi = lines(make_release(dataset, languages=("hin",)))
    assert [(line["verified"], line["recording"]) for line in hindi] == [(False, None)]


def test_votes_on_what_was_set_aside_do_not_count() -> None:
    dataset = make_judged_dataset()
    recording = first_recording(dataset)
    recording.set_aside = ["clipping"]
    recording.save()
    release = make_release(dataset, languages=("ara",))
    assert not release.votes.filter(recording=recording).exists()
    assert release.numbers["splits"]["bench"]["ara"]["samples"] == 2


def test_rate_counts_what_natives_settled_once() -> None:
    dataset = make_judged_dataset()
    given = Correction.objects.get()
    Correction.objects.filter(pk=given.pk).update(is_final=False)
    assert rate_in(make_release(dataset, "proposed"))["reviewed"] == 0
    Correction.objects.filter(pk=given.pk).update(is_final=True)
    settled = rate_in(make_release(dataset, "settled"))
    assert (settled["reviewed"], settled["confirmed"], settled["rate"]) == (1, 1, 0.0)
    given.assignment.task.slice = SampleSlice.FAILED_CHECKS
    given.assignment.task.save()
    assert rate_in(make_release(dataset, "suspected"))["reviewed"] == 0


def rate_in(release: Release) -> dict[str, float]:
    rate: dict[str, float] = release.numbers["languages"]["ara"]["corrections"]
    return rate
