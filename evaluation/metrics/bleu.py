"""BLEU and chrF++ from counts that add up over sentences, as sacrebleu counts them.

Texts are compared in NFC. Where neither side has a word, nothing was asked for and nothing said:
100, where sacrebleu says 0. Sources: Papineni et al. 2002; Post 2018; Popović 2017 (chrF++).
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

import languages
from evaluation.metrics.effort import ChrF
from evaluation.metrics.votes import Floats

if TYPE_CHECKING:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

Pair = tuple[str, str]
"""Reference, hypothesis."""

_ORDERS = 4
_CHRF_ORDERS = 8  # six of characters, two of words
_BETA = 2
_LEAST = 1e-300


@dataclass(frozen=True, kw_only=True, slots=True)
class Bleu:
    value: float
    """0 nothing in common, 100 the same."""
    signature: str


def bleu_tokenizer(language: str) -> str:
    """The language's sacrebleu tokenizer, or what stands in for it where it isn't installed.

    Characters do for a language without spaces, 13a for another. Never flores200, whose model
    sacrebleu would fetch.

    Raises:
        LanguageUnknownError: the table has no such language.
    """
    row = languages.get(language)
    if _installed(row.bleu_tokenizer):
        return row.bleu_tokenizer
    return "char" if row.error_unit == "CER" else "13a"


def bleu_signature(language: str, *, sentence: bool = False) -> str:
    """Names the rules, as sacrebleu writes them; ``instead-of`` where a tokenizer is missing."""
    used, wanted = bleu_tokenizer(language), languages.get(language).bleu_tokenizer
    fallback = "" if used == wanted else f"|instead-of:{wanted}"
    return f"{_bleu(used, sentence).get_signature()}|form:NFC{fallback}"


def bleu_statistics(pairs: Iterable[Pair], language: str) -> Floats:
    """Counts of each sentence: (items, 10).

    Length of hypothesis and reference, then right and all n-grams of 1 to 4 tokens. They add up.
    """
    return _statistics(_bleu(bleu_tokenizer(language), sentence=False), pairs, 2 + 2 * _ORDERS)


def bleu_scores(sums: Floats, *, sentence: bool = False) -> Floats:
    """BLEU of sums of statistics: (many, 10) -> (many,), exponentially smoothed.

    Of a `sentence`, orders longer than the hypothesis don't count; a corpus without them has 0.
    """
    right, all_of = sums[:, 2 : 2 + _ORDERS], sums[:, 2 + _ORDERS :]
    # Each order without a match halves what the next such one is given.
    halved = 0.5 ** np.cumsum(right == 0, axis=1)
    precision = np.where(right > 0, right, halved) / np.maximum(all_of, 1)
    logs = np.log(np.maximum(precision, _LEAST))
    counted = all_of > 0
    orders = np.maximum(counted.sum(axis=1), 1)
    mean = np.where(counted, logs, 0.0).sum(axis=1) / (orders if sentence else _ORDERS)
    brevity = np.minimum(1 - sums[:, 1] / np.maximum(sums[:, 0], 1), 0.0)
    defined = right.any(axis=1) & (counted.all(axis=1) | sentence)
    return _same_if_empty(sums[:, :2], np.where(defined, 100 * np.exp(mean + brevity), 0.0))


def corpus_bleu(pairs: Iterable[Pair], language: str) -> Bleu | None:
    """BLEU of all sentences together; None if there are none."""
    counted = bleu_statistics(pairs, language)
    if not len(counted):
        return None
    value = float(bleu_scores(counted.sum(axis=0, keepdims=True))[0])
    return Bleu(value=value, signature=bleu_signature(language))


def sentence_bleu(reference: str, hypothesis: str, language: str) -> Bleu:
    """BLEU of one sentence, with the orders that it has."""
    counted = bleu_statistics([(reference, hypothesis)], language)
    value = float(bleu_scores(counted, sentence=True)[0])
    return Bleu(value=value, signature=bleu_signature(language, sentence=True))


def chrf_signature() -> str:
    """Names the rules of chrF++, as sacrebleu writes them."""
    return f"{_chrf().get_signature()}|form:NFC"


def chrf_statistics(pairs: Iterable[Pair]) -> Floats:
    """Counts of each sentence: (items, 25). They add up.

    N-grams of hypothesis, reference and both: of 1 to 6 characters, then of 1 and 2 words. Last
    the hypothesis's length, since sacrebleu counts no n-grams of what stands against nothing.
    """
    pairs = list(pairs)
    lengths = [[float(len("".join(hypothesis.split())))] for _, hypothesis in pairs]
    counted = _statistics(_chrf(), pairs, 3 * _CHRF_ORDERS)
    return np.hstack([counted, np.array(lengths).reshape(-1, 1)])


def chrf_scores(sums: Floats) -> Floats:
    """chrF++ of sums of statistics: (many, 25) -> (many,). Orders that one side lacks are out."""
    # (many, orders * 3) -> (many, orders, 3)
    said, asked, both = np.moveaxis(sums[:, :-1].reshape(len(sums), _CHRF_ORDERS, 3), 2, 0)
    counted = (said > 0) & (asked > 0)
    orders = np.maximum(counted.sum(axis=1), 1)
    shares = (np.where(counted, both / np.maximum(each, 1), 0.0) for each in (said, asked))
    precision, recall = (each.sum(axis=1) / orders for each in shares)
    below = np.maximum(_BETA**2 * precision + recall, _LEAST)
    return _same_if_empty(
        np.stack([sums[:, -1], asked[:, 0]], axis=1),
        100 * (1 + _BETA**2) * precision * recall / below,
    )


def corpus_chrf(pairs: Iterable[Pair]) -> ChrF | None:
    """chrF++ of all sentences together; None if there are none."""
    counted = chrf_statistics(pairs)
    if not len(counted):
        return None
    value = float(chrf_scores(counted.sum(axis=0, keepdims=True))[0])
    return ChrF(value=value, signature=chrf_signature())


def _same_if_empty(lengths: Floats, scores: Floats) -> Floats:
    return np.where(lengths.any(axis=1), scores, 100.0)


def _statistics(metric: "BLEU | CHRF", pairs: Iterable[Pair], width: int) -> Floats:
    texts = [[unicodedata.normalize("NFC", text) for text in pair] for pair in pairs]
    if not texts:
        return np.empty((0, width))
    references, hypotheses = ([pair[side] for pair in texts] for side in (0, 1))
    # No public way leads to these counts; tests hold them against the public scores.
    counted = metric._extract_corpus_statistics(hypotheses, [references])  # noqa: SLF001
    return np.array(counted, dtype=np.float64)


@cache
def _installed(tokenizer: str) -> bool:
    try:
        _bleu(tokenizer, sentence=False)
    except RuntimeError:  # what sacrebleu raises where a dictionary is missing
        return False
    return True


@cache
def _bleu(tokenizer: str, sentence: bool) -> "BLEU":
    from sacrebleu.metrics.bleu import BLEU

    # Signatures exist only after a first score; `force` keeps quiet of final full stops.
    metric = BLEU(tokenize=tokenizer, effective_order=sentence, force=True)
    metric.corpus_score([""], [[""]])
    return metric


@cache
def _chrf() -> "CHRF":
    from sacrebleu.metrics.chrf import CHRF

    metric = CHRF(word_order=2)
    metric.corpus_score([""], [[""]])
    return metric
