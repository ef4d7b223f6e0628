"""The job that lets engines hear recordings: real small ones, and models that know two tones."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

import torch

import engines.settings
from corpus.models import Recording
from corpus.storage import audio_store
from engines import residency
from engines.audio import encode_flac, measure
from engines.protocols import AudioClip
from engines.settings import EngineSettings
from generation.checks import CheckOutcome
from generation.models import PaceDistribution
from jobs.enums import JobState
from jobs.models import Job
from tests.checkpoints.mms import build_mms_asr, build_mms_lid
from tests.checkpoints.sounds import tone
from tests.checkpoints.wavlm import build_wavlm
from tests.checkpoints.whisper import build_whisper
from tests.factories import count_anew, make_dataset, make_item, make_recording, make_translation
from tests.generation.demo_pairs import import_demo
from tests.generation.working import do_job, failures

pytestmark = pytest.mark.django_db

LOW, HIGH = tone(220), tone(880)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("models")
    builders = {
        "whisper": build_whisper,
        "mms-asr": build_mms_asr,
        "mms-lid": build_mms_lid,
        "wavlm-sv": build_wavlm,
    }
    for name, build in builders.items():
        build(folder / name)
    return {name: str(folder / name) for name in builders}


@pytest.fixture(autouse=True)
def _settings(models: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    use(monkeypatch, models)
    yield
    residency.evict()


def use(monkeypatch: pytest.MonkeyPatch, models: dict[str, str]) -> None:
    settings = EngineSettings(checkpoints=models, device="cpu")
    monkeypatch.setattr(engines.settings, "_current", settings)


def record(text: str, clip: AudioClip, **fields: object) -> Recording:
    item = make_item(fields.pop("dataset", None) or make_dataset(languages=["deu"]))  # type: ignore[arg-type]
    translation = make_translation(item, language="deu", question=text)
    content = encode_flac(clip.samples, clip.sample_rate)
    measured = measure(clip.samples, clip.sample_rate)
    values = {name: getattr(measured, name) for name in ("duration_s", "trailing_silence_s")}
    return make_recording(translation, content=content, **values, **fields)


def found(recording: Recording) -> dict[str, CheckOutcome]:
    reports = recording.reports.select_related("rules")
    return {one.name: one for report in reports for one in report.outcomes()}


def skipped(job: Job) -> list[str]:
    return [str(one) for one in job.parameters["skipped"]]


def test_listen_takes_the_recognizer_that_hears_best() -> None:
    dataset = make_dataset(languages=["deu"])
    right, wrong = record("tief", LOW, dataset=dataset), record("Banane", HIGH, dataset=dataset)

    job = do_job(dataset, "listen", groups=["recognition"])

    assert (job.state, job.units_total, failures(job)) == (JobState.SUCCEEDED, 2, [])
    assert {name: one.value for name, one in found(right).items()} == {
        "errors-whisper": 0.0, "errors-mms-asr": 0.0, "recognition-errors": 0.0,
    }  # fmt: skip
    failed = wrong.reports.get()
    assert failed.failed == ["recognition-errors"]
    assert "heard by whisper: hoch" in failed.details["recognition-errors"]


def test_listen_adds_a_second_recognizer_to_the_first_and_judges_both() -> None:
    recording = record("tief", LOW)
    do_job(recording.dataset, "listen", groups=["recognition"], recognizers=["whisper"])
    first = found(recording)

    do_job(recording.dataset, "listen", groups=["recognition"], recognizers=["mms-asr"])
    again = do_job(recording.dataset, "listen", groups=["recognition"])

    assert set(first) == {"errors-whisper", "recognition-errors"}
    assert set(found(recording)) == {"errors-whisper", "errors-mms-asr", "recognition-errors"}
    assert again.units_total == 0


def test_listen_hears_the_language_the_quality_and_the_silences() -> None:
    recording = record("Was ist das?", LOW)

    job = do_job(recording.dataset, "listen", groups=["language", "quality", "silence"])

    outcomes = found(recording)
    assert set(outcomes) == {
        "spoken-language", "predicted-quality", "no-speech", "late-speech", "early-end",
        "long-pause",
    }  # fmt: skip
    assert not outcomes["spoken-language"].passed  # a low tone sounds Malagasy to the tiny model
    assert "mlg" in outcomes["spoken-language"].detail
    assert not outcomes["no-speech"].passed
    assert skipped(job) == []


def test_listen_reads_the_language_of_texts() -> None:
    dataset = make_dataset(languages=["deu"])
    item = make_item(dataset)
    english = "Which of these planets has the shortest year?"
    text = make_translation(item, language="deu", question=english, answer="Nein.")

    do_job(dataset, "listen", groups=["language"])

    report = text.reports.get()
    assert report.failed == ["question.written-language"]
    assert "eng" in report.details["question.written-language"]


def test_listen_compares_only_cloned_voices_with_their_reference() -> None:
    dataset = make_dataset(languages=["deu"])
    reference = audio_store().put(encode_flac(LOW.samples, LOW.sample_rate))
    cloned = record("tief", LOW, dataset=dataset, parameters={"reference": reference})
    plain = record("tief", LOW, dataset=dataset)

    first = do_job(dataset, "listen", groups=["speaker"])
    second = do_job(dataset, "listen", groups=["speaker"])

    assert found(cloned)["other-speaker"].value == pytest.approx(0, abs=0.01)
    assert found(plain) == {}
    assert (first.units_total, second.units_total) == (1, 0)


def test_listen_leaves_out_what_no_engine_is_here_for_and_says_so(
    models: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, {**models, "whisper": str(tmp_path / "away"), "wavlm-sv": "/away"})
    recording = record("tief", LOW)

    job = do_job(recording.dataset, "listen", groups=["recognition", "speaker", "quality"])

    assert job.state == JobState.SUCCEEDED
    assert set(found(recording)) == {"errors-mms-asr", "recognition-errors", "predicted-quality"}
    assert skipped(job) == [
        f"recognition by whisper: no model at '{tmp_path / 'away'}'",
        "speaker by wavlm-sv: no model at '/away'",
    ]


def test_listen_names_the_recordings_that_it_could_not_hear() -> None:
    dataset = make_dataset(languages=["deu"])
    good = record("tief", LOW, dataset=dataset)
    broken = make_recording(make_translation(make_item(dataset), language="deu"))
    silence = AudioClip(samples=np.zeros(31 * 8_000, np.float32), sample_rate=8_000)
    long = record("tief", silence, dataset=dataset)

    job = do_job(dataset, "listen", groups=["recognition"], recognizers=["whisper"])

    assert [(pk, code) for pk, code, _ in failures(job)] == [
        (broken.translation_id, "audio_unreadable"),
        (long.translation_id, "audio_too_long"),
    ]
    assert "hears at most 30 s" in failures(job)[1][2]
    assert found(good)["recognition-errors"].passed


def test_check_finds_a_clip_that_is_slower_than_its_voice() -> None:
    dataset = import_demo("deu")
    do_job(dataset, "translate")
    do_job(dataset, "synthesize")
    early = do_job(dataset, "check", languages=["deu"])  # 24 recordings say too little
    for _ in range(6):
        item = make_item(dataset)
        make_recording(make_translation(item, language="deu"), duration_s=1.0)
    count_anew(dataset)
    slow = Recording.objects.filter(language="deu", engine="espeak-ng").earliest("pk")
    Recording.objects.filter(pk=slow.pk).update(duration_s=20.0)

    late = do_job(dataset, "check", languages=["deu"])
    after = do_job(dataset, "check", languages=["deu"])

    assert (early.units_total, late.units_total, after.units_total) == (0, 30, 0)
    assert PaceDistribution.objects.get(language="deu").recordings == 30
    assert "pace-outlier" in slow.reports.get().failed
