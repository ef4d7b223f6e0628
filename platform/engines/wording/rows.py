"""What a language model reads, and what it writes."""

from dataclasses import dataclass
from typing import Any

from engines.protocols import FailureCode, ItemFailure, Sampling


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Row:
    """What one answer follows."""

    tokens: tuple[int, ...]
    """With a place for each that the sound takes, where there is any."""
    sound: Any = None
    """What a model that hears made of the clip."""
    key: bytes = b""
    """Tells this request from others; by it and the seed its words are drawn."""

    @property
    def size(self) -> int:
        return len(self.tokens)


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    text: str
    input_tokens: int
    output_tokens: int
    """Without the mark of the end."""
    cut: bool
    """It was stopped before it had ended."""


def room_of(row: Row, sampling: Sampling) -> int:
    """Tokens that a row may come to, in memory and in the model's window."""
    return row.size + sampling.max_tokens


def too_long(row: Row, sampling: Sampling, *, name: str, most: int) -> ItemFailure | None:
    """Why a row has no room in a model's window, or None. Nothing is ever cut off."""
    if room_of(row, sampling) <= most:
        return None
    return ItemFailure(
        FailureCode.TEXT_TOO_LONG,
        f"The request has {row.size} tokens and its answer may have {sampling.max_tokens}; {name} "
        f"holds {most} of both together. Shorten it, or let it answer with fewer.",
    )
