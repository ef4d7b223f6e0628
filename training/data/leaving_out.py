"""What is not trained on, and why."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

MOST_SHOWN = 5


class Reason(StrEnum):
    """Faults of tables keep the names that `evaluation.suites.samples.Fault` gives them."""

    BENCH = "bench"
    """Belongs to the benchmark."""
    OTHER_SPLIT = "other_split"
    NO_RECORDING = "no_recording"
    NO_ANSWER = "no_answer"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    OTHER_LENGTH = "other_length"
    """Longer than its row says, so that its batch might not fit into memory."""
    REPEATED = "repeated"
    GONE = "gone"
    UNREADABLE = "unreadable"
    """No sound file, or one without samples."""
    NOT_FINITE = "not_finite"
    """Holds samples that are not numbers."""
    SHARD_UNREADABLE = "shard_unreadable"
    ANSWER_TOO_LONG = "answer_too_long"
    """Has more tokens than the recipe takes."""
    NOT_LEARNABLE = "not_learnable"
    """The family can't learn from it: its clip is too short for its text, for example."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Missed:
    """A sample that was planned, but that nothing can be learnt from."""

    key: str
    source: str
    reason: Reason
    detail: str
    """For people: what is wrong with it."""


@dataclass(slots=True)
class LeftOut:
    """Counts what is left out before anything is planned, and keeps the first ones to show."""

    counts: Counter[str] = field(default_factory=Counter)
    shown: dict[str, list[str]] = field(default_factory=dict)

    def add(self, reason: str, count: int, *examples: str) -> None:
        if count:
            self.counts[reason] += count
            kept = self.shown.setdefault(reason, [])
            kept += examples[: MOST_SHOWN - len(kept)]

    def add_all(self, other: "LeftOut") -> None:
        for reason, count in other.counts.items():
            self.add(reason, count, *other.shown.get(reason, ()))

    def as_json(self) -> dict[str, Any]:
        return {
            str(reason): {"count": count, "examples": sorted(self.shown.get(reason, []))}
            for reason, count in sorted(self.counts.items())
        }

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "LeftOut":
        found = cls()
        for reason, each in said.items():
            found.add(reason, each["count"], *each["examples"])
        return found
