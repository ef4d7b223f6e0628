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
from evaluation.metrics.labels import plain_label
from evaluation.suites.errors import SuiteFileError, SuiteUnknownError
from evaluation.suites.measures import METRICS, WIN_RATE
from evaluation.suites.prompts import prompt_set, prompt_sets
from evaluation.suites.suite import Label, Pair, Source, Suite
from evaluation.suites.understanding import LabelMetric
from languages import LANGUAGES

_FIELDS = (
    *("title", "task", "source", "split", "pairs", "prompt", "prompts", "metrics", "primary"),
    *("reference", "given", "labels", "described", "constrained", "joint"),
)
_SAME = "same"


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
            "given": tuple(kept.get("given", ())),
            "labels": tuple(Label(*label) for label in kept.get("labels", ())),
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
            prompts=self._prompts(),
            metrics=metrics,
            primary=self._one_of("primary", metrics),
            reference=self._reference(),
            given=tuple(self._texts("given")) if "given" in self.table else (),
            labels=self._labels(),
            described=self._flag("described"),
            constrained=self._flag("constrained"),
            joint=self._flag("joint"),
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
        needs_reference = METRICS[name] is not WIN_RATE
        open_answer = self.table.get("task") == Task.ANSWER and not self._has_right_answers
        if needs_reference and open_answer:
            raise self._wrong(field, f"{name} needs a reference, and an open answer has none.")
        if isinstance(METRICS[name], LabelMetric) and not self.table.get("labels"):
            raise self._wrong(field, f"{name} compares labels; name them in the table labels.")
        return name

    @property
    def _has_right_answers(self) -> bool:
        return self.table.get("source") in {Source.TABLE, Source.SQUAD}

    def _reference(self) -> str:
        if self.table.get("source") == Source.TABLE:
            return self._text("reference")
        if "reference" in self.table:
            raise self._wrong("reference", "only a table has columns to choose from.")
        return ""

    def _labels(self) -> tuple[Label, ...]:
        table = self.table.get("labels", {})
        if not isinstance(table, dict) or not all(isinstance(x, str) for x in table.values()):
            raise self._wrong("labels", 'give a table of descriptions by label; "" will do.')
        if len({plain_label(name) for name in table}) < len(table):
            raise self._wrong("labels", "two of them differ in case or punctuation alone.")
        return tuple(Label(name, told) for name, told in table.items())

    def _flag(self, field: str) -> bool:
        flag = self.table.get(field, False)
        if not isinstance(flag, bool):
            raise self._wrong(field, "say true or false.")
        if flag and field in {"described", "constrained"} and not self.table.get("labels"):
            raise self._wrong(field, "there are no labels.")
        return flag

    def _prompts(self) -> str:
        if "prompts" not in self.table:
            return ""
        return self._one_of("prompts", prompt_sets())

    def _prompt(self) -> str:
        prompt = self.table.get("prompt")
        if prompt is None and (name := self._prompts()):
            return prompt_set(name).seen[0]
        if not isinstance(prompt, str):
            raise self._wrong("prompt", 'give a text; "" where nothing is said beside the audio.')
        try:
            used = {name for _, name, _, _ in string.Formatter().parse(prompt) if name is not None}
        except ValueError as error:
            raise self._wrong("prompt", f"its braces don't match ({error}).") from error
        known = ["language", "target", *(["labels"] if self.table.get("labels") else [])]
        known += self._texts("given") if "given" in self.table else []
        if unknown := used - set(known):
            told = ", ".join(f"{{{name}}}" for name in known)
            raise self._wrong("prompt", f"{{{min(unknown)}}} is none of {told}.")
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
