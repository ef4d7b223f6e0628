"""Cutting a text into parts that a model can speak at once. Nothing but space is lost."""

from collections.abc import Iterable

from engines import sentences
from languages import get


def cut_text(text: str, language: str, limit: int) -> list[str]:
    """Parts of at most `limit` characters, cut between sentences, else clauses, else words.

    Short neighbours stay together, since models babble on short texts.
    """
    parts = [
        part
        for sentence in sentences.split(text, language)
        for part in sentences.cut_to_fit(sentence, lambda cut: len(cut) <= limit)
    ]
    return _pack(parts, limit, get(language).sentence_gap)


def _pack(parts: Iterable[str], limit: int, gap: str) -> list[str]:
    """Joins neighbours while they fit."""
    packed: list[str] = []
    for part in parts:
        if packed and len(packed[-1]) + len(gap) + len(part) <= limit:
            packed[-1] += gap + part
        else:
            packed.append(part)
    return packed
