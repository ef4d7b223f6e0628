"""Wordings of each task: some to train with, some that no training has seen.

All are ours. SpeechVerse has at least 15 a task, and two unseen ones beside one that was seen
(section 3.1 and Table 5).
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LEAST_SEEN = 15


@dataclass(frozen=True, kw_only=True, slots=True)
class PromptSet:
    """May name what a suite's own prompt may."""

    seen: tuple[str, ...]
    """Training draws from these; the first is what a suite asks by default."""
    unseen: tuple[str, ...]
    """Never trained with."""


@cache
def prompt_set(name: str) -> PromptSet:
    """The wordings of a task, from the file of this name.

    Raises:
        KeyError: there is none.
    """
    if name not in prompt_sets():
        raise KeyError(name)
    table = tomllib.loads((files(__name__) / f"{name}.toml").read_bytes().decode())
    return PromptSet(seen=tuple(table["seen"]), unseen=tuple(table["unseen"]))


@cache
def prompt_sets() -> tuple[str, ...]:
    """The tasks that have wordings, in alphabetical order."""
    found = (each.name for each in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))
