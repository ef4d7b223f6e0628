"""One annotation of Label Studio, into votes of ours or among what is not counted.

Idempotent by its number and its time of update, whoever brings it: the webhook, the sweep, both at
once. Nothing is dropped: what fails is kept with its reason.
"""

from collections.abc import Mapping
from enum import Enum

from django.db import transaction

from accounts.errors import LanguageNotSpokenError
from accounts.models import User
from annotation.enums import CampaignKind
from annotation.errors import (
    AssignmentAnsweredError,
    AssignmentMissingError,
    AssignmentTakenError,
    CampaignClosedError,
    CorrectionInvalidError,
    OverrideNeededError,
    SubjectReplacedError,
)
from annotation.label_studio.client import RemoteAnnotation
from annotation.label_studio.enums import CURRENT, RETRIABLE, Reason, Standing
from annotation.label_studio.errors import ResultInvalidError
from annotation.label_studio.people import People
from annotation.label_studio.results import Scores, read_result
from annotation.models import (
    Correction,
    LabelStudioAnnotation,
    LabelStudioProject,
    Rating,
    Task,
)
from annotation.services.drafts import Texts
from annotation.services.foreign import take_back, take_correction, take_rating
from corpus.errors import TextReplacedError

_REASONS: Mapping[type[Exception], Reason] = {
    LanguageNotSpokenError: Reason.LANGUAGE,
    AssignmentMissingError: Reason.NOT_A_RATER,
    AssignmentAnsweredError: Reason.DUPLICATE,
    AssignmentTakenError: Reason.OVERLAP,
    CampaignClosedError: Reason.CLOSED,
    SubjectReplacedError: Reason.REPLACED,
    TextReplacedError: Reason.REPLACED,
    CorrectionInvalidError: Reason.INVALID,
    OverrideNeededError: Reason.INVALID,
    ResultInvalidError: Reason.INVALID,
}
_EXPLANATION_LIMIT = 500


class Outcome(Enum):
    KNOWN = "known"
    """This version, or a newer one, was here before."""
    TAKEN = "taken"
    JUDGED_ANEW = "judged anew"
    """It was rejected for something that may pass."""


class _RefusedError(Exception):
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.label)
        self.reason = reason


def take_in(project: LabelStudioProject, found: RemoteAnnotation, people: People) -> Outcome:
    """Stores a version of an annotation; a newer one supersedes what the older one brought."""
    rater = people.find(found.completed_by)
    with transaction.atomic():
        _lock(project)
        current = _current(project, found.id)
        if current is not None and current.remote_updated_at >= found.updated_at:
            return _judge_anew(project, current, found, rater)
        versions = project.annotations.filter(remote_id=found.id)
        if versions.filter(remote_updated_at__gte=found.updated_at).exists():
            return Outcome.KNOWN  # deleted since
        if current is not None:
            _end(current, Standing.SUPERSEDED)
        _judge(project, _row(project, found), found, rater)
    return Outcome.TAKEN


def forget(project: LabelStudioProject, remote_id: int) -> bool:
    """It was deleted in Label Studio: its vote is taken back, its row stays. False: it was."""
    with transaction.atomic():
        _lock(project)
        current = _current(project, remote_id)
        if current is not None:
            _end(current, Standing.DELETED)
    return current is not None


def _lock(project: LabelStudioProject) -> None:
    """Those who bring annotations of one project take turns."""
    LabelStudioProject.objects.select_for_update(no_key=True).get(pk=project.pk)


def _current(project: LabelStudioProject, remote_id: int) -> LabelStudioAnnotation | None:
    rows = project.annotations.filter(remote_id=remote_id, standing__in=CURRENT)
    return rows.select_related("rating", "correction").first()


def _row(project: LabelStudioProject, found: RemoteAnnotation) -> LabelStudioAnnotation:
    return LabelStudioAnnotation(
        project=project,
        remote_id=found.id,
        remote_updated_at=found.updated_at,
        remote_created_at=found.created_at,
        remote_task=found.task,
        remote_person=found.completed_by,
        result=found.result,
        seconds=found.seconds,
    )


def _judge_anew(
    project: LabelStudioProject,
    row: LabelStudioAnnotation,
    found: RemoteAnnotation,
    rater: User | None,
) -> Outcome:
    if row.remote_updated_at > found.updated_at or row.reason not in RETRIABLE:
        return Outcome.KNOWN
    before = row.reason
    _judge(project, row, found, rater)
    return Outcome.KNOWN if row.reason == before else Outcome.JUDGED_ANEW


def _judge(
    project: LabelStudioProject,
    row: LabelStudioAnnotation,
    found: RemoteAnnotation,
    rater: User | None,
) -> None:
    row.rater = rater
    mapped = Task.objects.filter(label_studio__project=project, label_studio__remote_id=found.task)
    row.task = mapped.select_related("campaign").first()
    try:
        with transaction.atomic():
            answer = _count(project, row.task, found, rater)
    except _RefusedError as problem:
        _reject(row, problem.reason, "")
    except tuple(_REASONS) as problem:
        _reject(row, _REASONS[type(problem)], str(problem))
    else:
        row.standing, row.reason, row.explanation = Standing.ACCEPTED, "", ""
        row.rating = answer if isinstance(answer, Rating) else None
        row.correction = answer if isinstance(answer, Correction) else None
    row.save()


def _reject(row: LabelStudioAnnotation, reason: Reason, explanation: str) -> None:
    row.standing, row.reason = Standing.REJECTED, reason
    row.explanation = explanation[:_EXPLANATION_LIMIT]


def _count(
    project: LabelStudioProject, task: Task | None, found: RemoteAnnotation, rater: User | None
) -> Rating | Correction:
    if found.skipped:
        raise _RefusedError(Reason.SKIPPED)
    if task is None:
        raise _RefusedError(Reason.UNKNOWN_TASK)
    # Label Studio lets anybody write in anybody's name, but says who it was.
    if found.updated_by != found.completed_by:
        raise _RefusedError(Reason.NOT_THEIRS)
    if rater is None:
        raise _RefusedError(Reason.UNKNOWN_PERSON)
    answer = read_result(CampaignKind(project.campaign.kind), found.result)
    seconds = max(found.seconds, 0.0)
    if isinstance(answer, Scores):
        return take_rating(
            task,
            by=rater,
            naturalness=answer.naturalness,
            understood=answer.understood,
            seconds=seconds,
            given_at=found.created_at,
        )
    return take_correction(
        task,
        by=rater,
        verdict=answer.verdict,
        texts=Texts(answer.question, answer.answer),
        reason=answer.reason,
        seconds=seconds,
        given_at=found.created_at,
    )


def _end(row: LabelStudioAnnotation, standing: Standing) -> None:
    """Takes back what it brought; where somebody built on it meanwhile, that stays."""
    answer = row.rating or row.correction
    explanation = ""
    if answer is not None:
        try:
            take_back(answer)
        except TextReplacedError as problem:
            explanation = str(problem)
    row.standing, row.reason, row.explanation = standing, "", explanation
    row.save(update_fields=["standing", "reason", "explanation"])
