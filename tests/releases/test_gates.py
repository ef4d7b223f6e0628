"""Gates over numbers, without a database."""

from typing import Any

import pytest

from releases.gates import GateRules, Outcome, check_gates

RULES = GateRules(version=1)


def part(**changes: Any) -> dict[str, Any]:
    """A bench of 30 items in which everything is well."""
    opinion = {"low": 3.5, "high": 4.2}
    return {
        "rows": 30,
        "recordings": 30,
        "texts_verified": 30,
        "failing": 0,
        "samples": 20,
        "least_votes": 2,
        "gold_excluded": 0.0,
        "naturalness": opinion,
        "understood": opinion,
        **changes,
    }


def check(split: str = "bench", language: str = "ara", **changes: Any) -> dict[str, Outcome]:
    numbers = {"splits": {split: {language: part(**changes)}}}
    return {outcome.gate: outcome for outcome in check_gates(numbers, RULES)}


def failed(**changes: Any) -> list[str]:
    return [gate for gate, outcome in check(**changes).items() if not outcome.passed]


def test_good_bench_passes_every_gate() -> None:
    outcomes = check()
    assert sorted(outcomes) == [
        "checks_failed",
        "corrected",
        "gold",
        "naturalness_interval",
        "samples",
        "understood_interval",
        "voiced",
        "votes",
    ]
    assert all(outcome.passed for outcome in outcomes.values())


@pytest.mark.parametrize(
    ("changes", "gate"),
    [
        ({"recordings": 29}, "voiced"),
        ({"texts_verified": 29}, "corrected"),
        ({"failing": 1}, "checks_failed"),
        ({"samples": 19}, "samples"),
        ({"least_votes": 1}, "votes"),
        ({"gold_excluded": 0.11}, "gold"),
        ({"naturalness": {"low": 3.0, "high": 4.1}}, "naturalness_interval"),
        ({"understood": {"low": None, "high": None}}, "understood_interval"),
    ],
)
def test_each_gate_fails_alone(changes: dict[str, Any], gate: str) -> None:
    assert failed(**changes) == [gate]


def test_bench_smaller_than_the_sample_needs_all_of_itself() -> None:
    small = {"rows": 6, "recordings": 6, "texts_verified": 6}
    assert failed(**small, samples=6) == []
    assert failed(**small, samples=5) == ["samples"]


def test_unrated_train_is_judged_by_its_checks_alone() -> None:
    assert list(check("train", samples=0, texts_verified=0)) == ["checks_failed"]


def test_source_language_is_not_judged() -> None:
    assert check(language="eng", texts_verified=0) == {}


def test_gate_says_what_it_found_and_wanted() -> None:
    outcome = check(texts_verified=12)["corrected"]
    assert (outcome.found, outcome.wanted, outcome.language) == (12, 30, "ara")
