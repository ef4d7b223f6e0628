"""Metrics of texts and of people's votes: pure functions, without Django and torch."""

from evaluation.metrics.agreement import (
    GoldAgreement,
    Leniency,
    gold_agreement,
    krippendorff_alpha,
    leniencies,
)
from evaluation.metrics.crossed import Components
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
from evaluation.metrics.opinion import Interval, Opinion, mean_opinion, rate_interval
from evaluation.metrics.options import NORMALIZER_VERSION, Options, options_for
from evaluation.metrics.planning import Plan, expected_width, plan_votes
from evaluation.metrics.votes import Vote

__all__ = [
    "NORMALIZER_VERSION",
    "ChrF",
    "Components",
    "Effort",
    "ErrorCounts",
    "ErrorRate",
    "GoldAgreement",
    "Interval",
    "Leniency",
    "Opinion",
    "Options",
    "Plan",
    "Segment",
    "SignatureMismatchError",
    "Vote",
    "can_spell",
    "character_error_rate",
    "chrf",
    "corpus_error_rate",
    "correction_effort",
    "count_errors",
    "diff_words",
    "effort_signature",
    "error_rate",
    "expected_width",
    "gold_agreement",
    "krippendorff_alpha",
    "leniencies",
    "mean_opinion",
    "normalize",
    "options_for",
    "plan_votes",
    "rate_interval",
    "word_error_rate",
]
