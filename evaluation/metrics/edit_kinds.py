"""What kind of work a correction was: which edits there are between a text and its corrected form.

Beside `evaluation.metrics.effort`, which counts how many edits it took.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

import languages
from evaluation.metrics.effort import effort_words

EDITS_SIGNATURE = "edits:1"
"""Names these rules; another number where they come to say something else of a text."""
LONGEST = 40
"""Characters of a word in a replacement; what is longer is a phrase of an unspaced language."""
# Viramas and the Japanese voicing marks make another letter, not the same one with an accent.
_NO_ACCENTS = frozenset({0, 8, 9})


class EditKind(StrEnum):
    """A corrected text may show several."""

    ADDED = "words_added"
    REMOVED = "words_removed"
    REPLACED = "words_replaced"
    MOVED = "words_moved"
    SPACING = "spacing"
    PUNCTUATION = "punctuation"
    NUMBER = "number"
    CASE = "letter_case"
    DIACRITICS = "diacritics"
    SCRIPT = "script"


_OF_WORDS = frozenset({EditKind.ADDED, EditKind.REMOVED, EditKind.REPLACED})


class Replacement(NamedTuple):
    """One word for another, without the punctuation around them."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Edits:
    kinds: frozenset[EditKind]
    replacements: tuple[Replacement, ...]
    """Of kind REPLACED, in the order of the text."""


class _Change(NamedTuple):
    """What stood at one place, and what stands there now; either may be empty."""

    old: str
    new: str


def describe_edits(machine: str, edited: str, language: str) -> Edits:
    """Says how two texts differ, word by word; nothing where no reader sees a difference.

    In Chinese and Japanese a run of changed characters is one word. How a text is encoded (NFC or
    not) is no edit.

    Raises:
        LanguageUnknownError: the table has no such language.
    """
    before, after = (unicodedata.normalize("NFC", text) for text in (machine, edited))
    changes = [*_changes(before, after, language)]
    if not changes and before != after:
        return Edits(frozenset({EditKind.SPACING}), ())
    told = [*_tell_moves(changes)]
    replaced = [_bare(change) for kind, change in told if kind is EditKind.REPLACED]
    short = [pair for pair in replaced if max(map(len, pair)) <= LONGEST]
    return Edits(frozenset(kind for kind, _ in told), tuple(short))


def _changes(before: str, after: str, language: str) -> Iterator[_Change]:
    old, new = effort_words(before, language), effort_words(after, language)
    whole = languages.get(language).error_unit == "CER"
    for was, now in _blocks(old, new):
        if whole or "".join(was) == "".join(now):
            yield _Change(("" if whole else " ").join(was), ("" if whole else " ").join(now))
        else:
            yield from _pairs(was, now)


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Sequence[str], ...]]:
    """Stretches that differ, each as long as can be."""
    ends = (0, 0)
    matching = Levenshtein.opcodes(old, new).as_matching_blocks()
    for match in matching:
        was, now = old[ends[0] : match.a], new[ends[1] : match.b]
        if was or now:
            yield was, now
        ends = (match.a + match.size, match.b + match.size)


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[_Change]:
    for edit in Levenshtein.editops(old, new):
        was = "" if edit.tag == "insert" else old[edit.src_pos]
        now = "" if edit.tag == "delete" else new[edit.dest_pos]
        yield _Change(was, now)


def _tell_moves(changes: Sequence[_Change]) -> Iterator[tuple[EditKind, _Change]]:
    """A word that left one place and stands at another was moved, neither removed nor added."""
    worded = [change for change in changes if _kind_of(change) in _OF_WORDS]
    gone, come = ({_core(side).casefold() for side in sides} for sides in _sides(worded))
    moved = (gone & come) - {""}
    for change in changes:
        kind = _kind_of(change)
        stays = _Change(*("" if _core(side).casefold() in moved else side for side in change))
        if kind not in _OF_WORDS or stays == change:
            yield kind, change
            continue
        yield EditKind.MOVED, change
        if any(stays):
            yield _kind_of(stays), stays


def _sides(changes: Sequence[_Change]) -> tuple[list[str], list[str]]:
    return [change.old for change in changes], [change.new for change in changes]


def _kind_of(change: _Change) -> EditKind:
    old, new = _bare(change)
    if change.old.replace(" ", "") == change.new.replace(" ", ""):
        return EditKind.SPACING
    if old == new:
        return EditKind.PUNCTUATION
    if _digits(old) != _digits(new):
        return EditKind.NUMBER
    if not (old and new):
        return EditKind.REMOVED if old else EditKind.ADDED
    return _kind_of_words(old, new)


def _kind_of_words(old: str, new: str) -> EditKind:
    if old.casefold() == new.casefold():
        return EditKind.CASE
    if _unaccented(old) == _unaccented(new):
        return EditKind.DIACRITICS
    if _scripts(old) != _scripts(new) or old.isdecimal():
        return EditKind.SCRIPT
    return EditKind.REPLACED


def _bare(change: _Change) -> Replacement:
    return Replacement(_core(change.old), _core(change.new))


def _core(word: str) -> str:
    """Without punctuation, symbols and what is invisible."""
    return "".join(each for each in word if unicodedata.category(each)[0] in "LMNZ").strip()


def _digits(word: str) -> list[int]:
    """Whatever script they are written in."""
    return [unicodedata.decimal(each) for each in word if each.isdecimal()]


def _unaccented(word: str) -> str:
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(each for each in parts if unicodedata.combining(each) in _NO_ACCENTS)


def _scripts(word: str) -> frozenset[str]:
    """As the first words of characters' names: LATIN, CYRILLIC, CJK, HIRAGANA."""
    letters = (each for each in word if each.isalpha())
    return frozenset(unicodedata.name(each, "?").split(maxsplit=1)[0] for each in letters)
