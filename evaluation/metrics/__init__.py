"""Metrics of texts and of people's votes: pure functions, without Django and torch."""

from evaluation.metrics.diff import Segment, diff_words
from evaluation.metrics.effort import ChrF, Effort, chrf, correction_effort, effort_signature
from evaluation.metrics.error_rate import (
    ErrorCounts,
    ErrorRate,
    character_error_rate,
    corpus_error_rate,
    count_errors,
    error_rate,
    word_error_rate,
)
from evaluation.metrics.errors import SignatureMismatchError
from evaluation.metrics.normalizing import normalize
from evaluation.metrics.numbers import can_spell
from evaluation.metrics.options import NORMALIZER_VERSION, Options, options_for

__all__ = [
    "NORMALIZER_VERSION",
    "ChrF",
    "Effort",
    "ErrorCounts",
    "ErrorRate",
    "Options",
    "Segment",
    "SignatureMismatchError",
    "can_spell",
    "character_error_rate",
    "chrf",
    "corpus_error_rate",
    "correction_effort",
    "count_errors",
    "diff_words",
    "effort_signature",
    "error_rate",
    "normalize",
    "options_for",
    "word_error_rate",
]
