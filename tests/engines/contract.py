"""What every engine must keep, whatever it is; called by the tests of each implementation."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

import numpy as np

from engines.errors import ChoicesUnsupportedError
from engines.protocols import (
    AudioClip,
    ChatModel,
    Completion,
    Engine,
    FailureCode,
    ItemFailure,
    Listener,
    Message,
    RecognitionRequest,
    Recognizer,
    Reply,
    Responder,
    ResponseRequest,
    Sampling,
    SynthesisRequest,
    SynthesisResult,
    Synthesizer,
    Task,
    Transcript,
    TranslationRequest,
    TranslationResult,
    Translator,
)

Answer = TypeVar("Answer")
BRIEF = Sampling(max_tokens=32)
HELD = Sampling(choices=("No", "No way", "Maybe"))


def check_translator(engine: Translator, known: TranslationRequest) -> None:
    """`known` is a request this engine can translate."""
    _check_lineage(engine)
    assert {known.source} <= engine.capabilities.sources
    assert {known.target} <= engine.capabilities.targets
    unknown = TranslationRequest(text="x", source="eng", target="zzz", key="x")

    results = engine.translate([unknown, known, unknown, known])

    assert [type(result) for result in results] == [
        ItemFailure,
        TranslationResult,
        ItemFailure,
        TranslationResult,
    ]
    assert results[1] == results[3]
    assert engine.translate([]) == []
    translated = results[1]
    assert isinstance(translated, TranslationResult)
    assert translated.text
    assert translated.score is None or 0 <= translated.score <= 1


def check_synthesizer(
    engine: Synthesizer, texts: Sequence[str], reference: AudioClip | None = None
) -> None:
    """`texts` are speakable in the first of its languages; `reference` is for one that clones."""
    _check_lineage(engine)
    capabilities = engine.capabilities
    assert capabilities.clones == (reference is not None)
    language = min(capabilities.languages)
    voice = "somebody" if capabilities.clones else capabilities.voices[language][0].name

    def ask(text: str) -> SynthesisRequest:
        return SynthesisRequest(text=text, language=language, voice=voice, reference=reference)

    good = [ask(text) for text in texts]
    bad = [
        replace(good[0], language="zzz"),
        replace(good[0], voice="nobody", reference=None),
        ask("a" * (capabilities.max_characters + 1)),
        *(ask(text) for text in ("", " \n", "\0", "…?!", "🎉😀")),
    ]

    results = engine.synthesize([*bad, *good])

    assert [result.code for result in results[: len(bad)] if isinstance(result, ItemFailure)] == [
        FailureCode.LANGUAGE_UNSUPPORTED,
        FailureCode.VOICE_UNUSABLE if capabilities.clones else FailureCode.VOICE_UNKNOWN,
        FailureCode.TEXT_TOO_LONG,
        *[FailureCode.NOTHING_TO_SPEAK] * 5,
    ]
    spoken = results[len(bad) :]
    _check_audio(engine, spoken)
    assert samples(engine.synthesize(good[::-1])[::-1]) == samples(spoken)
    assert engine.synthesize([]) == []


def check_recognizer(engine: Recognizer, known: RecognitionRequest) -> None:
    """`known` is a request this engine can write down."""
    assert {known.language} <= engine.capabilities.languages
    [unknown] = engine.recognize([RecognitionRequest(clip=known.clip, language="zzz")])
    assert isinstance(unknown, ItemFailure)
    assert unknown.code == FailureCode.LANGUAGE_UNSUPPORTED

    def recognize(clips: Sequence[AudioClip]) -> list[Transcript | ItemFailure]:
        requests = [RecognitionRequest(clip=clip, language=known.language) for clip in clips]
        return engine.recognize(requests)

    check_listener(engine, recognize, known.clip)


def check_listener(
    engine: Listener,
    listen: Callable[[Sequence[AudioClip]], Sequence[Answer | ItemFailure]],
    good: AudioClip,
) -> None:
    """`good` is a clip that this engine can hear; `listen` is its one method."""
    _check_lineage(engine)
    assert engine.capabilities.licence.name
    rate = good.sample_rate
    broken = good.samples.copy()
    broken[5] = np.nan
    longer = np.zeros(int((engine.capabilities.max_seconds + 1) * rate), np.float32)
    bad = [
        AudioClip(samples=broken, sample_rate=rate),
        AudioClip(samples=np.stack([good.samples, good.samples]), sample_rate=rate),
        AudioClip(samples=good.samples, sample_rate=0),
        AudioClip(samples=longer, sample_rate=rate),
    ]

    results = listen([bad[0], good, *bad[1:], good])

    assert [one.code for one in results if isinstance(one, ItemFailure)] == [
        *[FailureCode.AUDIO_INVALID] * 3,
        FailureCode.AUDIO_TOO_LONG,
    ]
    assert not isinstance(results[1], ItemFailure)
    assert not isinstance(results[5], ItemFailure)
    np.testing.assert_equal(results[1], results[5])
    assert listen([]) == []


def check_responder(engine: Responder, known: ResponseRequest, other: ResponseRequest) -> None:
    """Two requests that this engine can answer, with clips of different lengths."""

    def respond(clips: Sequence[AudioClip]) -> list[Reply | ItemFailure]:
        return engine.respond([replace(known, clip=clip) for clip in clips], BRIEF)

    check_listener(engine, respond, known.clip)
    [alone] = engine.respond([known], BRIEF)
    together = engine.respond([other, known, other], BRIEF)
    assert together[1] == alone
    assert together[0] == together[2]
    for reply in together:
        assert isinstance(reply, Reply), reply
        assert reply.input_tokens >= 0
        assert reply.output_tokens >= 0
    with suppress(ChoicesUnsupportedError):
        [held] = engine.respond([replace(known, task=Task.ANSWER)], HELD)
        assert isinstance(held, Reply)
        assert held.text in HELD.choices


def check_chat_model(
    engine: ChatModel, known: tuple[Message, ...], other: tuple[Message, ...]
) -> None:
    """Two conversations of different lengths that this engine can continue."""
    _check_lineage(engine)
    assert engine.capabilities.licence.name
    assert engine.capabilities.max_tokens > 0

    [alone] = engine.complete([known], BRIEF)
    together = engine.complete([other, known, other], BRIEF)

    assert together[1] == alone
    assert together[0] == together[2]
    assert engine.complete([], BRIEF) == []
    for completion in together:
        assert isinstance(completion, Completion), completion
        assert completion.text
        assert completion.input_tokens >= 0
        assert 0 <= completion.output_tokens <= BRIEF.max_tokens
    with suppress(ChoicesUnsupportedError):
        [chosen] = engine.complete([known], HELD)
        assert isinstance(chosen, Completion)
        assert chosen.text in HELD.choices


def samples(results: Sequence[SynthesisResult | ItemFailure]) -> list[bytes]:
    """The samples of results that all must be speech, comparable with ==."""
    spoken = [result for result in results if isinstance(result, SynthesisResult)]
    assert len(spoken) == len(results), results
    return [result.samples.tobytes() for result in spoken]


def _check_audio(engine: Synthesizer, results: Sequence[SynthesisResult | ItemFailure]) -> None:
    for result in results:
        assert isinstance(result, SynthesisResult), result
        assert result.sample_rate == engine.capabilities.sample_rate
        assert result.samples.dtype == np.float32
        assert result.samples.ndim == 1
        assert 0 < np.abs(result.samples).max() <= 1


def _check_lineage(engine: Engine) -> None:
    assert engine.name
    assert engine.version
    assert json.loads(json.dumps(dict(engine.parameters))) == dict(engine.parameters)
