"""Checks of one recording against the text that it speaks."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import regex

from generation.checks.outcome import CheckOutcome, Rule
from languages import Language, get

SILENCE = Rule("silence", 1, 0.6)
LEADING_SILENCE = Rule("leading-silence", 1, 1.5)
TRAILING_SILENCE = Rule("trailing-silence", 1, 2.0)
CLIPPING = Rule("clipping", 1, 0.001)
TOO_QUIET = Rule("too-quiet", 1, 40.0)
SPEAKING_RATE = Rule("seconds-per-character", 1, 2.5)
AUDIO_RULES = (
    SILENCE, LEADING_SILENCE, CLIPPING, TOO_QUIET, SPEAKING_RATE, TRAILING_SILENCE
)  # fmt: skip

# Usual seconds per written character, by ISO 15924 script.
_PACE = {"Hans": 0.24, "Hant": 0.24, "Jpan": 0.16, "Kore": 0.17, "Arab": 0.1, "Hebr": 0.1}
_PACE_ELSEWHERE = 0.07
# A digit is spoken as a word in most languages; in Chinese it is as long as any character.
_DIGIT_SECONDS = 0.3
# Added to both sides: short clips vary more.
_SLACK_S = 0.5
_SILENT_DB = 120.0

_SPOKEN = regex.compile(r"[\p{L}\p{M}]")
_DIGIT = regex.compile(r"\p{Nd}")


class AudioMeasure(Protocol):
    """What was measured of a clip: peak 0 to 1, shares 0 to 1, loudness by ITU-R BS.1770."""

    @property
    def duration_s(self) -> float: ...
    @property
    def peak(self) -> float: ...
    @property
    def loudness_lufs(self) -> float | None: ...
    @property
    def clipped_share(self) -> float: ...
    @property
    def leading_silence_s(self) -> float: ...
    @property
    def trailing_silence_s(self) -> float: ...
    @property
    def silent_share(self) -> float: ...


@dataclass(frozen=True, slots=True)
class AudioSubject:
    """What an audio check looks at."""

    measure: AudioMeasure
    text: str
    language: Language


def check_recording(measure: AudioMeasure, *, text: str, language: str) -> tuple[CheckOutcome, ...]:
    """Runs every audio check, in order.

    Args:
        measure: Of the whole clip.
        text: What it speaks.
        language: ISO 639-3 code of the text.
    """
    subject = AudioSubject(measure, text, get(language))
    return tuple(check(subject) for check in AUDIO_CHECKS)


def check_silence(subject: AudioSubject) -> CheckOutcome:
    """Value: the share of the clip that is silent; 1 for a clip without length."""
    share = subject.measure.silent_share if subject.measure.duration_s > 0 else 1.0
    return SILENCE.judge(share, f"{share:.0%} of the clip is silent.")


def check_leading_silence(subject: AudioSubject) -> CheckOutcome:
    """Value: seconds before the first sound."""
    seconds = subject.measure.leading_silence_s
    return LEADING_SILENCE.judge(seconds, f"Starts after {seconds:.2f} s.")


def check_clipping(subject: AudioSubject) -> CheckOutcome:
    """Value: the share of samples at full scale."""
    share = subject.measure.clipped_share
    return CLIPPING.judge(share, f"{share:.2%} of the samples are clipped.")


def check_too_quiet(subject: AudioSubject) -> CheckOutcome:
    """Value: dB below full scale: loudness, or the peak of a clip too short for loudness."""
    loudness, peak = subject.measure.loudness_lufs, subject.measure.peak
    if loudness is not None and math.isfinite(loudness):
        return TOO_QUIET.judge(min(-loudness, _SILENT_DB), f"Loudness {loudness:.1f} LUFS.")
    below = min(-20 * math.log10(peak), _SILENT_DB) if peak > 0 else _SILENT_DB
    return TOO_QUIET.judge(below, f"Peak {below:.1f} dB below full scale.")


def check_speaking_rate(subject: AudioSubject) -> CheckOutcome:
    """Value: how many times slower or faster than usual for the language; 1 is usual."""
    ratio = pace_ratio(subject)
    word = "slower" if ratio > 1 else "faster"
    factor = max(ratio, 1 / ratio)
    return SPEAKING_RATE.judge(factor, f"{factor:.1f} times {word} than usual.")


def check_trailing_silence(subject: AudioSubject) -> CheckOutcome:
    """Value: seconds behind the last sound."""
    seconds = subject.measure.trailing_silence_s
    return TRAILING_SILENCE.judge(seconds, f"Ends {seconds:.2f} s after its last sound.")


def pace_ratio(subject: AudioSubject) -> float:
    """Returns how many times as long as usual a clip speaks, both with some slack; above 0."""
    measure = subject.measure
    spoken = measure.duration_s - measure.leading_silence_s - measure.trailing_silence_s
    usual = usual_seconds(subject.text, subject.language)
    return (max(spoken, 0.0) + _SLACK_S) / (usual + _SLACK_S)


def usual_seconds(text: str, language: Language) -> float:
    """Returns how long the text takes a voice of ordinary speed, in seconds."""
    pace = _PACE.get(language.script, _PACE_ELSEWHERE)
    return pace * len(_SPOKEN.findall(text)) + _DIGIT_SECONDS * len(_DIGIT.findall(text))


AUDIO_CHECKS: tuple[Callable[[AudioSubject], CheckOutcome], ...] = (
    check_silence,
    check_leading_silence,
    check_clipping,
    check_too_quiet,
    check_speaking_rate,
    check_trailing_silence,
)
