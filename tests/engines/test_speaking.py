import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("num2words")

import numpy as np

from engines.fakes import ToneSynthesizer
from engines.protocols import FailureCode, ItemFailure, Samples, SynthesisRequest
from engines.speaking import Part, speak_in_parts
from engines.speaking.cutting import cut_text
from engines.speaking.parts import PAUSE_S
from tests.engines.speaking import codes, spoken

CAPABILITIES = ToneSynthesizer.capabilities
RATE = CAPABILITIES.sample_rate


def ask(text: str, seed: int | None = None) -> SynthesisRequest:
    return SynthesisRequest(text=text, language="eng", voice="low", seed=seed)


def clicks(parts: list[Part]) -> list[Samples | ItemFailure]:
    """As many full samples as a part has letters; what holds "bad" fails."""
    failure = ItemFailure(FailureCode.OUTPUT_INVALID, "bad")
    return [
        failure if "bad" in part.text else np.ones(len(part.text), np.float32) for part in parts
    ]


def test_cut_text_cuts_at_sentences_and_keeps_short_ones_together() -> None:
    text = "One two. Three! Who wrote the book? Nobody."

    assert cut_text(text, "eng", 20) == ["One two. Three!", "Who wrote the book?", "Nobody."]


@given(text=st.text(min_size=1), limit=st.integers(1, 40), language=st.sampled_from(["eng", "jpn"]))
def test_cut_text_loses_nothing_but_space(text: str, limit: int, language: str) -> None:
    parts = cut_text(text, language, limit)

    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(part) <= limit for part in parts)


def test_speak_in_parts_joins_them_with_a_pause() -> None:
    (wave,) = spoken(
        speak_in_parts(
            [ask("One two. Three four.")],
            name="clicks",
            capabilities=CAPABILITIES,
            limit=lambda _: 12,
            speak=clicks,
        )
    )

    pause = int(PAUSE_S * RATE)
    assert wave.tolist() == [*[1.0] * 8, *[0.0] * pause, *[1.0] * 11]


def test_speak_in_parts_fails_a_text_with_one_part_that_failed() -> None:
    results = speak_in_parts(
        [ask("One two. Something bad."), ask("🎉"), ask("Three")],
        name="clicks",
        capabilities=CAPABILITIES,
        limit=lambda _: 14,
        speak=clicks,
    )

    assert codes(results) == [FailureCode.OUTPUT_INVALID, FailureCode.NOTHING_TO_SPEAK, None]


@pytest.mark.parametrize(
    "answer", [np.zeros(0), np.zeros(100), np.full(9, np.nan), np.full(9, np.inf)]
)
def test_speak_in_parts_takes_no_output_that_nobody_can_hear(answer: Samples) -> None:
    (result,) = speak_in_parts(
        [ask("One")],
        name="mute",
        capabilities=CAPABILITIES,
        limit=lambda _: 14,
        speak=lambda parts: [answer.astype(np.float32) for _ in parts],
    )

    assert isinstance(result, ItemFailure)
    assert result.code == FailureCode.OUTPUT_INVALID


def test_speak_in_parts_gives_each_part_a_seed_of_its_own() -> None:
    seeds: list[int] = []

    def speak(parts: list[Part]) -> list[Samples | ItemFailure]:
        seeds.extend(part.seed for part in parts)
        return clicks(parts)

    for seed in (None, 0, 1):
        speak_in_parts(
            [ask("One two. Three four.", seed)],
            name="clicks",
            capabilities=CAPABILITIES,
            limit=lambda _: 12,
            speak=speak,
        )

    assert seeds[:2] == seeds[2:4]
    assert len(set(seeds)) == 4
