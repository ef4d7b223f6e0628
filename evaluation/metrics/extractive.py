"""Answers that stand in a passage: exact match and F1 of words, after MLQA.

What counts is MLQA's, language by language: lower case, no punctuation, no articles, and Chinese
by characters, so that numbers stand beside published ones, quirks included: of Arabic every ``ال``
goes, wherever in a word it stands. Languages that MLQA lacks follow the same manner; their articles
are chosen here, and their signature says so. Texts are compared in NFC, which MLQA leaves open.
Source: Lewis et al. 2020, section 4.1, with its evaluation script; Rajpurkar et al. 2016.
"""

import string
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np
import regex

from evaluation.metrics.votes import Floats

Pair = tuple[Sequence[str], str]
"""All answers that are right, and the reply."""

EXTRACTIVE_VERSION = 1
"""Raised with every change that can change a score."""

_ARTICLES: Mapping[str, str] = {
    "eng": "a an the",
    "spa": "un una unos unas el la los las",
    "vie": "của là cái chiếc những",
    "deu": "ein eine einen einem eines einer der die das den dem des",
}
_OUR_ARTICLES: Mapping[str, str] = {
    "fra": "le la les l un une des",
    "ita": "il lo la l i gli le un uno una",
    "nld": "de het een",
    "por": "o a os as um uma uns umas",
    "ell": "ο η το οι τα του της των τον την τους τις ένας μια μία ένα",
    "ron": "un o niște",
    "tur": "bir",
}
_MLQA = frozenset({*_ARTICLES, "hin", "ara", "cmn"})
_ELISION = regex.compile(r"(?<=\b(?:l|un))['’](?=\p{L})")
_APART = {
    "cmn": regex.compile(r"([\u4e00-\u9fa5])"),
    # Kana and the marks that lengthen and repeat are Japanese words' own.
    "jpn": regex.compile(r"([\p{Han}\p{Hiragana}\p{Katakana}ー々])"),
}


def normalize_answer(text: str, language: str) -> str:
    """What of an answer counts: words with single spaces between them; may be empty.

    Args:
        text: An answer.
        language: ISO 639-3, of the passage; one that is not known here has no articles.
    """
    text = unicodedata.normalize("NFC", text).lower()
    if language in {"fra", "ita"}:
        text = _ELISION.sub(" ", text)
    text = "".join(letter for letter in text if not _is_punctuation(letter))
    if (articles := _article_pattern(language)) is not None:
        text = articles.sub(" ", text)
    if (apart := _APART.get(language)) is not None:
        text = apart.sub(r" \1 ", text)
    return " ".join(text.split())


def extractive_statistics(pairs: Iterable[Pair], language: str) -> Floats:
    """Counts of each reply: (items, 3). They add up.

    1, whether it is one of the right answers, and its F1 with the nearest of them.
    """
    rows = [[1.0, *_scores(right, said, language)] for right, said in pairs]
    return np.array(rows, dtype=np.float64).reshape(len(rows), 3)


def exact_match_scores(sums: Floats) -> Floats:
    """Share of exact answers, 0 to 1: (many, 3) -> (many,). NaN without replies."""
    return _mean(sums, 1)


def answer_f1_scores(sums: Floats) -> Floats:
    """Mean F1 of the replies, 0 to 1: (many, 3) -> (many,). NaN without replies."""
    return _mean(sums, 2)


def exact_match(right: Sequence[str], said: str, language: str) -> float:
    """1 or 0. Without any right answer only an empty reply is right."""
    return _scores(right, said, language)[0]


def answer_f1(right: Sequence[str], said: str, language: str) -> float:
    """F1 of the words with the nearest right answer, 0 to 1; 1 where neither has any."""
    return _scores(right, said, language)[1]


def extractive_signature(language: str) -> str:
    """Names the rules for a language."""
    articles = "mlqa" if language in _MLQA else "ours" if language in _OUR_ARTICLES else "none"
    words = "mixed" if language in _APART else "space"
    return "|".join(
        [
            f"lang:{language}",
            f"articles:{articles}",
            f"words:{words}",
            "form:NFC",
            f"unicode:{unicodedata.unidata_version}",
            f"extractive:{EXTRACTIVE_VERSION}",
        ]
    )


def _scores(right: Sequence[str], said: str, language: str) -> tuple[float, float]:
    reply = normalize_answer(said, language)
    answers = {normalize_answer(one, language) for one in right} or {""}
    nearest = max(_overlap(one.split(), reply.split()) for one in answers)
    return float(reply in answers), nearest


def _overlap(right: Sequence[str], said: Sequence[str]) -> float:
    whole = len(right) + len(said)
    return 2 * (Counter(right) & Counter(said)).total() / whole if whole else 1.0


def _mean(sums: Floats, at: int) -> Floats:
    return np.where(sums[:, 0] > 0, sums[:, at] / np.maximum(sums[:, 0], 1), np.nan)


@cache
def _is_punctuation(letter: str) -> bool:
    return letter in string.punctuation or unicodedata.category(letter).startswith("P")


@cache
def _article_pattern(language: str) -> "regex.Pattern[str] | None":
    if language == "ara":
        return regex.compile("ال")
    words = [*_words_of(language)]
    return regex.compile(rf"\b(?:{'|'.join(words)})\b") if words else None


def _words_of(language: str) -> Iterator[str]:
    yield from (_ARTICLES.get(language) or _OUR_ARTICLES.get(language, "")).split()
