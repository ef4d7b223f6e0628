"""Reads the clips of sessions with what was answered: one query, whatever their number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db.models import F, FilteredRelation, Q

from annotation.enums import AssignmentState, ControlRole, SkipReason
from annotation.models import Assignment
from annotation.statistics.facts import GoldScore


class Slot(NamedTuple):
    """A clip of a session.

    Scores are None where no vote stands; known ones, where it is no trap and no gold.
    """

    session: int
    state: str
    skip_reason: str
    hidden_s: float
    clip_s: float | None
    control_s: float | None
    role: str | None
    known_naturalness: int | None
    known_understood: int | None
    naturalness: int | None
    understood: int | None
    seconds: float | None

    @property
    def gap(self) -> GoldScore | None:
        """Of a trap or gold; None where it was skipped or never answered."""
        if self.naturalness is None or self.understood is None:
            return None
        return GoldScore(
            naturalness=self.naturalness - (self.known_naturalness or 0),
            understood=self.understood - (self.known_understood or 0),
        )

    @property
    def is_answered(self) -> bool:
        return self.state == AssignmentState.ANSWERED

    @property
    def is_skipped(self) -> bool:
        return self.state == AssignmentState.SKIPPED

    @property
    def is_spared(self) -> bool:
        """Skipped because of its text, which is without penalty."""
        return self.is_skipped and self.skip_reason == SkipReason.OFFENSIVE


def read_slots(sessions: Iterable[int]) -> Mapping[int, list[Slot]]:
    """By session, in their order; a session without clips has none."""
    standing = FilteredRelation("ratings", condition=Q(ratings__withdrawn_at=None))
    rows = Assignment.objects.filter(session__in=list(sessions)).annotate(vote=standing)
    found: defaultdict[int, list[Slot]] = defaultdict(list)
    for values in rows.order_by("session", "position").values_list(
        "session_id",
        "state",
        "skip_reason",
        "hidden_s",
        "task__recording__duration_s",
        "task__control__duration_s",
        "task__control__role",
        "task__control__naturalness",
        "task__control__understood",
        F("vote__naturalness"),
        F("vote__understood"),
        F("vote__seconds"),
    ):
        slot = Slot._make(values)
        found[slot.session].append(slot)
    return found


def with_role(slots: Sequence[Slot], role: ControlRole | None) -> list[Slot]:
    """Traps, gold, or with None the clips that something is asked about."""
    return [slot for slot in slots if slot.role == role]
