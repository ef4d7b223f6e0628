from typing import NamedTuple

import pytest

from generation.checks import CheckOutcome
from generation.checks.audio import AudioSubject
from generation.checks.heard import (
    check_errors,
    check_quality,
    check_recognizer,
    check_speaker,
    check_speech,
    check_spoken_language,
    check_written_language,
)
from generation.checks.pace import LEAST_RECORDINGS, check_pace, measure_pace
from languages import get
from tests.generation.test_check_recording import GOOD, Measure


class Guess(NamedTuple):
    language: str
    probability: float


class Span(NamedTuple):
    start_s: float
    end_s: float


def nearly(value: float) -> float:
    return pytest.approx(value, abs=0.001)  # type: ignore[return-value]


def test_check_recognizer_counts_in_the_headline_unit_of_the_language() -> None:
    assert check_recognizer("x", "Wo ist der Hund?", "wo ist der und", "deu").value == 0.25
    assert check_recognizer("x", "富士山の高さ", "富士山の高い", "jpn").value == nearly(1 / 6)


def test_check_errors_judges_the_recognizer_that_heard_best() -> None:
    whisper = check_recognizer("whisper", "Wo ist der Hund?", "o weh", "deu")
    mms = check_recognizer("mms-asr", "Wo ist der Hund?", "wo ist der und", "deu")
    silence = CheckOutcome("silence", 1, 0.0, 1.0, passed=True, detail="")

    assert whisper.passed
    assert check_errors([whisper, silence, mms]) == CheckOutcome(
        "recognition-errors", 1, 0.25, 0.5, passed=True,
        detail="25% errors, heard by mms-asr: wo ist der und",
    )  # fmt: skip
    assert check_errors([silence]) is None
    worst = check_errors([whisper])
    assert worst is not None
    assert not worst.passed


@pytest.mark.parametrize(
    ("guess", "language", "value"),
    [
        (Guess("deu", 0.9), "deu", 0.0),
        (Guess("nld", 0.9), "deu", 0.9),
        (Guess("nld", 0.4), "deu", 0.4),
        (Guess("urd", 0.9), "hin", 0.0),  # one spoken language with two names
    ],
)
def test_check_spoken_language_fails_where_another_is_heard_for_sure(
    guess: Guess, language: str, value: float
) -> None:
    found = check_spoken_language(guess, language)

    assert (found.value, found.passed) == (value, value <= 0.5)


def test_check_written_language_says_nothing_of_short_texts() -> None:
    english = Guess("eng", 0.99)

    assert check_written_language("hotel", english, "deu").value == 0.0
    assert check_written_language("1989", None, "deu").value == 0.0
    assert not check_written_language("Where is the longest river?", english, "deu").passed


def test_check_quality_and_speaker_judge_what_is_lacking() -> None:
    assert [check_quality(mos).passed for mos in (4.0, 2.5, 2.4)] == [True, True, False]
    assert [check_speaker(alike).passed for alike in (0.9, 0.75, 0.7)] == [True, True, False]


def test_check_speech_finds_late_starts_early_ends_and_pauses() -> None:
    found = check_speech((Span(1.0, 2.0), Span(4.0, 5.0)), 8.0)

    assert [(one.name, one.value, one.passed) for one in found] == [
        ("no-speech", 0.75, False),
        ("late-speech", 1.0, True),
        ("early-end", 3.0, False),
        ("long-pause", 2.0, False),
    ]


def test_check_speech_of_a_clip_in_which_nobody_speaks() -> None:
    assert [one.value for one in check_speech((), 3.0)] == [1.0, 3.0, 3.0, 0.0]
    assert [one.value for one in check_speech((), 0.0)] == [1.0, 0.0, 0.0, 0.0]


def recordings(*seconds: float) -> list[AudioSubject]:
    text = "What is the longest bone in the human body?"
    return [AudioSubject(Measure(duration_s=one), text, get("eng")) for one in seconds]


def test_check_pace_finds_what_is_unusual_for_its_own_voice() -> None:
    usual = recordings(*(5.0 + 0.01 * step for step in range(LEAST_RECORDINGS)))
    pace = measure_pace(usual)

    slow, usual_one, fast = [
        check_pace(subject, pace, version=7) for subject in recordings(15.0, 5.15, 1.5)
    ]

    assert (slow.version, slow.passed, usual_one.passed, fast.passed) == (7, False, True, False)
    assert "slower" in slow.detail
    assert "faster" in fast.detail


def test_check_pace_says_nothing_of_few_recordings() -> None:
    assert measure_pace(recordings(*[5.0] * (LEAST_RECORDINGS - 1))) is None
    [subject] = recordings(GOOD.duration_s)
    assert check_pace(subject, None, version=1).value == 0.0
