"""The cascade, on a tiny Whisper that knows tones and a tiny Aya that knows what they are."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

import torch

import engines.settings
from engines import registry, residency
from engines.cascade import Cascade
from engines.errors import EngineUnknownError
from engines.fakes import LastWordsChat
from engines.hearing.cutting import cut_clip
from engines.protocols import (
    GREEDY,
    AudioClip,
    FailureCode,
    ItemFailure,
    Reply,
    Responder,
    ResponseRequest,
    Task,
)
from engines.registry import Entry
from engines.settings import EngineSettings
from languages import LANGUAGES
from tests.checkpoints.sounds import RATE, tone
from tests.engines.contract import check_responder

LOW, HIGH = tone(220), tone(880)


@pytest.fixture(scope="module", autouse=True)
def _models(checkpoint_of: Callable[[str], Path]) -> Iterator[None]:
    torch.set_num_threads(1)
    before = engines.settings.current()
    checkpoints = {name: str(checkpoint_of(name)) for name in ("whisper", "aya-expanse")}
    engines.settings.configure(EngineSettings(checkpoints=checkpoints, device="cpu"))
    yield
    residency.evict()
    engines.settings.configure(before)


@pytest.fixture
def cascade() -> Responder:
    return registry.responder("cascade")


def ask(
    clip: AudioClip, language: str, target: str = "", *, task: Task = Task.ANSWER, prompt: str = ""
) -> ResponseRequest:
    return ResponseRequest(
        clip=clip, language=language, target=target or language, task=task, prompt=prompt
    )


def long_clip(*tones: AudioClip) -> AudioClip:
    """A tone every 30 s. Of equally quiet moments the last is cut, so that each starts a part.

    The tiny Whisper hears no more than the first seconds of a part.
    """
    samples = np.zeros((30 * len(tones) - 10) * RATE, np.float32)
    for place, one in enumerate(tones):
        samples[30 * RATE * place :][: len(one.samples)] = one.samples
    return AudioClip(samples=samples, sample_rate=RATE)


def test_cascade_keeps_the_contract(cascade: Responder) -> None:
    check_responder(cascade, ask(LOW, "deu"), ask(tone(880, 2.0), "eng"))

    assert cascade.capabilities.languages == LANGUAGES.keys()
    assert cascade.capabilities.licence.name == "CC-BY-NC-4.0"


def test_cascade_answers_what_it_heard_and_tells_it(cascade: Responder) -> None:
    replies = cascade.respond([ask(LOW, "deu"), ask(HIGH, "eng")], GREEDY)

    assert replies == [
        Reply(text="Ein tiefer Ton.", heard="tief", input_tokens=10, output_tokens=15),
        Reply(text="It is high!", heard="high", input_tokens=10, output_tokens=11),
    ]


def test_cascade_transcribes_with_the_recognizer_alone(cascade: Responder) -> None:
    replies = cascade.respond([ask(LOW, "deu", task=Task.TRANSCRIBE)], GREEDY)

    assert replies == [Reply(text="tief", heard="tief")]


def test_cascade_asks_the_chat_model_for_what_whisper_can_not_translate() -> None:
    [reply] = Cascade(chat=LastWordsChat()).respond(
        [ask(LOW, "eng", "deu", task=Task.TRANSLATE, prompt="Not for text.")], GREEDY
    )

    assert isinstance(reply, Reply)
    assert reply.heard == "low"
    assert reply.text.startswith("Translate the following text from English into German.")
    assert reply.text.endswith("\n\nlow")


def test_cascade_translates_into_english_without_the_chat_model() -> None:
    """The tiny Whisper never learnt to translate; that the chat model wasn't asked shows."""
    [reply, same] = Cascade(chat=LastWordsChat()).respond(
        [
            ask(LOW, "deu", "eng", task=Task.TRANSLATE),
            ask(LOW, "eng", "eng", task=Task.TRANSLATE),
        ],
        GREEDY,
    )

    assert isinstance(reply, Reply)
    assert reply.text == reply.heard
    assert "Translate" not in reply.text
    assert same == Reply(text="low", heard="low")


def test_cascade_puts_a_prompt_before_what_it_heard() -> None:
    replies = Cascade(chat=LastWordsChat()).respond([ask(LOW, "eng", prompt="Say:")], GREEDY)

    assert replies == [Reply(text="Say:\n\nlow", heard="low")]


def test_cascade_hears_a_long_clip_in_parts_and_loses_none(cascade: Responder) -> None:
    replies = cascade.respond(
        [
            ask(long_clip(LOW, HIGH, LOW), "deu", task=Task.TRANSCRIBE),
            ask(HIGH, "eng", task=Task.TRANSCRIBE),
        ],
        GREEDY,
    )

    assert [one.text for one in replies if isinstance(one, Reply)] == ["tief hoch tief", "high"]


def test_cascade_refuses_a_language_that_the_recognizer_lacks(cascade: Responder) -> None:
    unknown, known = cascade.respond([ask(LOW, "zzz"), ask(LOW, "eng")], GREEDY)

    assert isinstance(unknown, ItemFailure)
    assert unknown.code == FailureCode.LANGUAGE_UNSUPPORTED
    assert isinstance(known, Reply)


def test_cascade_names_both_models_in_its_lineage(
    cascade: Responder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_models = cascade.version
    assert len(with_models) <= 60
    assert set(cascade.parameters) == {"recognizer", "chat model", "instructions"}

    monkeypatch.setattr(engines.settings, "_current", EngineSettings())

    assert cascade.version == "openai/whisper-large-v3+CohereLabs/aya-expanse-8b"
    assert with_models != cascade.version


def test_cascade_takes_any_chat_model_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Entry("engines.fakes.LastWordsChat")
    monkeypatch.setitem(registry.ENGINES, ("chat model", "echo"), row)

    cascade = registry.responder("cascade:echo")
    [reply] = cascade.respond([ask(LOW, "eng", prompt="Say it again.")], GREEDY)

    assert cascade.name == "cascade:echo"
    assert cascade.parameters["chat model"] == "1"
    assert isinstance(reply, Reply)
    assert reply.text == f"Say it again.\n\n{reply.heard}"


def test_cascade_with_an_unknown_chat_model_is_unknown() -> None:
    with pytest.raises(EngineUnknownError, match="no-such-model"):
        registry.check_installed("responder", "cascade:no-such-model")


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Responder:
    row = Entry("engines.fakes.LastWordsChat")
    monkeypatch.setitem(registry.ENGINES, ("chat model", "echo"), row)
    return registry.responder("transcript:echo")


def test_reader_answers_what_it_reads_and_hears_nothing(reader: Responder) -> None:
    first = replace(ask(LOW, "eng", prompt="Say it again."), transcript="Who?")
    second = replace(ask(LOW, "deu", "eng", task=Task.TRANSLATE), transcript="Wer?")

    answered, translated = reader.respond([first, second], GREEDY)

    assert isinstance(answered, Reply)
    assert (answered.text, answered.heard) == ("Say it again.\n\nWho?", None)
    assert isinstance(translated, Reply)
    assert translated.text.endswith("Wer?")
    assert reader.name == "transcript:echo"


def test_reader_can_answer_nothing_where_nobody_knows_what_is_said(reader: Responder) -> None:
    known = replace(ask(LOW, "eng"), transcript="Who?")

    unknown, heard, answered = reader.respond(
        [ask(LOW, "eng"), replace(known, task=Task.TRANSCRIBE), known], GREEDY
    )

    for problem in (unknown, heard):
        assert isinstance(problem, ItemFailure)
        assert problem.code == FailureCode.NO_TRANSCRIPT
    assert isinstance(answered, Reply)
    with pytest.raises(EngineUnknownError, match="no-such-model"):
        registry.check_installed("responder", "transcript:no-such-model")


def test_cut_clip_cuts_where_it_is_quiet_and_keeps_every_sample() -> None:
    noise = np.random.default_rng(0).normal(0, 0.1, 70 * RATE).astype(np.float32)
    noise[25 * RATE : 25 * RATE + RATE // 2] = 0
    clip = AudioClip(samples=noise, sample_rate=RATE)

    parts = cut_clip(clip, 30.0)

    assert np.array_equal(np.concatenate([part.samples for part in parts]), noise)
    assert 25 <= parts[0].seconds <= 25.5
    assert all(10 <= part.seconds <= 30 for part in parts)
    assert len(parts) == 3


@pytest.mark.parametrize("seconds", [0.0, 29.9, 30.0])
def test_cut_clip_leaves_what_fits(seconds: float) -> None:
    clip = tone(220, seconds)

    [part] = cut_clip(clip, 30.0)

    assert np.array_equal(part.samples, clip.samples)
