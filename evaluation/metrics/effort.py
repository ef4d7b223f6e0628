"""How much work a correction was: edits, HTER and chrF between a text and its post-edited form.

Unlike error rates these see case and punctuation: putting them right is work, too.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import regex

import languages
from evaluation.metrics.error_rate import ErrorCounts, count_errors

if TYPE_CHECKING:
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

Measure = TypeVar("Measure", "TER", "CHRF")
_GRAPHEME = regex.compile(r"\X")


@dataclass(frozen=True, kw_only=True, slots=True)
class Effort:
    """Edits that turn a machine's text into the post-edited one; they add up over texts."""

    words: ErrorCounts
    """Against the post-edited words; in Chinese and Japanese a word is a character."""
    characters: ErrorCounts
    """Of graphemes: what a reader calls one character, white space included."""
    shifted_edits: int
    """Word edits where moving a phrase counts as one (TER)."""

    @property
    def hter(self) -> float:
        """Edits, moves among them, per word of the post-edited text: 0 or more, may pass 1.

        Two empty texts have 0; against an empty post-edited text it is the number of edits.
        Source: Snover et al. 2006, "A Study of Translation Edit Rate".
        """
        return self.shifted_edits / max(self.words.reference_length, 1)

    def __add__(self, other: "Effort") -> "Effort":
        return Effort(
            words=self.words + other.words,
            characters=self.characters + other.characters,
            shifted_edits=self.shifted_edits + other.shifted_edits,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class ChrF:
    """Character n-gram F-score: 0 nothing in common, 100 the same."""

    value: float
    signature: str


def correction_effort(machine: str, edited: str, language: str) -> Effort:
    """Counts what a corrector changed.

    Raises:
        LanguageUnknownError: the table has no such language.
    """
    machine, edited = (unicodedata.normalize("NFC", text) for text in (machine, edited))
    before, after = effort_words(machine, language), effort_words(edited, language)
    return Effort(
        words=count_errors(after, before),
        characters=count_errors(_GRAPHEME.findall(edited), _GRAPHEME.findall(machine)),
        shifted_edits=_shifted_edits(before, after),
    )


def effort_words(text: str, language: str) -> list[str]:
    """The words of a text as they stand; graphemes where the language sets no spaces."""
    if languages.get(language).error_unit == "WER":
        return text.split()
    return [each for each in _GRAPHEME.findall(text) if not each.isspace()]


def effort_signature() -> str:
    """Names the rules of `Effort`, as sacrebleu writes them."""
    return f"metric:HTER|{_ter().get_signature()}"


def chrf(machine: str, edited: str, *, word_order: int = 0) -> ChrF:
    """chrF2 of a machine's text against the post-edited one; chrF++ with `word_order` 2.

    Two texts without a visible character are the same: 100, where sacrebleu says 0.
    """
    metric = _chrf(word_order)
    machine, edited = (unicodedata.normalize("NFC", text) for text in (machine, edited))
    if not machine.split() and not edited.split():
        return ChrF(value=100.0, signature=str(metric.get_signature()))
    score = metric.sentence_score(machine, [edited])
    return ChrF(value=float(score.score), signature=str(metric.get_signature()))


def _shifted_edits(before: list[str], after: list[str]) -> int:
    return int(_ter().sentence_score(" ".join(before), [" ".join(after)]).num_edits)


@cache
def _ter() -> "TER":
    # Imported at first use: pages that show none of these numbers start without sacrebleu.
    from sacrebleu.metrics.ter import TER

    return _used(TER(case_sensitive=True))


@cache
def _chrf(word_order: int) -> "CHRF":
    from sacrebleu.metrics.chrf import CHRF

    return _used(CHRF(word_order=word_order))


def _used(metric: Measure) -> Measure:
    """Sacrebleu's metrics have no signature before their first score."""
    metric.sentence_score("", [""])
    return metric
