import pytest

from catalog.models import Dataset
from corpus.enums import Origin
from corpus.models import Recording, Translation
from corpus.services import correct_translation
from corpus.storage import audio_store
from engines import registry
from engines.audio import decode
from engines.registry import Entry
from generation.checks import AUDIO_RULES
from generation.models import CheckReport
from jobs.enums import JobState, Queue
from jobs.models import Job
from jobs.services import start_job
from jobs.work import plan_next_job, work
from tests.factories import make_dataset, make_item, make_recording, make_translation, make_user
from tests.generation.demo_pairs import PAIRS, import_demo
from tests.generation.working import do_job, failures

pytestmark = pytest.mark.django_db


def recordings() -> list[Recording]:
    made = Recording.objects.order_by("language", "translation__item__external_id", "pk")
    return list(made.select_related("translation__item"))


def test_synthesize_voices_the_questions_of_every_language_with_their_lineage() -> None:
    dataset = import_demo("ara", "jpn")
    do_job(dataset, "translate")

    job = do_job(dataset, "synthesize")

    made = recordings()
    assert (job.state, job.units_total, failures(job)) == (JobState.SUCCEEDED, 3 * PAIRS, [])
    assert [recording.translation for recording in made] == list(
        Translation.objects.order_by("language", "item__external_id")
    )
    assert {
        (r.engine, r.engine_version, r.sample_rate, r.parameters["words_per_minute"], r.licence)
        for r in made
    } == {("espeak-ng", "1.52.0", 22_050, 165, "Apache-2.0")}
    assert {(r.job_id, r.is_current, r.dataset_id) for r in made} == {(job.pk, True, dataset.pk)}
    assert {(r.language, r.voice.partition("+")[0]) for r in made} == {
        ("eng", "en-us"),
        ("ara", "ar"),
        ("jpn", "ja"),
    }
    assert len({r.voice for r in made if r.language == "eng"}) > 2
    assert len({r.fingerprint for r in made}) == len({r.sha256 for r in made}) == 3 * PAIRS


def test_synthesize_stores_flac_that_is_what_its_row_says() -> None:
    dataset = import_demo()
    do_job(dataset, "synthesize")

    recording = recordings()[0]
    content = audio_store().get(recording.sha256)
    samples, rate = decode(content)

    assert (len(content), rate) == (recording.size_bytes, recording.sample_rate)
    assert len(samples) / rate == pytest.approx(recording.duration_s)
    assert abs(samples).max() == pytest.approx(recording.peak, abs=1e-3)
    assert recording.loudness_lufs == pytest.approx(-24, abs=6)


def test_synthesize_checks_each_recording() -> None:
    dataset = import_demo("ara")
    do_job(dataset, "translate")

    do_job(dataset, "synthesize")

    reports = CheckReport.objects.exclude(recording=None).order_by("recording")
    names = [rule.name for rule in AUDIO_RULES]
    assert [(r.recording_id, r.rules.names, r.failed) for r in reports] == [
        (recording.pk, names, []) for recording in recordings()
    ]


def test_synthesize_gives_the_same_audio_for_the_same_text_in_every_run() -> None:
    made = []
    for _ in range(2):
        dataset = import_demo()
        do_job(dataset, "synthesize")
        rows = Recording.objects.filter(dataset=dataset)
        made.append(set(rows.values_list("fingerprint", "sha256", "voice")))

    assert made[0] == made[1]


def test_synthesize_reports_a_question_without_words_and_voices_the_others() -> None:
    dataset = make_dataset(languages=["eng"])
    spoken = [make_item(dataset, question=text) for text in ("Why? 🎉", "Who?")]
    silent = make_item(dataset, question="🎉🎉")

    job = do_job(dataset, "synthesize")

    assert job.state == JobState.SUCCEEDED
    assert [recording.translation.item for recording in recordings()] == spoken
    assert failures(job) == [
        (
            silent.translations.get().pk,
            "nothing_to_speak",
            f"{silent.external_id}: Nothing to speak: '🎉🎉' has no letter and no digit.",
        )
    ]
    assert job.batches.get().units_failed == 1


def test_synthesize_plans_nothing_where_all_is_voiced() -> None:
    dataset = import_demo()
    do_job(dataset, "synthesize")
    before = recordings()

    again = do_job(dataset, "synthesize")

    assert (again.state, again.units_total) == (JobState.SUCCEEDED, 0)
    assert recordings() == before


def test_synthesize_voices_a_corrected_question_again_and_keeps_the_old_recording() -> None:
    dataset = make_dataset(languages=["eng", "ara"])
    old = make_translation(make_item(dataset), question="ما هو؟")
    do_job(dataset, "synthesize")
    new = correct_translation(old, question="من هو؟", answer="أنا", by=make_user())

    job = do_job(dataset, "synthesize", corrected_only=True)

    assert (job.units_total, new.origin) == (1, Origin.HUMAN)
    assert [(r.translation, r.is_current) for r in recordings() if r.language == "ara"] == [
        (old, True),
        (new, True),
    ]


def plan_then(dataset: Dataset) -> Job:
    job = start_job(dataset, kind="synthesize", parameters={"languages": ["ara"]}, by=None)
    plan_next_job(Queue.CPU)
    return job


def test_synthesize_leaves_out_what_changed_since_it_was_planned() -> None:
    dataset = make_dataset(languages=["eng", "ara"])
    voiced, corrected = (make_translation(make_item(dataset)) for _ in range(2))
    job = plan_then(dataset)
    other = make_recording(voiced)
    correct_translation(corrected, question="من هو؟", answer="أنا", by=make_user())

    work(Queue.CPU, seconds=60)

    job.refresh_from_db()
    assert job.state == JobState.SUCCEEDED
    assert recordings() == [other]


def test_synthesize_batches_one_language_and_languages_take_turns() -> None:
    dataset = make_dataset(languages=["eng", "ara"])
    for _ in range(40):
        make_translation(make_item(dataset))
    job = start_job(dataset, kind="synthesize", parameters={}, by=None)

    plan_next_job(Queue.CPU)

    batches = job.batches.order_by("pk").values_list("language", "units")
    assert list(batches) == [("ara", 32), ("eng", 32), ("ara", 8), ("eng", 8)]


def test_synthesize_fails_clearly_where_the_engine_is_not_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    missing = Entry("no_such_package.Engine", extra="embedded")
    monkeypatch.setitem(registry.ENGINES, ("synthesizer", "espeak-ng"), missing)
    dataset = make_dataset(languages=["eng"])
    make_item(dataset)

    job = do_job(dataset, "synthesize")

    assert job.state == JobState.FAILED
    assert job.error == (
        "EngineUnavailableError: Engine 'espeak-ng' can't start here: No module named"
        " 'no_such_package'. `make run` installs what it needs."
    )
