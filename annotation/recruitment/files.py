"""What a manager takes to Prolific.

Prolific's pages take lists of participant ids to approve, or to reject with one reason; its REST
interface takes submission ids, and for each rejection a category and a message of at least 100
characters. So one file has everything, and two are lists to paste.
"""

import csv
import io
from collections.abc import Iterable
from enum import StrEnum

from annotation.recruitment.enums import Decision
from annotation.recruitment.participants import Participant
from annotation.statistics.screening import Reason
from common.spreadsheets import harmless_row


class Part(StrEnum):
    ALL = "all"
    APPROVE = "approve"
    REJECT = "reject"


def write_participants(participants: Iterable[Participant], part: Part) -> str:
    """CSV; a list to paste is one column of participant ids without a heading."""
    file = io.StringIO()
    if part != Part.ALL:
        wanted = Decision(part.value)
        ids = [one.prolific_id for one in participants if one.decision == wanted]
        return "".join(f"{prolific_id}\r\n" for prolific_id in ids)
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(harmless_row(_row(one)) for one in participants)
    return file.getvalue()


COLUMNS = (
    "participant_id", "submission_id", "study_id", "language", "outcome", "completion_code",
    "decision", "rejection_category", "message", "sessions", "minutes", "checks", "checks_failed",
    "votes", *(f"excluded_{reason}" for reason in Reason), "rules_version", "arrived_at",
    "ended_at",
)  # fmt: skip


def _row(one: Participant) -> tuple[object, ...]:
    """Cells in the order of `COLUMNS`."""
    return (
        one.prolific_id, one.session_id, one.study_id, one.language, one.outcome, one.code,
        one.decision.value, one.category, one.message, one.sessions, round(one.seconds / 60, 1),
        one.checks, one.checks_failed, one.votes,
        *(one.excluded.get(reason, 0) for reason in Reason), one.rules_version,
        one.arrived_at.isoformat(), one.ended_at.isoformat() if one.ended_at else "",
    )  # fmt: skip
