"""Drawing who speaks an item. Pure functions, with a twin in SQL for planning.

The draw hangs on the dataset's seed, the language and the item's id alone: it is the same in
every run and on any worker, whatever else is voiced.
"""

import hashlib
import math
from dataclasses import dataclass

_HEX_DIGITS = 15
"""60 bits: a positive number in Python and in PostgreSQL alike."""
_SEEDS = 2_147_483_648
"""31 bits, which every library that takes a seed takes."""


@dataclass(frozen=True, slots=True)
class DrawKey:
    """What a draw hangs on."""

    seed: int
    language: str
    external_id: str

    def __str__(self) -> str:
        return f"{self.seed}|{self.language}|{self.external_id}"


def draw_place(key: DrawKey, voices: int) -> int:
    """The place of the voice that speaks, from 0; all are as likely.

    Raises:
        ZeroDivisionError: there is none to draw from.
    """
    return _number(str(key)) % voices


def draw_seed(key: DrawKey, attempt: int) -> int:
    """The seed of an attempt, counted from 1: 31 bits, another for each."""
    return _number(f"{key}|{attempt}") % _SEEDS


def draw_sql(*, seed: str, language: str, external_id: str, voices: str) -> str:
    """`draw_place` as an SQL expression over four others; null where there are no voices."""
    key = f"{seed}::text || '|' || {language} || '|' || {external_id}"
    digits = f"left(encode(sha256(convert_to({key}, 'UTF8')), 'hex'), {_HEX_DIGITS})"
    return f"mod(('x' || {digits})::bit({_HEX_DIGITS * 4})::bigint, nullif({voices}, 0))"


def voices_needed(share_cap: float) -> int:
    """How many voices it takes so that none is to speak more than this share, 0 to 1."""
    return math.ceil(1 / share_cap - 1e-9)


def _number(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:_HEX_DIGITS], 16)
