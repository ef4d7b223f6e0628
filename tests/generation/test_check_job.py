import pytest

from corpus.enums import Origin
from corpus.models import Recording, Translation
from generation.checks import CheckOutcome
from generation.models import CheckReport
from generation.reports import merge_reports, subject_of
from jobs.enums import JobState
from tests.factories import make_dataset, make_item, make_recording, make_report, make_translation
from tests.generation.demo_pairs import import_demo
from tests.generation.working import do_job

pytestmark = pytest.mark.django_db
SUBJECTS = ("translation", "recording")


def results() -> list[tuple[object, ...]]:
    reports = CheckReport.objects.order_by("pk").select_related("rules")
    return [(r.pk, r.translation_id, r.recording_id, *r.outcomes()) for r in reports]


def test_check_finds_again_what_generation_found() -> None:
    dataset = import_demo("deu")
    do_job(dataset, "translate")
    do_job(dataset, "synthesize")
    before = results()

    nothing = do_job(dataset, "check")
    job = do_job(dataset, "check", again=True)

    assert (nothing.state, nothing.units_total) == (JobState.SUCCEEDED, 0)
    assert (job.state, job.units_total) == (JobState.SUCCEEDED, 2 * 24)
    assert results() == before


def test_check_replaces_the_results_of_an_older_version() -> None:
    recording = make_recording(make_translation(make_item(make_dataset())), duration_s=1.0)
    do_job(recording.dataset, "check")
    before = results()
    CheckReport.objects.all().delete()
    old = CheckOutcome("silence", 0, 99.0, 1.0, passed=False, detail="old")
    merge_reports([(subject_of(recording), [old])])

    do_job(recording.dataset, "check")

    assert [row[3:] for row in results() if row[2]] == [row[3:] for row in before if row[2]]


def test_check_keeps_what_others_found_and_what_is_newer() -> None:
    recording = make_recording(make_translation(make_item(make_dataset())), duration_s=1.0)
    newer = CheckOutcome("silence", 9, 0.7, 0.6, passed=False, detail="by a newer studio")
    merge_reports([(subject_of(recording), [newer])])
    make_report(recording, "word-errors", passed=False, detail="heard otherwise")

    do_job(recording.dataset, "check")

    report = recording.reports.select_related("rules").get()
    found = {one.name: one for one in report.outcomes()}
    assert found["silence"] == newer
    assert found["word-errors"].detail == "heard otherwise"
    assert set(found) == {
        "silence", "leading-silence", "clipping", "too-quiet", "seconds-per-character",
        "trailing-silence", "word-errors",
    }  # fmt: skip
    assert report.failed == ["silence", "word-errors"]


def test_check_judges_current_texts_and_recordings_only() -> None:
    dataset = make_dataset()
    item = make_item(dataset)
    make_recording(make_translation(item, is_current=False))
    text = make_translation(item)
    make_recording(text, is_current=False)
    current = make_recording(text)

    do_job(dataset, "check")

    found = CheckReport.objects.order_by("pk").values_list(*SUBJECTS)
    assert list(found) == [(text.pk, None), (None, current.pk)]


def test_check_finds_a_text_in_the_wrong_script_and_a_silent_clip() -> None:
    dataset = make_dataset()
    item = make_item(dataset, question="What is this thing called?", answer="A lamp.")
    text = make_translation(item, question="Wie heißt das denn?", answer="مصباح.")
    clip = make_recording(text, duration_s=3.0, silent_share=1.0, loudness_lufs=None, peak=0.0)

    do_job(dataset, "check")

    [of_text, of_clip] = (text.reports.get(), clip.reports.get())
    assert of_text.failed == ["question.wrong-script"]
    assert of_text.details.keys() == {"question.wrong-script"}
    assert of_clip.failed == ["silence", "too-quiet"]


def test_check_has_nothing_to_say_of_the_english_text_but_of_its_recording() -> None:
    dataset = make_dataset(languages=["eng"])
    english = make_item(dataset).translations.get()
    recording = make_recording(english)

    do_job(dataset, "check")

    assert english.origin == Origin.SOURCE
    assert list(CheckReport.objects.values_list(*SUBJECTS)) == [(None, recording.pk)]
    assert (Translation.objects.count(), Recording.objects.count()) == (1, 1)
