"""Reads a rating scale from `v<version>/<ISO 639-3 code>.json`.

A version folder is frozen once raters have seen it: another wording is another measurement, and
votes given under two wordings must not be averaged. To change, correct or add a text, copy the
folder to the next number, edit the copy and raise `CURRENT_VERSION`; campaigns that already run
keep the version they began with. A test pins the content of each version.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypedDict

from annotation.scales.errors import ScaleMissingError

CURRENT_VERSION = 1
"""The version that new campaigns use."""

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Question:
    """One five-point question."""

    question: str
    anchors: Mapping[int, str]
    """What each point means, 1 (worst) to 5 (best); read-only."""


@dataclass(frozen=True)
class Scale:
    """Both questions of a listening test in one language."""

    version: int
    language: str
    """ISO 639-3."""
    naturalness: Question
    """How much the speech sounds like a person speaking: 5 excellent, 1 bad."""
    understood: Question
    """How much of what was said the rater understood: 5 all, 1 none."""


class _QuestionFile(TypedDict):
    question: str
    anchors: dict[str, str]


class _ScaleFile(TypedDict):
    naturalness: _QuestionFile
    understood: _QuestionFile


@cache
def load_scale(language: str, version: int = CURRENT_VERSION) -> Scale:
    """The scale that raters of a language see.

    Args:
        language: ISO 639-3 code.
        version: number of the wording.

    Raises:
        ScaleMissingError: that version has no such language, or there is no such version.
    """
    paths = {path.stem: path for path in _paths(version)}
    if language not in paths:
        raise ScaleMissingError(language, version, paths)
    content: _ScaleFile = json.loads(paths[language].read_text(encoding="utf-8"))
    return Scale(
        version=version,
        language=language,
        naturalness=_question(content["naturalness"]),
        understood=_question(content["understood"]),
    )


def _paths(version: int) -> Iterator[Path]:
    return (FOLDER / f"v{version}").glob("*.json")


def _question(content: _QuestionFile) -> Question:
    anchors = {int(point): text for point, text in content["anchors"].items()}
    return Question(content["question"], MappingProxyType(anchors))
