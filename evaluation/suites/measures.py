"""The metrics that a suite may name, by what they count of each reply."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

import numpy as np

import languages
from evaluation.metrics import bleu
from evaluation.metrics.error_rate import count_errors, error_signature
from evaluation.metrics.normalizing import normalize
from evaluation.metrics.options import options_for
from evaluation.metrics.votes import Floats
from evaluation.suites.metric import Metric, TextMetric, Texts
from evaluation.suites.understanding import LABEL_METRICS, UNDERSTANDING, LabelMetric


def count_all_errors(texts: Texts, language: str) -> Floats:
    """Errors and reference length in words, in characters, in the language's own unit: (items, 6).

    Raises:
        LanguageUnknownError: the table has no such language.
    """
    options, unit = options_for(language), languages.get(language).error_unit
    counted = np.empty((len(texts), 6))
    for row, pair in zip(counted, texts, strict=True):
        reference, hypothesis = (normalize(text, options) for text in pair)
        by_word = count_errors(reference.split(), hypothesis.split())
        by_character = count_errors(reference.replace(" ", ""), hypothesis.replace(" ", ""))
        headline = by_word if unit == "WER" else by_character
        row[:] = [
            number
            for counts in (by_word, by_character, headline)
            for number in (counts.errors, counts.reference_length)
        ]
    return counted


def _rate(at: int, sums: Floats) -> Floats:
    """As `ErrorCounts.rate`: (many, 6) -> (many,)."""
    return np.asarray(sums[:, at] / np.maximum(sums[:, at + 1], 1))


def _errors(name: str, at: int, signature: Callable[[str], str]) -> TextMetric:
    score = partial(_rate, at)
    return TextMetric(
        name=name,
        higher_is_better=False,
        scale="share",
        count=count_all_errors,
        score=score,
        score_each=score,
        signature=signature,
    )


def _chrf_count(texts: Texts, language: str) -> Floats:
    return bleu.chrf_statistics(texts)


def _chrf_signature(language: str) -> str:
    return bleu.chrf_signature()


WIN_RATE = Metric(name="win_rate", higher_is_better=True, scale="share")
"""Judged, not counted: `scoring.score_outcomes`."""

TEXT_METRICS: Mapping[str, TextMetric] = MappingProxyType(
    {
        each.name: each
        for each in (
            _errors("wer", 0, lambda code: error_signature(options_for(code), unit="WER")),
            _errors("cer", 2, lambda code: error_signature(options_for(code), unit="CER")),
            # CER where a language sets no spaces, else WER: the headline of a language.
            _errors("error_rate", 4, lambda code: error_signature(options_for(code))),
            TextMetric(
                name="bleu",
                higher_is_better=True,
                scale="points",
                count=bleu.bleu_statistics,
                score=bleu.bleu_scores,
                score_each=partial(bleu.bleu_scores, sentence=True),
                signature=bleu.bleu_signature,
            ),
            TextMetric(
                name="chrf",
                higher_is_better=True,
                scale="points",
                count=_chrf_count,
                score=bleu.chrf_scores,
                score_each=bleu.chrf_scores,
                signature=_chrf_signature,
            ),
            *UNDERSTANDING,
        )
    }
)

METRICS: Mapping[str, Metric] = MappingProxyType(
    {
        **TEXT_METRICS,
        **{each.name: each for each in LABEL_METRICS},
        WIN_RATE.name: WIN_RATE,
    }
)


def reference_metrics(names: Sequence[str], labels: Sequence[str]) -> tuple[TextMetric, ...]:
    """Those of the named metrics that compare replies with references, in their order.

    Args:
        names: In `METRICS`.
        labels: What replies are held to; decides metrics of labels alone.
    """
    found = (METRICS[name] for name in names)
    return tuple(
        each.over(labels) if isinstance(each, LabelMetric) else each
        for each in found
        if isinstance(each, TextMetric | LabelMetric)
    )
