import pytest

from corpus.enums import Origin
from corpus.models import Recording, Translation
from generation.models import CheckResult
from jobs.enums import JobState
from tests.factories import make_dataset, make_item, make_recording, make_translation
from tests.generation.demo_pairs import import_demo
from tests.generation.working import do_job

pytestmark = pytest.mark.django_db
FIELDS = ("translation", "recording", "field", "name", "value", "threshold", "passed", "detail")


def results() -> list[tuple[object, ...]]:
    return list(CheckResult.objects.order_by("pk").values_list("pk", *FIELDS))


def test_check_finds_again_what_generation_found() -> None:
    dataset = import_demo("deu")
    do_job(dataset, "translate")
    do_job(dataset, "synthesize")
    before = results()

    job = do_job(dataset, "check")

    assert (job.state, job.units_total) == (JobState.SUCCEEDED, 2 * 24)
    assert results() == before


def test_check_replaces_the_results_of_an_older_version() -> None:
    recording = make_recording(make_translation(make_item(make_dataset())), duration_s=1.0)
    do_job(recording.dataset, "check")
    before = results()
    CheckResult.objects.update(version=0, value=99, threshold=1, passed=False, detail="old")

    do_job(recording.dataset, "check")

    assert results() == before
    assert set(CheckResult.objects.values_list("version", flat=True)) == {1}


def test_check_judges_current_texts_and_recordings_only() -> None:
    dataset = make_dataset()
    item = make_item(dataset)
    make_recording(make_translation(item, is_current=False))
    text = make_translation(item)
    make_recording(text, is_current=False)
    current = make_recording(text)

    do_job(dataset, "check")

    assert {row[1] or row[2] for row in results() if row[1]} == {text.pk}
    assert {row[2] for row in results() if row[2]} == {current.pk}


def test_check_finds_a_text_in_the_wrong_script_and_a_silent_clip() -> None:
    dataset = make_dataset()
    item = make_item(dataset, question="What is this thing called?", answer="A lamp.")
    text = make_translation(item, question="Wie heißt das denn?", answer="مصباح.")
    make_recording(text, duration_s=3.0, silent_share=1.0, loudness_lufs=None, peak=0.0)

    do_job(dataset, "check")

    failed = CheckResult.objects.filter(passed=False).order_by("name")
    assert list(failed.values_list("field", "name")) == [
        ("audio", "silence"),
        ("audio", "too-quiet"),
        ("question", "wrong-script"),
    ]


def test_check_has_nothing_to_say_of_the_english_text_but_of_its_recording() -> None:
    dataset = make_dataset(languages=["eng"])
    english = make_item(dataset).translations.get()
    recording = make_recording(english)

    do_job(dataset, "check")

    assert english.origin == Origin.SOURCE
    assert {row[1:3] for row in results()} == {(None, recording.pk)}
    assert (Translation.objects.count(), Recording.objects.count()) == (1, 1)
