"""Thresholds move without any check being run again, and the counts follow."""

import pytest
from django.core.management import CommandError, call_command

from catalog.models import Dataset
from corpus.models import Recording
from generation import judging
from generation.checks import THRESHOLDS, CheckOutcome
from generation.judging import judge_checks
from generation.models import CheckReport
from generation.recount import find_differences
from generation.reports import merge_reports, subject_of
from jobs.counts import Key, Metric, read_counts
from tests.factories import (
    count_anew,
    make_dataset,
    make_item,
    make_recording,
    make_report,
    make_translation,
)

pytestmark = pytest.mark.django_db
CHECKS = (Metric.CHECKS_PASSED, Metric.CHECKS_FAILED)
FAILING = (Metric.TEXTS_FAILING, Metric.RECORDINGS_FAILING, Metric.ITEMS_FAILING)


@pytest.fixture
def clip() -> Recording:
    """Its text fails one check of two, of which its detail says why; the clip passes its own."""
    dataset = make_dataset()
    text = make_translation(make_item(dataset))
    found = [
        CheckOutcome("question.unchanged", 1, 0.5, 0.6, passed=True, detail=""),
        CheckOutcome("answer.unchanged", 1, 0.9, 0.6, passed=False, detail="It is the source's."),
    ]
    merge_reports([(subject_of(text), found)])
    clip = make_recording(text)
    make_report(clip, "clipping", passed=True)
    count_anew(dataset)
    return clip


def failed(dataset: Dataset) -> list[list[str]]:
    reports = CheckReport.objects.filter(dataset=dataset).order_by("pk")
    return [report.failed for report in reports]


def test_judging_moves_results_both_ways_and_the_counts_with_them(
    clip: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "CHUNK", 1)
    dataset = clip.dataset

    assert judge_checks(dataset.pk, {"unchanged": 0.4, "clipping": -1.0}) == 2

    assert failed(dataset) == [["question.unchanged", "answer.unchanged"], ["clipping"]]
    assert find_differences(dataset.pk) == []
    by = ("ara", "identity")
    machine, voice = (*by, "translation-memory"), (*by, "espeak-ng")
    assert read_counts(dataset.pk, *CHECKS, *FAILING) == {
        Key(Metric.CHECKS_FAILED, *machine, name="unchanged"): 2,
        Key(Metric.CHECKS_FAILED, *voice, name="clipping"): 1,
        Key(Metric.TEXTS_FAILING, *machine): 1,
        Key(Metric.RECORDINGS_FAILING, *voice, clip.voice): 1,
        Key(Metric.ITEMS_FAILING, *by): 1,
    }

    judge_checks(dataset.pk, {"unchanged": 0.9, "clipping": 0.5})

    assert failed(dataset) == [[], []]
    assert read_counts(dataset.pk, *FAILING) == {}
    assert find_differences(dataset.pk) == []


def test_judging_keeps_values_versions_and_what_was_said(clip: Recording) -> None:
    judge_checks(clip.dataset_id, {"unchanged": 0.4})
    judge_checks(clip.dataset_id, {"unchanged": 0.5})

    report = clip.translation.reports.select_related("rules").get()
    assert [*report.outcomes()] == [
        CheckOutcome("question.unchanged", 1, 0.5, 0.5, passed=True, detail=""),
        CheckOutcome("answer.unchanged", 1, 0.9, 0.5, passed=False, detail="It is the source's."),
    ]


def test_judging_leaves_other_datasets_and_the_current_thresholds_alone(clip: Recording) -> None:
    other = make_translation(make_item(make_dataset()))
    make_report(other, "question.unchanged", passed=True)
    before = other.reports.values().get()

    assert judge_checks(clip.dataset_id, {"unchanged": 0.6, "clipping": 0.5}) == 0
    judge_checks(clip.dataset_id, {"unchanged": -1.0})

    assert other.reports.values().get() == before


def test_recording_that_fails_now_is_set_aside_and_back_when_it_passes(clip: Recording) -> None:
    dataset = clip.dataset

    judge_checks(dataset.pk, {"clipping": -1.0})
    clip.refresh_from_db()
    aside = clip.set_aside
    counted = read_counts(dataset.pk, Metric.SET_ASIDE)
    judge_checks(dataset.pk, {"clipping": 0.5})
    clip.refresh_from_db()

    assert (aside, clip.set_aside) == (["clipping"], None)
    assert counted == {Key(Metric.SET_ASIDE, "ara", "identity", "espeak-ng", clip.voice): 1}
    assert read_counts(dataset.pk, Metric.SET_ASIDE) == {}
    assert find_differences(dataset.pk) == []


def test_command_judges_by_the_thresholds_of_the_checks(
    clip: Recording, capsys: pytest.CaptureFixture[str]
) -> None:
    slug = clip.dataset.slug
    call_command("judge_checks", slug)

    assert f"{slug}: 1 reports" in capsys.readouterr().out
    rules = clip.reports.select_related("rules").get().rules
    assert rules.thresholds == [THRESHOLDS["clipping"]]
    assert find_differences(clip.dataset_id) == []


def test_command_names_a_dataset_that_is_not_there() -> None:
    with pytest.raises(CommandError, match="no dataset 'nowhere'"):
        call_command("judge_checks", "nowhere")
