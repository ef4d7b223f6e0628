"""Which checks a job runs, and by which engines: settled once, when the job is planned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from engines import registry
from engines.availability import absence


class Group(StrEnum):
    TEXT = "text"
    SIGNAL = "signal"
    SILENCE = "silence"
    RECOGNITION = "recognition"
    LANGUAGE = "language"
    QUALITY = "quality"
    SPEAKER = "speaker"


READING = (Group.TEXT, Group.SIGNAL)
"""Cheap: they ask no engine and open no recording."""
LISTENING = tuple(group for group in Group if group not in READING)

# Of several engines the first that is there works, but every recognizer does.
_WORKERS: Mapping[Group, tuple[registry.Kind, ...]] = {
    Group.TEXT: (),
    Group.SIGNAL: (),
    Group.SILENCE: ("voice detector",),
    Group.RECOGNITION: ("recognizer",),
    Group.LANGUAGE: ("spoken language identifier", "text language identifier"),
    Group.QUALITY: ("quality predictor",),
    Group.SPEAKER: ("speaker encoder",),
}


@dataclass(frozen=True, kw_only=True)
class Crew:
    groups: tuple[str, ...]
    engines: dict[str, list[str]] = field(default_factory=dict)
    """Names by kind of engine."""
    pace_version: int = 0
    """Of the distribution that paces are held against; 0 where there is none."""

    def first(self, kind: registry.Kind) -> str | None:
        return next(iter(self.engines.get(kind, ())), None)

    def as_parameters(self) -> dict[str, Any]:
        return asdict(self)


def crew_of(parameters: Mapping[str, Any]) -> Crew:
    """As a planned job's parameters say it."""
    settled = parameters["crew"]
    return Crew(**{**settled, "groups": tuple(settled["groups"])})


def gather(groups: Iterable[str], recognizers: Sequence[str] = ()) -> tuple[Crew, list[str]]:
    """The engines that are here, and a sentence about each check that must be left out.

    Args:
        groups: of checks.
        recognizers: by name; all that are here if none is named.
    """
    engines: dict[str, list[str]] = {}
    skipped: list[str] = []
    for group in groups:
        for kind in _WORKERS[Group(group)]:
            wanted = recognizers if kind == "recognizer" else ()
            engines[kind], absent = _present(kind, wanted or registry.names(kind))
            if absent and (not engines[kind] or kind == "recognizer"):
                skipped += [f"{group} by {name}: {reason}" for name, reason in absent.items()]
    return Crew(groups=tuple(groups), engines=engines), skipped


def _present(kind: registry.Kind, names: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    reasons = {name: absence(kind, name) for name in names}
    absent = {name: reason for name, reason in reasons.items() if reason is not None}
    return [name for name in names if name not in absent], absent


def needs_gpu(groups: Iterable[str]) -> bool:
    """Whether any engine that such checks may ask runs best on one."""
    kinds = [kind for group in groups for kind in _WORKERS[Group(group)]]
    return any(row.gpu for (kind, _), row in registry.ENGINES.items() if kind in kinds)
