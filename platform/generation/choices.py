"""What the parameters of jobs may name in a dataset: engines, checks, voices, sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalog.models import Dataset
from engines.describing import Description, describe
from engines.settings import current
from generation.checks import Rule
from generation.crew import Group, gather
from generation.groups import OF_RECORDINGS, OF_TEXTS, checks_of
from jobs.counts import Metric, read_counts
from languages import SOURCE


@dataclass(frozen=True, kw_only=True)
class CheckGroup:
    """Some checks that are run, or were failed, together."""

    name: str
    checks: list[str]
    problem: str = ""
    """Why none of them can be run here."""
    warning: str = ""
    """Which of them would be left out here, and why."""


@dataclass(frozen=True, kw_only=True)
class Engines:
    translators: list[Description]
    synthesizers: list[Description]
    recognizers: list[Description]
    chat_models: list[Description]


@dataclass(frozen=True, kw_only=True)
class Made:
    """By what the current texts, or the current recordings, were made, and what they may fail."""

    engines: list[str]
    voices: list[str]
    failed_checks: list[CheckGroup]


@dataclass(frozen=True, kw_only=True)
class Choices:
    engines: Engines
    check_groups: list[CheckGroup]
    texts: Made
    recordings: Made
    sources: list[str]


def list_choices(dataset: Dataset) -> Choices:
    texts = read_counts(dataset.pk, Metric.TRANSLATIONS, by=("language", "engine"))
    spoken = read_counts(dataset.pk, Metric.RECORDINGS, by=("engine", "voice"))
    return Choices(
        engines=Engines(
            translators=describe("translator"),
            synthesizers=describe("synthesizer"),
            recognizers=describe("recognizer"),
            chat_models=describe("chat model"),
        ),
        check_groups=[_describe_group(group) for group in Group],
        texts=Made(
            engines=_distinct(key.engine for key in texts if key.language != SOURCE),
            voices=[],
            failed_checks=_groups(OF_TEXTS),
        ),
        recordings=Made(
            engines=_distinct(key.engine for key in spoken),
            voices=_distinct(key.voice for key in spoken),
            failed_checks=_groups(OF_RECORDINGS),
        ),
        sources=sorted(dataset.sources.values_list("slug", flat=True)),
    )


def _describe_group(group: Group) -> CheckGroup:
    crew, skipped = gather([group])
    # What only the workers have, they alone can tell; a job says what it left out.
    left_out = "" if current().worker_extras else "; ".join(skipped)
    able = not crew.engines or any(crew.engines.values())
    return CheckGroup(
        name=group,
        checks=checks_of(group),
        problem="" if able else left_out,
        warning=left_out if able else "",
    )


def _groups(rules: Mapping[Group, tuple[Rule, ...]]) -> list[CheckGroup]:
    return [
        CheckGroup(name=group, checks=[rule.name for rule in of_group])
        for group, of_group in rules.items()
    ]


def _distinct(names: Iterable[str]) -> list[str]:
    """Sorted; what has none has no name to choose."""
    return sorted({*names} - {""})
