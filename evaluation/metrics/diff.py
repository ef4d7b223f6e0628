"""What changed between two texts, for people to see."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import regex
from rapidfuzz.distance import Indel

Change = Literal["equal", "removed", "added"]

_GRAPHEME = regex.compile(r"\X")
_SPACE = regex.compile(r"\s+")
_UNSPACED = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}].*", regex.DOTALL
)
_IN_WORD = regex.compile(r"[\p{L}\p{M}\p{N}'’ʼ\u200c\u200d].*", regex.DOTALL)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that stayed, went or came."""

    change: Change
    text: str


def diff_words(before: str, after: str) -> list[Segment]:
    """Compares word by word; grapheme by grapheme in scripts without spaces.

    Nothing is lost: the equal and removed segments in a row are `before`, the equal and added
    ones are `after`. No segment begins or ends within a grapheme, so a mark never stands apart
    from its letter. In a change, what went comes before what came; neighbours always differ.
    Two empty texts have no segments.
    """
    segments: list[Segment] = []
    for same, run in groupby(_changes(before, after), key=lambda each: each.change == "equal"):
        kinds: tuple[Change, ...] = ("equal",) if same else ("removed", "added")
        parts = list(run)
        joined = (_join(kind, parts) for kind in kinds)
        segments.extend(segment for segment in joined if segment.text)
    return segments


def diff_tokens(text: str) -> list[str]:
    """Cuts a text into words, single graphemes and runs of white space; nothing is lost."""
    tokens: list[str] = []
    for kind, graphemes in groupby(_GRAPHEME.findall(text), key=_kind):
        run = list(graphemes)
        tokens.extend(run if kind == "single" else ["".join(run)])
    return tokens


def _changes(before: str, after: str) -> Iterator[Segment]:
    old, new = diff_tokens(before), diff_tokens(after)
    for code in Indel.opcodes(old, new):
        if code.tag == "equal":
            yield Segment("equal", "".join(old[code.src_start : code.src_end]))
            continue
        yield Segment("removed", "".join(old[code.src_start : code.src_end]))
        yield Segment("added", "".join(new[code.dest_start : code.dest_end]))


def _join(kind: Change, parts: list[Segment]) -> Segment:
    return Segment(kind, "".join(part.text for part in parts if part.change == kind))


def _kind(grapheme: str) -> Literal["word", "space", "single"]:
    if _SPACE.fullmatch(grapheme):
        return "space"
    if _UNSPACED.fullmatch(grapheme):
        return "single"
    return "word" if _IN_WORD.fullmatch(grapheme) else "single"
