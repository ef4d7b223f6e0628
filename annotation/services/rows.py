"""What raters' requests read all day long, by SQL of their own and no more of it than is needed.

Django needs a millisecond to put a query together and PostgreSQL a tenth to answer it. What comes
back are its models all the same: a column that wasn't read loads when somebody asks for it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection, models

from accounts.models import User
from annotation.enums import AssignmentState
from annotation.models import Assignment, Campaign, ControlClip, Task
from corpus.models import Item, Recording, Source, Translation

Row = TypeVar("Row", bound=models.Model)
SqlValues = dict[str, int | str | datetime]

# As `Dataset.objects.visible_to` has it.
_VISIBLE = """(%(is_admin)s OR EXISTS (
  SELECT FROM catalog_membership m WHERE m.dataset_id = c.dataset_id AND m.user_id = %(rater)s))"""
# PostgreSQL locks a row's tables in the order in which they are named at the end.
_LOCK = f"""
SELECT a.*, t.campaign_id AS t_campaign_id, t.language AS t_language,
  t.recording_id AS t_recording_id, t.translation_id AS t_translation_id,
  t.control_id AS t_control_id, t.pair_id AS t_pair_id, t.slice AS t_slice,
  t.votes_needed AS t_votes_needed, t.answered AS t_answered, t.taken AS t_taken,
  t.is_open AS t_is_open,
  c.kind AS c_kind, c.state AS c_state, c.backend AS c_backend, c.closed_at AS c_closed_at,
  c.dataset_id AS c_dataset_id, c.scale_version AS c_scale_version,
  c.protocol_id AS c_protocol_id, c.second_reviewer AS c_second_reviewer,
  r.duration_s AS r_duration_s, r.translation_id AS r_translation_id,
  k.duration_s AS k_duration_s,
  (SELECT max(o.earliest_end_at) FROM annotation_assignment o
   WHERE o.rater_id = a.rater_id AND o.id <> a.id) AS others_earliest_end_at,
  (SELECT max(o.answered_at) FROM annotation_assignment o
   WHERE o.rater_id = a.rater_id AND o.id <> a.id) AS others_answered_at
FROM annotation_assignment a
JOIN annotation_task t ON t.id = a.task_id
JOIN annotation_campaign c ON c.id = t.campaign_id
LEFT JOIN corpus_recording r ON r.id = t.recording_id
LEFT JOIN annotation_controlclip k ON k.id = t.control_id
WHERE a.id = %(assignment)s AND a.rater_id = %(rater)s AND {_VISIBLE}
FOR NO KEY UPDATE OF t, a
"""  # noqa: S608 - made of constants
_CAMPAIGN = f"""
SELECT c.* FROM annotation_campaign c WHERE c.id = %(campaign)s AND {_VISIBLE}
"""  # noqa: S608 - made of constants
# The index `task_claimable` has these conditions and this order.
_CLAIM_NEW = """
WITH free AS (
  SELECT t.id, t.recording_id FROM annotation_task t
  WHERE t.campaign_id = %(campaign)s AND t.language = %(language)s
    AND t.is_open AND t.control_id IS NULL AND t.taken < t.votes_needed
    AND NOT EXISTS (
      SELECT FROM annotation_assignment a WHERE a.task_id = t.id AND a.rater_id = %(rater)s)
  ORDER BY t.taken, t.shuffle LIMIT 1
  FOR NO KEY UPDATE OF t SKIP LOCKED
), counted AS (
  UPDATE annotation_task t SET taken = t.taken + 1 FROM free WHERE t.id = free.id RETURNING t.id
)
INSERT INTO annotation_assignment
  (task_id, rater_id, position, state, opened_at, lease_expires_at, hidden_s, plays, skip_reason,
   skip_note)
SELECT id, %(rater)s, 0, %(state)s, %(now)s, %(lease_end)s, 0, 0, '', '' FROM counted
RETURNING id, task_id
"""
_CLIP = """
SELECT t.recording_id, r.sha256, r.duration_s, x.id, i.id, s.id, s.sensitive,
  t.control_id, k.sha256, k.duration_s
FROM annotation_task t
LEFT JOIN corpus_recording r ON r.id = t.recording_id
LEFT JOIN corpus_translation x ON x.id = r.translation_id
LEFT JOIN corpus_item i ON i.id = x.item_id
LEFT JOIN corpus_source s ON s.id = i.source_id
LEFT JOIN annotation_controlclip k ON k.id = t.control_id
WHERE t.id = %(task)s
"""
# In the order of that index, so that it is used, and not all of the table read.
_WAITING = """
SELECT least(%(most)s, (
  SELECT count(*) FROM (
    SELECT FROM annotation_task t
    WHERE t.campaign_id = %(campaign)s AND t.language = %(language)s
      AND t.is_open AND t.control_id IS NULL AND t.taken < t.votes_needed
      AND NOT EXISTS (
        SELECT FROM annotation_assignment a
        WHERE a.task_id = t.id AND a.rater_id = %(rater)s AND a.state <> %(expired)s)
    ORDER BY t.taken, t.shuffle LIMIT %(most)s) waiting
) + (
  SELECT count(*) FROM annotation_assignment a JOIN annotation_task t ON t.id = a.task_id
  WHERE a.rater_id = %(rater)s AND a.state = %(held)s
    AND t.campaign_id = %(campaign)s AND t.language = %(language)s AND t.is_open
))
"""


def lock_row(assignment_id: int, rater: User) -> Assignment | None:
    """The rater's own assignment with its task and campaign; the first two locked, in reverse.

    Beside its fields it has ``others_earliest_end_at`` and ``others_answered_at``: the latest of
    the rater's other assignments.
    """
    values = _visible_to(rater, assignment=assignment_id)
    assignment = next(iter(Assignment.objects.raw(_LOCK, values)), None)
    if assignment is None:
        return None
    read = vars(assignment)
    task = row_of(Task, id=assignment.task_id, **_of("t_", read))
    task.campaign = row_of(Campaign, id=read["t_campaign_id"], **_of("c_", read))
    if task.recording_id is not None:
        task.recording = row_of(Recording, id=task.recording_id, **_of("r_", read))
    if task.control_id is not None:
        task.control = row_of(ControlClip, id=task.control_id, **_of("k_", read))
    assignment.task, assignment.rater = task, rater
    return assignment


def read_campaign(campaign_id: int, rater: User) -> Campaign | None:
    """None where this person may not see it."""
    values = _visible_to(rater, campaign=campaign_id)
    return next(iter(Campaign.objects.raw(_CAMPAIGN, values)), None)


def lock_rater(rater: User) -> None:
    """Until the end of the transaction; two windows of one rater take turns."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM accounts_user WHERE id = %s FOR NO KEY UPDATE", [rater.pk])


def claim_new(
    campaign: Campaign, language: str, rater: User, *, now: datetime, lease_end: datetime
) -> Assignment | None:
    """Finds, locks, counts and hands out a clip that this rater never had, outside sessions.

    Those with fewest votes first, then by lot. None where nothing is left but what lapsed in
    these hands, or what somebody holds locked right now. The caller holds the rater's lock.
    """
    found = _first(
        _CLAIM_NEW,
        {
            "campaign": campaign.pk,
            "language": language,
            "rater": rater.pk,
            "state": AssignmentState.HELD.value,
            "now": now,
            "lease_end": lease_end,
        },
    )
    if found is None:
        return None
    return Assignment(
        pk=found[0], task_id=found[1], rater=rater, opened_at=now, lease_expires_at=lease_end
    )


def read_clip(task_id: int, campaign: Campaign, language: str) -> Task:
    """What a rater is shown of a clip: its sound, and whether its text needs a warning."""
    row = _first(_CLIP, {"task": task_id})
    assert row is not None  # noqa: S101 - an assignment refers to it
    recording_id, sha256, duration_s, text_id, item_id, source_id, sensitive, *control = row
    task = row_of(
        Task,
        id=task_id,
        campaign_id=campaign.pk,
        language=language,
        recording_id=recording_id,
        translation_id=None,
        control_id=control[0],
    )
    task.campaign = campaign
    if recording_id is not None:
        item = row_of(Item, id=item_id, source_id=source_id)
        item.source = row_of(Source, id=source_id, sensitive=sensitive)
        text = row_of(Translation, id=text_id, item_id=item_id)
        text.item = item
        task.recording = row_of(
            Recording,
            id=recording_id,
            sha256=sha256,
            duration_s=duration_s,
            language=language,
            translation_id=text_id,
        )
        task.recording.translation = text
    control_id, *sound = control
    if control_id is not None:
        task.control = row_of(ControlClip, id=control_id, sha256=sound[0], duration_s=sound[1])
    return task


def count_waiting(campaign_id: int, language: str, rater: User, *, most: int) -> int:
    """What this rater can still do in a campaign without sessions, what is held included."""
    row = _first(
        _WAITING,
        {
            "campaign": campaign_id,
            "language": language,
            "rater": rater.pk,
            "held": AssignmentState.HELD.value,
            "expired": AssignmentState.EXPIRED.value,
            "most": most,
        },
    )
    return int(row[0]) if row else 0


def row_of(model: type[Row], **values: Any) -> Row:
    """A row of which these columns were read."""
    columns = [field.attname for field in model._meta.concrete_fields]  # noqa: SLF001 - public
    read = [column for column in columns if column in values]
    return model.from_db("default", read, [values[column] for column in read])


def _of(prefix: str, read: dict[str, Any]) -> dict[str, Any]:
    return {name.removeprefix(prefix): read[name] for name in read if name.startswith(prefix)}


def _visible_to(rater: User, **values: int) -> SqlValues:
    return {"rater": rater.pk, "is_admin": rater.is_admin, **values}


def _first(sql: str, values: Mapping[str, int | str | datetime]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row
