"""Reads the definitions of suites: every ``definitions/*.toml``, with errors for people."""

import string
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from engines.protocols import Task
from evaluation.suites.errors import SuiteFileError, SuiteUnknownError
from evaluation.suites.measures import METRICS, TEXT_METRICS
from evaluation.suites.suite import Pair, Source, Suite
from languages import LANGUAGES

_FIELDS = ("title", "task", "source", "split", "pairs", "prompt", "metrics", "primary")
_SAME = "same"
_PLACEHOLDERS = frozenset({"language", "target"})


@cache
def suites() -> Mapping[str, Suite]:
    """Our suites by name, in the order of their files.

    Raises:
        SuiteFileError: a definition is wrong.
    """
    folder = files("evaluation.suites") / "definitions"
    found = (each for each in folder.iterdir() if each.name.endswith(".toml"))
    return load_suites(sorted(found, key=lambda each: each.name))


def get_suite(name: str) -> Suite:
    """One of our suites.

    Raises:
        SuiteUnknownError: there is none of this name.
    """
    known = suites()
    if name not in known:
        raise SuiteUnknownError(name, known)
    return known[name]


def load_suites(definitions: Iterable[Traversable]) -> Mapping[str, Suite]:
    """Suites by name, which is their file's.

    Raises:
        SuiteFileError: a definition is wrong.
    """
    loaded = [load_suite(each) for each in definitions]
    return MappingProxyType({suite.name: suite for suite in loaded})


def load_suite(file: Traversable) -> Suite:
    """One definition, checked field by field.

    Raises:
        SuiteFileError: it is no TOML, or a field is missing, unknown or wrong.
    """
    try:
        table = tomllib.loads(file.read_bytes().decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SuiteFileError(file.name, "", f"it is not TOML: {error}") from error
    return _Definition(file.name, table).suite()


def suite_from(kept: Mapping[str, Any]) -> Suite:
    """A suite as it once was, from its fields as JSON keeps them.

    Raises:
        KeyError, ValueError: it was never one of ours.
    """
    return Suite(
        **{
            **kept,
            "task": Task(kept["task"]),
            "source": Source(kept["source"]),
            "pairs": tuple(Pair(*pair) for pair in kept["pairs"]),
            "metrics": tuple(kept["metrics"]),
        }
    )


class _Definition:
    """The table of one file while it is checked."""

    def __init__(self, file: str, table: dict[str, Any]) -> None:
        self.file, self.table = file, table

    def suite(self) -> Suite:
        for field in set(self.table) - set(_FIELDS):
            raise self._wrong(field, f"no suite has this field; fields are {', '.join(_FIELDS)}.")
        metrics = tuple(self._metric("metrics", name) for name in self._texts("metrics"))
        return Suite(
            name=self._name(),
            title=self._text("title"),
            task=Task(self._one_of("task", [each.value for each in Task])),
            source=Source(self._one_of("source", [each.value for each in Source])),
            split=self._text("split"),
            pairs=self._pairs(),
            prompt=self._prompt(),
            metrics=metrics,
            primary=self._one_of("primary", metrics),
        )

    def _name(self) -> str:
        name = self.file.removesuffix(".toml")
        if not (name.isascii() and name.isidentifier() and name.islower()):
            raise self._wrong("", "name the file in lower case letters and underscores.")
        return name

    def _pairs(self) -> tuple[Pair, ...]:
        if self.table.get("pairs") == _SAME:
            return tuple(Pair(code, code) for code in LANGUAGES)
        pairs = tuple(self._pair(each) for each in self._texts("pairs"))
        if len(set(pairs)) < len(pairs):
            raise self._wrong("pairs", "a pair stands there twice.")
        return pairs

    def _pair(self, text: str) -> Pair:
        language, _, target = text.partition("-")
        for code in (language, target or language):
            if code not in LANGUAGES:
                known = ", ".join(LANGUAGES)
                raise self._wrong("pairs", f"{text!r} names no language of {known}.")
        return Pair(language, target or language)

    def _metric(self, field: str, name: str) -> str:
        if name not in METRICS:
            raise self._wrong(field, f"there is no {name!r}; take from {', '.join(METRICS)}.")
        if name in TEXT_METRICS and self.table.get("task") == Task.ANSWER:
            raise self._wrong(field, f"{name} needs a reference, and an open answer has none.")
        return name

    def _prompt(self) -> str:
        prompt = self.table.get("prompt")
        if not isinstance(prompt, str):
            raise self._wrong("prompt", 'give a text; "" where nothing is said beside the audio.')
        try:
            used = {name for _, name, _, _ in string.Formatter().parse(prompt) if name is not None}
        except ValueError as error:
            raise self._wrong("prompt", f"its braces don't match ({error}).") from error
        if unknown := used - _PLACEHOLDERS:
            raise self._wrong("prompt", f"{{{min(unknown)}}} is none of {{language}}, {{target}}.")
        return prompt

    def _one_of(self, field: str, known: Iterable[str]) -> str:
        text = self._text(field)
        if text not in known:
            raise self._wrong(field, f"{text!r} is none of {', '.join(known)}.")
        return text

    def _text(self, field: str) -> str:
        text = self.table.get(field)
        if not isinstance(text, str) or not text:
            raise self._wrong(field, "give a text.")
        return text

    def _texts(self, field: str) -> list[str]:
        texts = self.table.get(field)
        if not isinstance(texts, list) or not texts or not all(isinstance(x, str) for x in texts):
            raise self._wrong(field, "give a list of texts.")
        return texts

    def _wrong(self, field: str, problem: str) -> SuiteFileError:
        return SuiteFileError(self.file, field, problem)
