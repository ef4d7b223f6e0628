import pytest

from jobs.estimates import estimate_job
from jobs.models import Job
from jobs.services import start_job
from jobs.work import plan_next_job
from tests.factories import make_dataset, make_item, make_recording, make_translation

pytestmark = pytest.mark.django_db


def test_estimates_tell_exactly_what_the_plan_then_holds() -> None:
    dataset = make_dataset()
    for number in range(3):
        item = make_item(dataset, question="How far?" * (number + 1), answer="Far.")
    make_translation(item)
    for kind in ("translate", "synthesize", "check"):
        told = estimate_job(dataset, kind=kind, parameters={})
        start_job(dataset, kind=kind, parameters={}, by=None)
        while plan_next_job("cpu"):
            pass
        assert told.units == Job.objects.latest("pk").units_total > 0


def test_translate_estimate_counts_questions_and_answers_once_per_missing_language() -> None:
    dataset = make_dataset(languages=["eng", "ara", "hin"])
    make_translation(make_item(dataset, question="12345", answer="123"), language="ara")

    told = estimate_job(dataset, kind="translate", parameters={})

    assert (told.units, told.characters, told.audio_seconds) == (1, 8, None)


def test_synthesize_estimate_expects_audio_at_each_languages_own_rate() -> None:
    dataset = make_dataset(languages=["eng", "ara"])
    spoken = make_dataset()
    slow = make_translation(make_item(spoken), language="ara", question="0123456789")
    make_recording(slow, duration_s=5.0)
    quick = make_item(spoken, question="0123456789").translations.get()
    make_recording(quick, duration_s=1.0)
    make_translation(make_item(dataset, question="x" * 100), language="ara", question="y" * 20)

    told = estimate_job(dataset, kind="synthesize", parameters={})

    assert (told.units, told.characters) == (2, 120)
    assert told.audio_seconds == pytest.approx(20 * 0.5 + 100 * 0.1)


def test_synthesize_estimate_guesses_no_audio_of_a_language_never_spoken() -> None:
    dataset = make_dataset(languages=["eng", "ara"])
    make_item(dataset)

    assert estimate_job(dataset, kind="synthesize", parameters={}).audio_seconds is None


def test_synthesize_estimate_of_nothing_left_is_nothing() -> None:
    told = estimate_job(make_dataset(), kind="synthesize", parameters={})

    assert (told.units, told.characters, told.audio_seconds) == (0, 0, 0.0)
