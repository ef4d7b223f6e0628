"""Slots with closed labels and free values, ``time = now; date = today``, as rows of tokens.

A reply is `NONE`, or slots with `MARK` between them. What a label is, is closed; what stands behind
it is free but for `MARK` and line breaks, so that a reply can be read without doubt.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from engines.errors import ChoicesUnusableError
from engines.wording.trie import Trie

NONE = "none"
MARK = ";"
EQUALS = "="
_BREAKS = f"{MARK}\n\r"

Encode = Callable[[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may stand next."""

    tokens: Sequence[int] = ()
    """These, and …"""
    value: bool = False
    """… anything that a value may have."""


class SlotGrammar:
    """Which tokens may follow, whatever is written."""

    def __init__(self, labels: Sequence[str], pieces: Sequence[str], encode: Encode) -> None:
        """Takes the labels with what a tokenizer makes of texts.

        Args:
            labels: of the slots.
            pieces: the text of each token of the vocabulary; empty of one that is no text.
            encode: tokens of a text, without any that mark its beginning or end.

        Raises:
            ChoicesUnusableError: there is no label, one holds a mark, or two are the same to it.
        """
        _check(labels)
        self._pieces = pieces
        first = {label: encode(f"{label} {EQUALS}") for label in labels}
        self._first = Trie({**first, NONE: encode(NONE)})
        self._next = Trie({label: self._behind_mark(label, encode) for label in labels})
        self._is_free = [_is_free(text) for text in pieces]
        self.free = [token for token, free in enumerate(self._is_free) if free]
        """Tokens that a value may have."""

    def following(self, written: Sequence[int], ends: Sequence[int]) -> Allowed:
        """What may stand behind these tokens; behind an end, or anything wrong, ends alone."""
        trie, rest = self._first, written
        while (size := _label_size(trie, rest)) is not None:
            value = [*takewhile(self._may_stand, rest[size:])]
            told = bool("".join(self._pieces[token] for token in value).strip())
            rest, trie = rest[size + len(value) :], self._next
            if not rest:
                return Allowed([*trie.following((), ()), *ends] if told else (), value=True)
            if not told:
                return Allowed(ends)
        return Allowed(trie.following(rest, ends))

    def _may_stand(self, token: int) -> bool:
        return self._is_free[token]

    def _behind_mark(self, label: str, encode: Encode) -> Sequence[int]:
        """From the token with the mark on: what stands before it, as blanks do, may be a value."""
        tokens = encode(f"{MARK} {label} {EQUALS}")
        marks = [at for at, token in enumerate(tokens) if MARK in self._pieces[token]]
        if not marks:
            raise ChoicesUnusableError(f"it has no token with {MARK!r}")
        return tokens[marks[0] :]


def slot_pattern(labels: Sequence[str]) -> str:
    """The same as a regular expression, for servers that keep to one.

    Raises:
        ChoicesUnusableError: there is no label, or one holds a mark.
    """
    _check(labels)
    label = f"({'|'.join(map(re.escape, labels))})"
    slot = rf"{label} {EQUALS} [^{MARK}\r\n]*[^{MARK}\s][^{MARK}\r\n]*"
    return f"({NONE}|{slot}({MARK} {slot})*)"


def _check(labels: Sequence[str]) -> None:
    if not labels:
        raise ChoicesUnusableError("there is none")
    for label in labels:
        if not label.strip() or set(label) & set(_BREAKS + EQUALS):
            raise ChoicesUnusableError(f"{label!r} is empty, or holds {MARK}, {EQUALS} or a break")
        if label == NONE:
            raise ChoicesUnusableError(f"{NONE!r} says that there is no slot")


def _is_free(text: str) -> bool:
    return bool(text) and not set(text) & set(_BREAKS)


def _label_size(trie: Trie, written: Sequence[int]) -> int | None:
    """Tokens of the slot's label that begins here; None where none is whole yet, or none is."""
    sizes = range(1, min(trie.depth, len(written)) + 1)
    return next((size for size in sizes if trie.label_of(written[:size]) not in {None, NONE}), None)
