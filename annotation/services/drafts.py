"""What the automatic checks say of texts that a rater writes: the same as of a machine's."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from accounts.models import User
from annotation.enums import FindingLevel
from annotation.errors import AssignmentMissingError, CorrectionInvalidError, OverrideNeededError
from annotation.models import Assignment, Campaign
from corpus.importing.validate import text_problem
from corpus.models import Item
from generation.checks import check_translation
from generation.results import FIELDS, field_name


class Texts(NamedTuple):
    question: str
    answer: str


@dataclass(frozen=True)
class Finding:
    """One thing about one field; ``name`` is the check's own, ``text`` for what none may be."""

    field: str
    name: str
    message: str
    level: FindingLevel


def judge_draft(assignment_id: int, *, by: User, texts: Texts) -> list[Finding]:
    """Judges without storing anything.

    Raises:
        AssignmentMissingError: no text of this rater's to correct.
    """
    mine = Assignment.objects.filter(
        pk=assignment_id,
        rater=by,
        task__campaign__in=Campaign.objects.visible_to(by),
        task__translation__isnull=False,
    )
    found = mine.select_related("task__translation__item").first()
    if found is None or found.task.translation is None:
        raise AssignmentMissingError
    return judge_texts(found.task.translation.item, texts, found.task.language)


def judge_texts(item: Item, texts: Texts, language: str) -> list[Finding]:
    """Errors and warnings, question first; nothing where all is well."""
    return [one for field in FIELDS for one in _judge_field(item, texts, field, language)]


def _judge_field(item: Item, texts: Texts, field: str, language: str) -> Iterator[Finding]:
    text = getattr(texts, field)
    if problem := text_problem(text):
        yield Finding(field, "text", f"The {field} {problem}.", FindingLevel.ERROR)
        return
    for outcome in check_translation(getattr(item, field), text, language=language):
        if not outcome.passed:
            yield Finding(field, outcome.name, outcome.detail, FindingLevel.WARNING)


def require_sound(item: Item, texts: Texts, language: str) -> list[Finding]:
    """The warnings, once there are no errors.

    Raises:
        CorrectionInvalidError: by field, what no text may be.
    """
    findings = judge_texts(item, texts, language)
    errors = [one for one in findings if one.level == FindingLevel.ERROR]
    if errors:
        details = {one.field: [text_problem(getattr(texts, one.field)) or ""] for one in errors}
        raise CorrectionInvalidError(errors[0].message, details=details)
    return findings


def override(warnings: Collection[Finding], typed: Collection[str], reason: str) -> list[str]:
    """The names of what was set aside: warnings about fields that the rater typed.

    What stood there before was checked before, and the verdict answers to that.

    Raises:
        OverrideNeededError: there are such warnings, and no reason is given.
        CorrectionInvalidError: the reason holds what no text may hold.
    """
    if reason and (problem := text_problem(reason)):
        raise CorrectionInvalidError(
            f"The reason {problem}.", details={"override_reason": [problem]}
        )
    doubts = [one for one in warnings if one.field in typed]
    if doubts and not reason:
        raise OverrideNeededError(
            {field: [one.message for one in doubts if one.field == field]
             for field in dict.fromkeys(one.field for one in doubts)}
        )  # fmt: skip
    return [field_name(one.field, one.name) for one in doubts]
