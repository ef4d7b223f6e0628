"""A text as what is translated and what stays: line breaks, bullets, and letters of choices. Pure.

A question with choices, one on each line, keeps its letters and its lines, and each choice is
translated by itself, so that no model can mix them up or leave one out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import regex

from engines import sentences

_MARK = regex.compile(
    r"(?:(?<=\s)|^)(?:\(?(?P<label>\p{Latin}|\d{1,2})(?P<style>[).:])|(?P<bullet>[-–•*]))"
    r"[ \t]+(?=\S)"
)
_BREAK = regex.compile(r"\s*\n\s*")
_FIRST = frozenset({"A", "a", "1"})


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text, and what stands before it and stays as it is."""

    lead: str
    sentences: tuple[str, ...]


def take_apart(
    text: str, language: str, fits: Callable[[str], bool] = lambda _: True
) -> list[Passage]:
    """The text in passages of sentences.

    Args:
        text: of any layout; spaces at its end are dropped.
        language: ISO 639-3.
        fits: whether a model can take a sentence; others are cut between clauses.
    """
    text = text.rstrip()
    passages: list[Passage] = []
    begin, lead = 0, ""
    for start, end in [*_kept(text), (len(text), len(text))]:
        body = _cut(text[begin:start], language, fits)
        if lead or body:
            passages.append(Passage(lead, body))
        begin, lead = end, text[start:end]
    return passages


def put_together(
    passages: Sequence[Passage], translated: Sequence[Sequence[str]], language: str
) -> str:
    """The text again, with other sentences, as many in each passage as it had.

    Args:
        passages: of `take_apart`.
        translated: the sentences of each passage.
        language: ISO 639-3, of those sentences.

    Raises:
        ValueError: a passage lost or gained sentences.
    """
    text = ""
    for passage, found in zip(passages, translated, strict=True):
        if len(found) != len(passage.sentences):
            raise ValueError(
                f"A passage of {len(passage.sentences)} sentences came as {len(found)}."
            )
        text += passage.lead + sentences.join(found, language)
    return text


def _cut(text: str, language: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
    whole = sentences.split(text, language)
    return tuple(part for sentence in whole for part in sentences.cut_to_fit(sentence, fits))


def _kept(text: str) -> list[tuple[int, int]]:
    """Spans that stay as they are, in order: line breaks, and marks with the space around them."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted([*_breaks(text), *_marks(text)]):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    for found in _BREAK.finditer(text):
        yield found.span()


def _marks(text: str) -> Iterator[tuple[int, int]]:
    """Marks at the start of a line that can be nothing else, and marks that count up.

    A lone "A. " may be a person's initial, so letters with a dot count only in a row.
    """
    found = list(_MARK.finditer(text))
    certain = [mark for mark in found if mark["bullet"] or mark["style"] == ")"]
    listed = [mark for mark in certain if _begins_line(text, mark.start())]
    for style in ").:":
        row = _count_up([mark for mark in found if mark["style"] == style])
        listed += row if len(row) > 1 else []
    for mark in listed:
        before = len(text[: mark.start()].rstrip())
        yield before, mark.end()


def _begins_line(text: str, place: int) -> bool:
    before = text[:place].rstrip(" \t")
    return not before or before.endswith("\n")


def _count_up(marks: Sequence["regex.Match[str]"]) -> list["regex.Match[str]"]:
    """The marks whose labels go A, B, C or 1, 2, 3, from the first."""
    row: list[regex.Match[str]] = []
    for mark in marks:
        label = mark["label"]
        if label in _FIRST if not row else label == _next(row[-1]["label"]):
            row.append(mark)
    return row


def _next(label: str) -> str:
    return str(int(label) + 1) if label.isdecimal() else chr(ord(label) + 1)
