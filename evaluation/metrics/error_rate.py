"""Word and character error rates whose counts add up to a corpus's rate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from rapidfuzz.distance import Levenshtein

import languages
from evaluation.metrics.errors import SignatureMismatchError
from evaluation.metrics.normalizing import characters, words
from evaluation.metrics.options import Options
from languages import ErrorUnit


@dataclass(frozen=True, kw_only=True, slots=True)
class ErrorCounts:
    """How one sequence became another by the fewest edits; counts of tokens."""

    hits: int = 0
    substitutions: int = 0
    deletions: int = 0
    insertions: int = 0

    @property
    def errors(self) -> int:
        return self.substitutions + self.deletions + self.insertions

    @property
    def reference_length(self) -> int:
        return self.hits + self.substitutions + self.deletions

    @property
    def rate(self) -> float:
        """Errors per reference token: 0 or more, above 1 where much was inserted.

        Two empty texts have rate 0. Against an empty reference every inserted token is a whole
        error: the rate is their number, as jiwer has it.
        """
        return self.errors / max(self.reference_length, 1)

    def __add__(self, other: "ErrorCounts") -> "ErrorCounts":
        return ErrorCounts(
            hits=self.hits + other.hits,
            substitutions=self.substitutions + other.substitutions,
            deletions=self.deletions + other.deletions,
            insertions=self.insertions + other.insertions,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class ErrorRate:
    """A rate with what it was counted from and by which rules."""

    unit: ErrorUnit
    counts: ErrorCounts
    signature: str

    @property
    def value(self) -> float:
        """As `ErrorCounts.rate`: 0 is perfect, 0.5 is 50%."""
        return self.counts.rate

    def __add__(self, other: "ErrorRate") -> "ErrorRate":
        """The rate of both texts together.

        Raises:
            SignatureMismatchError: they were counted by different rules.
        """
        if self.signature != other.signature:
            raise SignatureMismatchError(self.signature, other.signature)
        counts = self.counts + other.counts
        return ErrorRate(unit=self.unit, counts=counts, signature=self.signature)


def word_error_rate(reference: str, hypothesis: str, options: Options) -> ErrorRate:
    """WER of one utterance."""
    return error_rate(reference, hypothesis, options, unit="WER")


def character_error_rate(reference: str, hypothesis: str, options: Options) -> ErrorRate:
    """CER of one utterance, on code points without spaces."""
    return error_rate(reference, hypothesis, options, unit="CER")


def error_rate(
    reference: str, hypothesis: str, options: Options, *, unit: ErrorUnit | None = None
) -> ErrorRate:
    """The error rate of one utterance.

    Args:
        reference: What was said.
        hypothesis: What was recognized.
        options: What is normalized away.
        unit: WER or CER; None takes the headline unit of the language: CER for Chinese and
            Japanese, which set no spaces, WER for all others. That holds for Korean, too: it
            sets spaces, and published tables give its WER; but as its spacing varies, its CER
            belongs beside it.
    """
    unit = unit or languages.get(options.language).error_unit
    tokens = words if unit == "WER" else characters
    counts = count_errors(tokens(reference, options), tokens(hypothesis, options))
    return ErrorRate(unit=unit, counts=counts, signature=_signature(unit, options))


def corpus_error_rate(
    pairs: Iterable[tuple[str, str]], options: Options, *, unit: ErrorUnit | None = None
) -> ErrorRate:
    """The rate of all (reference, hypothesis) pairs together: long ones weigh more; 0 if none."""
    unit = unit or languages.get(options.language).error_unit
    each = (
        error_rate(reference, hypothesis, options, unit=unit) for reference, hypothesis in pairs
    )
    nothing = ErrorRate(unit=unit, counts=ErrorCounts(), signature=_signature(unit, options))
    return reduce(ErrorRate.__add__, each, nothing)


def count_errors(reference: Sequence[str], hypothesis: Sequence[str]) -> ErrorCounts:
    """Counts the fewest edits between two lists of tokens."""
    kinds = [edit.tag for edit in Levenshtein.editops(reference, hypothesis)]
    substituted, deleted = kinds.count("replace"), kinds.count("delete")
    return ErrorCounts(
        hits=len(reference) - substituted - deleted,
        substitutions=substituted,
        deletions=deleted,
        insertions=kinds.count("insert"),
    )


def error_signature(options: Options, *, unit: ErrorUnit | None = None) -> str:
    """Names the rules of a rate; the unit is the language's headline unit if none is given."""
    return _signature(unit or languages.get(options.language).error_unit, options)


def _signature(unit: ErrorUnit, options: Options) -> str:
    return f"unit:{unit}{'|space:no' if unit == 'CER' else ''}|{options.signature}"
