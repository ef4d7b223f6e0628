"""Checks of what engines heard in a recording, or read in a text."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Protocol

from evaluation.metrics import error_rate, options_for
from generation.checks.outcome import CheckOutcome, Rule
from languages import get

ERRORS = Rule("recognition-errors", 1, 0.5)
SPOKEN_LANGUAGE = Rule("spoken-language", 1, 0.5)
WRITTEN_LANGUAGE = Rule("written-language", 1, 0.8)
QUALITY = Rule("predicted-quality", 1, 2.5)
SPEAKER = Rule("other-speaker", 1, 0.25)
NO_SPEECH = Rule("no-speech", 1, 0.7)
LATE_SPEECH = Rule("late-speech", 1, 1.5)
EARLY_END = Rule("early-end", 1, 2.0)
PAUSE = Rule("long-pause", 1, 1.5)
HEARD_RULES = (
    ERRORS, SPOKEN_LANGUAGE, WRITTEN_LANGUAGE, QUALITY, SPEAKER, NO_SPEECH, LATE_SPEECH, EARLY_END,
    PAUSE,
)  # fmt: skip

NEVER = 1_000_000.0
"""A threshold that nothing exceeds: of values that are kept for another check to judge."""
_OF_RECOGNIZER = "errors-"
_BEST_MOS = 5.0
# Languages that sound, or are written, so alike that engines mix them up: no fault of the clip.
_ALIKE = {"hin": {"urd", "ur"}, "ind": {"msa", "zlm", "zsm", "ms"}, "fas": {"prs", "tgk"}}
_TELLING_LETTERS = 16


class Guess(Protocol):
    @property
    def language(self) -> str: ...
    @property
    def probability(self) -> float: ...


class Span(Protocol):
    @property
    def start_s(self) -> float: ...
    @property
    def end_s(self) -> float: ...


def recognizer_rule(engine: str) -> Rule:
    """What one recognizer alone heard wrong; kept, and judged by `check_errors`."""
    return Rule(f"{_OF_RECOGNIZER}{engine}", ERRORS.version, NEVER)


def is_of_recognizer(check: str) -> bool:
    """Whether it says what one recognizer alone heard, which is no verdict."""
    return check.startswith(_OF_RECOGNIZER)


def check_recognizer(engine: str, text: str, transcript: str, language: str) -> CheckOutcome:
    """Value: one recognizer's error rate in the headline unit of the language, 0 or more."""
    rate = error_rate(text, transcript, options_for(language)).value
    return recognizer_rule(engine).judge(
        rate, f"{rate:.0%} errors, heard by {engine}: {transcript[:150]}"
    )


def check_errors(found: Iterable[CheckOutcome]) -> CheckOutcome | None:
    """Value: the least error rate of all recognizers; None where none has heard the clip.

    The least, as one family's weakness in a language is no fault of a clip.

    Args:
        found: Of one recording, by `check_recognizer` and by others.
    """
    heard = [one for one in found if is_of_recognizer(one.name)]
    best = min(heard, key=lambda one: one.value, default=None)
    if best is None:
        return None
    engine = best.name.removeprefix(_OF_RECOGNIZER)
    return ERRORS.judge(best.value, best.detail or f"{best.value:.0%} errors, heard by {engine}.")


def check_spoken_language(guess: Guess, language: str) -> CheckOutcome:
    """Value: how sure the engine is to hear another language, 0 to 1."""
    return _judge_language(SPOKEN_LANGUAGE, guess, language, "Sounds like")


def check_written_language(text: str, guess: Guess | None, language: str) -> CheckOutcome:
    """Value: how sure the engine is to read another language, 0 to 1.

    Of few letters nobody is sure; dense scripts say more by each.
    """
    telling = _TELLING_LETTERS if get(language).error_unit == "WER" else _TELLING_LETTERS // 2
    if guess is None or sum(map(str.isalpha, text)) < telling:
        return WRITTEN_LANGUAGE.judge(0.0, "Too short to tell.")
    return _judge_language(WRITTEN_LANGUAGE, guess, language, "Reads like")


def _judge_language(rule: Rule, guess: Guess, language: str, verb: str) -> CheckOutcome:
    same = guess.language == language or guess.language in _ALIKE.get(language, ())
    value = 0.0 if same else guess.probability
    return rule.judge(value, f"{verb} {guess.language} ({guess.probability:.0%}).")


def check_quality(mos: float) -> CheckOutcome:
    """Value: what the predicted mean opinion lacks to 5, so 0 to 4."""
    return QUALITY.judge(_BEST_MOS - mos, f"Predicted MOS {mos:.2f}.")


def check_speaker(similarity: float) -> CheckOutcome:
    """Value: 1 minus the cosine similarity to the voice that was to be cloned, 0 to 2."""
    return SPEAKER.judge(1.0 - similarity, f"Similarity {similarity:.2f} to the reference.")


def check_speech(spans: tuple[Span, ...], duration_s: float) -> tuple[CheckOutcome, ...]:
    """Values: the share without speech; then seconds without it before, after and within."""
    if not spans:
        edges = (duration_s, duration_s, 0.0)
        spoken = 0.0
    else:
        pauses = [b.start_s - a.end_s for a, b in pairwise(spans)]
        edges = (spans[0].start_s, max(0.0, duration_s - spans[-1].end_s), max(pauses, default=0.0))
        spoken = sum(span.end_s - span.start_s for span in spans)
    share = min(1.0, max(0.0, 1 - spoken / duration_s)) if duration_s else 1.0
    before, after, within = edges
    return (
        NO_SPEECH.judge(share, f"Nobody speaks in {share:.0%} of the clip."),
        LATE_SPEECH.judge(before, f"Speech begins after {before:.2f} s."),
        EARLY_END.judge(after, f"Speech ends {after:.2f} s before the clip."),
        PAUSE.judge(within, f"A pause of {within:.2f} s within speech."),
    )
