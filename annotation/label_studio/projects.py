"""A campaign as projects in Label Studio, one a language: made, filled, and closed.

Every step may be repeated, also after a crash in the middle of it: what is there is found again,
the project by the key in its description, a task by our id in its data.
"""

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from django.db import connection as database
from django.db import transaction
from django.db.models import F, QuerySet

import languages
from annotation.enums import Backend, CampaignKind, CampaignState
from annotation.label_studio import nudges
from annotation.label_studio.addresses import clip_url, webhook_secret, webhook_url
from annotation.label_studio.client import (
    LabelStudioClient,
    ProjectSettings,
    RemoteProject,
    RemoteTask,
)
from annotation.label_studio.configuring import ITEM_KEY, NewTask, label_config
from annotation.label_studio.connections import connect, default_connection
from annotation.label_studio.enums import ALLOWED_PROJECT, CURRENT, ProjectState, Standing
from annotation.label_studio.errors import ProjectGoneError
from annotation.label_studio.texts import load_texts
from annotation.models import Campaign, LabelStudioProject, LabelStudioTask, Task
from common.states import move_row

IMPORT_AT_ONCE = 200
TITLE_LIMIT = 50
_LOCK = 7_281_534_000


def add_projects(campaign: Campaign) -> None:
    """A row for each language that has none; a worker is told to make and fill them.

    Raises:
        ConnectionInvalidError: no Label Studio is connected.
    """
    if campaign.backend != Backend.LABEL_STUDIO:
        return
    connection = default_connection()
    for language in campaign.languages:
        project, _ = LabelStudioProject.objects.get_or_create(
            campaign=campaign, language=language, defaults={"connection": connection}
        )
        transaction.on_commit(partial(nudges.follow_soon, project.pk))


def push(project: LabelStudioProject) -> LabelStudioProject:
    """Makes the project there unless it is there, and imports what it lacks.

    Nothing where another worker is at it right now.

    Raises:
        ProjectGoneError: somebody deleted it there.
        RemoteError: Label Studio didn't do it; what is done stays done.
    """
    with _turn(project) as is_mine:
        project.refresh_from_db()
        if is_mine and _is_asked(project):
            with connect(project.connection) as client:
                _push(project, client)
    return project


def _is_asked(project: LabelStudioProject) -> bool:
    asks = project.campaign.state in {CampaignState.OPEN, CampaignState.PAUSED}
    return asks and project.state not in {ProjectState.CLOSED, ProjectState.GONE}


def _push(project: LabelStudioProject, client: LabelStudioClient) -> None:
    remote = _find_or_make(project, client)
    if remote.overlap != project.campaign.votes_per_item:
        client.change_project(remote.id, maximum_annotations=project.campaign.votes_per_item)
    known = project.remote_tasks.count()
    if project.state == ProjectState.IMPORTING or remote.tasks != known:
        _adopt(project, client)
    _take_away_replaced(project, client)
    if _missing(project).exists():
        _import(project, client)
    if project.state != ProjectState.READY:
        move(project, ProjectState.READY)


def _find_or_make(project: LabelStudioProject, client: LabelStudioClient) -> RemoteProject:
    if project.remote_id is None:
        _make(project, client)
    remote = client.find_project(project.remote_id or 0)
    if remote is None:
        move(project, ProjectState.GONE)
        raise ProjectGoneError(project.remote_id or 0)
    return remote


def _make(project: LabelStudioProject, client: LabelStudioClient) -> None:
    wanted = _settings(project)
    there = client.find_projects(_mark(project))
    mine = [one for one in there if str(project.key) in one.description]
    remote_id = mine[0].id if mine else client.create_project(wanted)
    client.ensure_webhook(remote_id, url=webhook_url(project), secret=webhook_secret(project))
    move(
        project,
        ProjectState.IMPORTING,
        remote_id=remote_id,
        config_hash=hashlib.sha256(wanted.label_config.encode()).hexdigest(),
    )


def _settings(project: LabelStudioProject) -> ProjectSettings:
    campaign, kind = project.campaign, CampaignKind(project.campaign.kind)
    mark, name = _mark(project), languages.get(project.language).name
    room = TITLE_LIMIT - len(f" · {name} {mark}")
    return ProjectSettings(
        title=f"{campaign.name[:room]} · {name} {mark}",
        description=f"MultiSpeech Studio, campaign {campaign.pk}, project {project.key}. Its tasks "
        "and settings are kept by the studio; change them there.",
        instruction=_instruction(kind, project.language),
        label_config=label_config(kind, project.language, scale_version=campaign.scale_version),
        overlap=campaign.votes_per_item,
    )


def _instruction(kind: CampaignKind, language: str) -> str:
    """Shown before the first task, as HTML: its page is left to right in any language."""
    texts = load_texts(language)
    choices = (texts.confirmed, texts.corrected, texts.untranslatable)
    text = texts.listen if kind == CampaignKind.LISTENING else " / ".join(choices)
    return f'<div dir="{languages.get(language).direction}">{text}</div>'


def _mark(project: LabelStudioProject) -> str:
    return f"[{project.key.hex[:8]}]"


def _missing(project: LabelStudioProject) -> QuerySet[Task]:
    tasks = project.campaign.tasks.asking().filter(language=project.language, is_open=True)
    return tasks.filter(label_studio=None, answered__lt=F("votes_needed")).order_by("pk")


def _import(project: LabelStudioProject, client: LabelStudioClient) -> None:
    """The state says what goes on, so that whoever comes after a crash looks what is there."""
    move(project, ProjectState.IMPORTING)
    subjects = _missing(project).select_related(
        "recording__translation__item__source", "translation__item__source"
    )
    while tasks := list(subjects[:IMPORT_AT_ONCE]):
        made = client.import_tasks(project.remote_id or 0, [_new(project, t) for t in tasks])
        if len(made) == len(tasks):
            _remember(project, zip(tasks, made, strict=True))
        else:
            _adopt(project, client)


def _remember(project: LabelStudioProject, pairs: Iterable[tuple[Task, int]]) -> None:
    LabelStudioTask.objects.bulk_create(
        LabelStudioTask(project=project, task=task, remote_id=number) for task, number in pairs
    )


def _new(project: LabelStudioProject, task: Task) -> NewTask:
    """Blind: a rater's browser gets the clip or the texts, and a number that says nothing."""
    warning = load_texts(project.language).warning
    if task.recording is not None:
        item = task.recording.translation.item
        data = {"audio": clip_url(project, task.pk)}
        texts = {}
    else:
        assert task.translation is not None  # noqa: S101 - held by the database
        item, machine = task.translation.item, task.translation
        data = {"question": item.question, "answer": item.answer}
        texts = {"question": machine.question, "answer": machine.answer}
    notice = warning if item.source.sensitive else ""
    return NewTask(data={ITEM_KEY: str(task.pk), "notice": notice, **data}, texts=texts)


def _adopt(project: LabelStudioProject, client: LabelStudioClient) -> None:
    """Learns what an import brought of which nobody heard, and takes away what came twice."""
    known = dict(project.remote_tasks.values_list("task_id", "remote_id"))
    there: dict[int, list[RemoteTask]] = defaultdict(list)
    for remote in client.list_tasks(project.remote_id or 0):
        if remote.item.isdecimal():
            there[int(remote.item)].append(remote)
    ours = {task.pk: task for task in project.campaign.tasks.filter(pk__in=there)}
    _remember(project, ((ours[pk], _first(there[pk])) for pk in ours if pk not in known))
    for pk, twins in there.items():
        kept = known.get(pk) or _first(twins)
        for twin in twins:
            if twin.id != kept and twin.annotations == 0:
                client.delete_task(twin.id)
    gone = [pk for pk in known if pk not in there]
    project.remote_tasks.filter(task__in=gone).delete()


def _take_away_replaced(project: LabelStudioProject, client: LabelStudioClient) -> None:
    """Nobody is asked about a text that is no longer the current one; answers to it stay."""
    answered = project.annotations.filter(standing__in=CURRENT).values("remote_task")
    replaced = project.remote_tasks.filter(task__is_open=False, task__answered=0)
    for row in replaced.exclude(remote_id__in=answered):
        remote = client.find_task(row.remote_id)
        if remote is not None and remote.annotations:
            continue  # the sweep brings it in, as rejected
        if remote is not None:
            client.delete_task(remote.id)
        row.delete()


def _first(twins: Sequence[RemoteTask]) -> int:
    """The one somebody worked on, else the oldest."""
    return min(twins, key=lambda twin: (twin.annotations == 0, twin.id)).id


def close(project: LabelStudioProject) -> None:
    """Once its campaign is closed: nothing is left there to answer, answers stay.

    The last answers have been followed before. Raises RemoteError.
    """
    if project.campaign.state != CampaignState.CLOSED:
        return
    if project.remote_id is not None:
        with connect(project.connection) as client:
            _leave_nothing(client, project.remote_id)
    move(project, ProjectState.CLOSED)


def _leave_nothing(client: LabelStudioClient, remote_id: int) -> None:
    for task in list(client.list_tasks(remote_id)):
        if task.annotations == 0:
            client.delete_task(task.id)
    # What somebody answered needs nobody more.
    client.change_project(remote_id, maximum_annotations=1)


def make_anew(project: LabelStudioProject) -> LabelStudioProject:
    """After somebody deleted it there: what still lacks votes is asked in a new one.

    Raises:
        InvalidTransitionError: it is not gone.
    """
    with transaction.atomic():
        move(project, ProjectState.WAITING, remote_id=None, key=uuid.uuid4(), problem="")
        project.remote_tasks.all().delete()
        counted = project.annotations.filter(standing=Standing.ACCEPTED)
        counted.update(standing=Standing.KEPT)
        lost = project.annotations.filter(standing=Standing.REJECTED)
        lost.update(standing=Standing.DELETED, reason="")
    return project


def move(project: LabelStudioProject, state: ProjectState, **values: object) -> None:
    """The only place that changes a project's state. Raises InvalidTransitionError."""
    move_row(project, state, allowed=ALLOWED_PROJECT, **values)


@contextmanager
def _turn(project: LabelStudioProject) -> Iterator[bool]:
    """One worker at a time; the lock goes with the connection of a worker that dies."""
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK + project.pk])
        row = cursor.fetchone()
    is_mine = bool(row and row[0])
    try:
        yield is_mine
    finally:
        if is_mine:
            with database.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK + project.pk])
