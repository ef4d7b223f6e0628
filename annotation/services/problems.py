"""Raters say what is wrong with a clip; managers see which stage to run again."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from accounts.models import User
from annotation.enums import STAGE_TO_RERUN, AssignmentState, ProblemCause
from annotation.errors import AssignmentMissingError
from annotation.models import Campaign, ProblemReport
from annotation.services.assigning import lock_assignment
from annotation.services.rows import lock_row


@dataclass(frozen=True)
class ProblemCount:
    """How often one cause was reported in one language, and on which items."""

    language: str
    cause: ProblemCause
    stage: str
    """What makes it anew: `import`, or a job kind."""
    reports: int
    items: list[str]
    """Their ids, those reported most often first; at most `ITEMS_SHOWN`."""


ITEMS_SHOWN = 100


def report_problem(  # noqa: PLR0913 - one keyword for each field of the form
    assignment_id: int,
    *,
    by: User,
    cause: ProblemCause,
    word: str = "",
    word_index: int | None = None,
    note: str = "",
) -> ProblemReport:
    """Keeps a report; the same cause at the same word again changes its words.

    Raises:
        AssignmentMissingError, CampaignClosedError: as for an answer.
    """
    with transaction.atomic():
        assignment = lock_assignment(assignment_id, by=by)
        task = assignment.task
        report, _ = ProblemReport.objects.update_or_create(
            assignment=assignment,
            cause=cause,
            word_index=word_index,
            defaults={
                "rater": by,
                "recording": task.recording,
                "translation": task.translation
                or (task.recording.translation if task.recording else None),
                "word": word,
                "note": note,
            },
        )
    return report


def text_of(assignment_id: int, *, by: User) -> str | None:
    """The words that were voiced, to point at one of them.

    None while they may not be read: who reads a text hears it better than it is, so they are
    shown once the answer stands, and from then on it can't be undone. Not after a skip, which can
    be undone and rated. A trap or gold clip has none.

    Raises:
        AssignmentMissingError: it isn't this rater's.
    """
    with transaction.atomic():
        assignment = lock_row(assignment_id, by)
        if assignment is None:
            raise AssignmentMissingError
        recording = assignment.task.recording
        if assignment.state != AssignmentState.ANSWERED or recording is None:
            return None
        if assignment.words_shown_at is None:
            assignment.words_shown_at = timezone.now()
            assignment.save(update_fields=["words_shown_at"])
    return recording.translation.question


def count_problems(campaign: Campaign) -> list[ProblemCount]:
    """By language and cause, most reports first. Reports on traps and gold are left out."""
    reports = ProblemReport.objects.filter(
        assignment__task__campaign=campaign, translation__isnull=False
    )
    rows = reports.values_list("translation__language", "cause", "translation__item__external_id")
    counted = rows.annotate(reports=Count("id")).order_by("-reports", "translation__item")
    groups: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for language, cause, item, count in counted:
        groups[language, cause].append((item, count))
    found = (_sum_up(*place, items) for place, items in groups.items())
    return sorted(found, key=lambda row: (-row.reports, row.language, row.cause))


def _sum_up(language: str, cause: str, items: Iterable[tuple[str, int]]) -> ProblemCount:
    named = list(items)
    known = ProblemCause(cause)
    return ProblemCount(
        language=language,
        cause=known,
        stage=STAGE_TO_RERUN[known],
        reports=sum(count for _, count in named),
        items=[item for item, _ in named[:ITEMS_SHOWN]],
    )
