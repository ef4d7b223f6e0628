"""Metrics of replies that say what was meant: labels, slots, keywords, answers in a passage.

A reference is text, too: slots as `read_slots` takes them, keywords with commas between, right
answers one a line.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from evaluation.metrics import extractive, keywords, labels, slots
from evaluation.metrics.normalizing import normalize
from evaluation.metrics.options import Options, options_for
from evaluation.metrics.resampling import Score
from evaluation.metrics.slots import Slot
from evaluation.metrics.votes import Floats
from evaluation.suites.metric import Count, Metric, TextMetric, Texts
from evaluation.suites.reading import read_keywords, read_slots


@dataclass(frozen=True)
class LabelCount:
    """Counts labels of a closed set; equal ones count the same, so it is done once."""

    labels: tuple[str, ...]

    def __call__(self, texts: Texts, language: str) -> Floats:
        return labels.label_statistics(texts, self.labels)


@dataclass(frozen=True, kw_only=True)
class LabelMetric(Metric):
    """Compares replies with references that are labels, which the suite names."""

    score: Score
    """As in `TextMetric`, from counts of each label."""

    def over(self, names: Sequence[str]) -> TextMetric:
        """The metric for these labels."""
        return TextMetric(
            name=self.name,
            higher_is_better=self.higher_is_better,
            scale=self.scale,
            count=LabelCount(tuple(names)),
            score=self.score,
            # Of a single reply each says whether it is right.
            score_each=labels.accuracy_scores,
            signature=lambda _: _label_signature(names),
        )


def count_slots(texts: Texts, language: str) -> Floats:
    """As `slot_statistics`, of normalized fillers: (items, 6).

    Raises:
        LanguageUnknownError: the table has no such language.
    """
    options = options_for(language)
    return slots.slot_statistics(
        (_plain_slots(right, options), _plain_slots(said, options)) for right, said in texts
    )


def count_keywords(texts: Texts, language: str) -> Floats:
    """As `keyword_statistics`, of normalized keywords: (items, 4).

    Raises:
        LanguageUnknownError: the table has no such language.
    """
    options = options_for(language)
    return keywords.keyword_statistics(
        (_plain_keywords(right, options), _plain_keywords(said, options)) for right, said in texts
    )


def count_answers(texts: Texts, language: str) -> Floats:
    """As `extractive_statistics`: (items, 3)."""
    pairs = ((right.split("\n"), said) for right, said in texts)
    return extractive.extractive_statistics(pairs, language)


def _plain_slots(text: str, options: Options) -> list[Slot]:
    return [
        Slot(labels.plain_label(slot.label), normalize(slot.filler, options))
        for slot in read_slots(text)
    ]


def _plain_keywords(text: str, options: Options) -> frozenset[str]:
    return frozenset(normalize(word, options) for word in read_keywords(text)) - {""}


def _label_signature(names: Sequence[str]) -> str:
    digest = hashlib.sha256("\n".join(names).encode()).hexdigest()[:8]
    return f"labels:{len(names)}|set:{digest}|case:no|punctuation:no"


def _slot_signature(language: str) -> str:
    return f"slurp:word+char|micro|{options_for(language).signature}"


def _keyword_signature(language: str) -> str:
    return f"mean-of-utterances|{options_for(language).signature}"


def _share(name: str, count: Count, score: Score, signature: Callable[[str], str]) -> TextMetric:
    return TextMetric(
        name=name,
        higher_is_better=True,
        scale="share",
        count=count,
        score=score,
        score_each=score,
        signature=signature,
    )


def _label(name: str, score: Score) -> LabelMetric:
    return LabelMetric(name=name, higher_is_better=True, scale="share", score=score)


def _of_slots(name: str, score: Score) -> TextMetric:
    return replace(_share(name, count_slots, score, _slot_signature), of_slots=True)


UNDERSTANDING = (
    _of_slots("slu_f1", slots.slu_f1_scores),
    _of_slots("slot_label_f1", slots.slot_label_f1_scores),
    _share("keyword_f1", count_keywords, keywords.keyword_f1_scores, _keyword_signature),
    _share("keyword_recall", count_keywords, keywords.keyword_recall_scores, _keyword_signature),
    _share(
        "exact_match",
        count_answers,
        extractive.exact_match_scores,
        extractive.extractive_signature,
    ),
    _share(
        "answer_f1", count_answers, extractive.answer_f1_scores, extractive.extractive_signature
    ),
)

LABEL_METRICS = (
    _label("accuracy", labels.accuracy_scores),
    _label("uar", labels.recall_scores),
    _label("macro_f1", labels.macro_f1_scores),
)
