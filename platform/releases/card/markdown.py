"""Parts of Markdown. People's own words are made plain: they bring neither markup nor HTML."""

import re
from collections.abc import Iterable, Sequence

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!$@])")
# What makes a list, a heading or a definition where it begins a line.
_OPENING = re.compile(r"^(\d*)([-+=:.)])")
# What readers of Markdown make a link of by themselves.
_ADDRESS = re.compile(r"(:(?=//)|(?<=\bwww)\.)", re.IGNORECASE)


def plain(text: str) -> str:
    """One line that Markdown shows to the letter, also in a cell of a table."""
    line = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _OPENING.sub(r"\1\\\2", _ADDRESS.sub(r"\\\1", line))


def paragraphs(text: str) -> str:
    """The same for a text of several paragraphs."""
    return "\n\n".join(filter(None, map(plain, re.split(r"\n\s*\n", text))))


def code_block(text: str, kind: str) -> str:
    return f"```{kind}\n{text}\n```"


def bullets(points: Iterable[str]) -> str:
    return "\n".join(f"- {point}" for point in points)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1) -> str:
    """The first ``words`` columns are words, the others numbers, which stand at the right."""
    marks = ["---" if number < words else "---:" for number in range(len(head))]
    lines = [head, marks, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
