"""Metrics of texts and of people's votes: pure functions, without Django and torch."""

from evaluation.metrics.agreement import (
    GoldAgreement,
    Leniency,
    gold_agreement,
    krippendorff_alpha,
    leniencies,
)
from evaluation.metrics.bleu import (
    Bleu,
    bleu_scores,
    bleu_signature,
    bleu_statistics,
    bleu_tokenizer,
    chrf_scores,
    chrf_signature,
    chrf_statistics,
    corpus_bleu,
    corpus_chrf,
    sentence_bleu,
)
from evaluation.metrics.bootstrap import (
    Difference,
    Estimate,
    Resampling,
    clustered_difference,
    clustered_estimate,
    mean_score,
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
from evaluation.metrics.extractive import (
    answer_f1,
    exact_match,
    extractive_signature,
    normalize_answer,
)
from evaluation.metrics.kappa import Kappa, cohen_kappa
from evaluation.metrics.keywords import keyword_f1, keyword_recall
from evaluation.metrics.labels import accuracy, macro_f1, unweighted_average_recall
from evaluation.metrics.medians import Median, measure_median
from evaluation.metrics.normalizing import normalize
from evaluation.metrics.numbers import can_spell
from evaluation.metrics.opinion import Interval, Opinion, mean_opinion, rate_interval
from evaluation.metrics.options import NORMALIZER_VERSION, Options, options_for
from evaluation.metrics.planning import Plan, expected_width, plan_votes
from evaluation.metrics.preference import (
    Outcome,
    Preference,
    Rate,
    SignTest,
    preference_rates,
    sign_test,
)
from evaluation.metrics.slots import Slot, slot_label_f1, slu_f1
from evaluation.metrics.votes import Vote

__all__ = [
    "NORMALIZER_VERSION",
    "Bleu",
    "ChrF",
    "Components",
    "Difference",
    "Effort",
    "ErrorCounts",
    "ErrorRate",
    "Estimate",
    "GoldAgreement",
    "Interval",
    "Kappa",
    "Leniency",
    "Median",
    "Opinion",
    "Options",
    "Outcome",
    "Plan",
    "Preference",
    "Rate",
    "Resampling",
    "Segment",
    "SignTest",
    "SignatureMismatchError",
    "Slot",
    "Vote",
    "accuracy",
    "answer_f1",
    "bleu_scores",
    "bleu_signature",
    "bleu_statistics",
    "bleu_tokenizer",
    "can_spell",
    "character_error_rate",
    "chrf",
    "chrf_scores",
    "chrf_signature",
    "chrf_statistics",
    "clustered_difference",
    "clustered_estimate",
    "cohen_kappa",
    "corpus_bleu",
    "corpus_chrf",
    "corpus_error_rate",
    "correction_effort",
    "count_errors",
    "diff_words",
    "effort_signature",
    "error_rate",
    "exact_match",
    "expected_width",
    "extractive_signature",
    "gold_agreement",
    "keyword_f1",
    "keyword_recall",
    "krippendorff_alpha",
    "leniencies",
    "macro_f1",
    "mean_opinion",
    "mean_score",
    "measure_median",
    "normalize",
    "normalize_answer",
    "options_for",
    "plan_votes",
    "preference_rates",
    "rate_interval",
    "sentence_bleu",
    "sign_test",
    "slot_label_f1",
    "slu_f1",
    "unweighted_average_recall",
    "word_error_rate",
]
