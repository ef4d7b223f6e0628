"""What must hold before a release is published: pure functions over its numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from languages import SOURCE

BENCH = "bench"


class Gate(StrEnum):
    CHECKS_FAILED = "checks_failed"
    VOICED = "voiced"
    CORRECTED = "corrected"
    SAMPLES = "samples"
    VOTES = "votes"
    GOLD = "gold"
    NATURALNESS_INTERVAL = "naturalness_interval"
    UNDERSTOOD_INTERVAL = "understood_interval"


@dataclass(frozen=True, kw_only=True)
class GateRules:
    """Versioned: another threshold is another version, and a release names the one it met."""

    version: int
    least_votes: int = 2
    """That count, on every recording of which any were asked (paper, section 3.2)."""
    fewest_samples: int = 20
    """Recordings of the bench with votes in each language (paper, section 3.2)."""
    widest_interval: float = 1.0
    """Points of the scale from end to end, on both scales."""
    most_gold_excluded: float = 0.1
    """Share of votes that don't count because their session missed gold."""
    most_failing: float = 0.02
    """Share of recordings that fail a check."""


GATES = GateRules(version=1)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What one gate found in one split of one language."""

    gate: Gate
    split: str
    language: str
    found: float | None
    """None where there is nothing to measure."""
    wanted: float
    passed: bool


def check_gates(numbers: Mapping[str, Any], rules: GateRules) -> list[Outcome]:
    """All gates of all splits and languages. The source language is no translation to be judged."""
    return [
        outcome
        for split, languages in numbers["splits"].items()
        for language, part in languages.items()
        if language != SOURCE
        for outcome in _check(part, rules, split, language)
    ]


def _check(
    part: Mapping[str, Any], rules: GateRules, split: str, language: str
) -> Iterator[Outcome]:
    def at_least(gate: Gate, found: float, wanted: float) -> Outcome:
        return Outcome(gate=gate, split=split, language=language, found=found, wanted=wanted,
                       passed=found >= wanted)  # fmt: skip

    def at_most(gate: Gate, found: float | None, wanted: float) -> Outcome:
        passed = found is not None and found <= wanted
        return Outcome(gate=gate, split=split, language=language, found=found, wanted=wanted,
                       passed=passed)  # fmt: skip

    voiced = part["recordings"]
    yield at_most(
        Gate.CHECKS_FAILED, part["failing"] / voiced if voiced else 0.0, rules.most_failing
    )
    if split == BENCH:
        yield at_least(Gate.VOICED, voiced, part["rows"])
        yield at_least(Gate.CORRECTED, part["texts_verified"], part["rows"])
        yield at_least(Gate.SAMPLES, part["samples"], min(rules.fewest_samples, part["rows"]))
    if part["samples"]:
        yield at_least(Gate.VOTES, part["least_votes"], rules.least_votes)
        yield at_most(Gate.GOLD, part["gold_excluded"], rules.most_gold_excluded)
        widest = rules.widest_interval
        yield at_most(Gate.NATURALNESS_INTERVAL, _width(part["naturalness"]), widest)
        yield at_most(Gate.UNDERSTOOD_INTERVAL, _width(part["understood"]), widest)


def _width(opinion: Mapping[str, Any]) -> float | None:
    """None with too few raters for an interval."""
    return None if opinion["low"] is None else opinion["high"] - opinion["low"]
