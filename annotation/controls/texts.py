"""Texts that raters hear or read beside the clips, from `texts.v<version>.json`.

A version is frozen once raters have met it, like the scales: for other words, copy the file to
the next number and edit the copy. Translations await a native's review, as the file says.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict

from languages import SOURCE

CURRENT_VERSION = 1


@dataclass(frozen=True)
class ControlTexts:
    """One language's; ``language`` is the one they are written in."""

    language: str
    trap: str
    """Says which score to give; ``{score}`` stands for it."""
    consent: str
    warning: str
    """Of texts that may be harmful."""
    reviewed: bool

    def speak_trap(self, score: int) -> str:
        return self.trap.format(score=score)


class _Row(TypedDict):
    trap: str
    consent: str
    warning: str
    reviewed: bool


@cache
def load_texts(language: str, version: int = CURRENT_VERSION) -> ControlTexts:
    """Falls back to English for a language the version lacks."""
    rows = _load(version)
    found = language if language in rows else SOURCE
    return ControlTexts(language=found, **rows[found])


@cache
def versions() -> tuple[int, ...]:
    return tuple(sorted(int(path.stem[7:]) for path in Path(__file__).parent.glob("texts.v*.json")))


@cache
def _load(version: int) -> dict[str, _Row]:
    path = Path(__file__).with_name(f"texts.v{version}.json")
    rows: dict[str, _Row] = json.loads(path.read_text(encoding="utf-8"))
    return rows
