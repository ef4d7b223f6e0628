"""Reads nginx's configuration language, as far as ours goes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_WORD = re.compile(r'#[^\n]*|"([^"]*)"|([{};])|([^\s;{}]+)')


@dataclass
class Block:
    """``settings`` by name; ``blocks`` in order, each with the words that open it."""

    opened_by: tuple[str, ...] = ()
    settings: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    blocks: list["Block"] = field(default_factory=list)

    def one(self, name: str) -> str:
        ((value,),) = self.settings[name]
        return value

    def block(self, *opened_by: str) -> "Block":
        (found,) = [block for block in self.blocks if block.opened_by == opened_by]
        return found


def read(text: str) -> Block:
    """Raises ValueError where braces or semicolons don't fit."""
    return _block((), _words(text), inner=False)


def _words(text: str) -> Iterator[tuple[str, bool]]:
    for match in _WORD.finditer(text):
        quoted, mark, word = match.groups()
        if match[0].startswith("#"):
            continue
        yield (mark, True) if mark else (word if quoted is None else quoted, False)


def _block(opened_by: tuple[str, ...], words: Iterator[tuple[str, bool]], *, inner: bool) -> Block:
    block, line = Block(opened_by), list[str]()
    for word, is_mark in words:
        if not is_mark:
            line.append(word)
        elif word == "}":
            if line or not inner:
                raise ValueError(f"unexpected }} after {line}")
            return block
        elif word == "{":
            block.blocks.append(_block(tuple(line), words, inner=True))
            line = []
        else:
            name, *values = line
            block.settings.setdefault(name, []).append(tuple(values))
            line = []
    if line or inner:
        raise ValueError(f"the file ends within {line or opened_by}")
    return block
