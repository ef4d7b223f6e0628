"""What Label Studio's own export says, against what is known here.

A webhook is sent once, within a second or never; so this finds what none of them told.
"""

from django.utils import timezone

from annotation.label_studio.client import LabelStudioClient
from annotation.label_studio.connections import connect
from annotation.label_studio.enums import CURRENT, ProjectState
from annotation.label_studio.errors import ProjectGoneError
from annotation.label_studio.people import People
from annotation.label_studio.projects import move
from annotation.label_studio.pulling import Outcome, forget, take_in
from annotation.models import LabelStudioProject


def reconcile(project: LabelStudioProject) -> int:
    """Follows new, changed and deleted annotations; returns how many there were.

    Broken off, it goes on with the next sweep where it stopped.

    Raises:
        ProjectGoneError: somebody deleted the project; votes that were counted stay.
        RemoteError: Label Studio didn't answer.
    """
    if project.remote_id is None or project.state == ProjectState.GONE:
        return 0
    with connect(project.connection) as client:
        differences = _follow(project, project.remote_id, client)
    project.last_reconciled_at, project.differences = timezone.now(), differences
    project.save(update_fields=["last_reconciled_at", "differences"])
    return differences


def _follow(project: LabelStudioProject, remote_id: int, client: LabelStudioClient) -> int:
    began = timezone.now()
    found = client.export(remote_id)
    if found is None:
        move(project, ProjectState.GONE)
        raise ProjectGoneError(remote_id)
    # Deletions first: they make room for what was one too many.
    vanished = project.annotations.filter(standing__in=CURRENT, seen_at__lt=began)
    missing = set(vanished.values_list("remote_id", flat=True)) - {one.id for one in found}
    differences = sum(_is_deleted(client, number) and forget(project, number) for number in missing)
    people = People(project.connection, client)
    for one in sorted(found, key=lambda each: (each.created_at, each.id)):
        differences += take_in(project, one, people) == Outcome.TAKEN
    return differences


def _is_deleted(client: LabelStudioClient, number: int) -> bool:
    """Asked once more: a vote is taken back by this."""
    return client.find_annotation(number) is None


def pull(project: LabelStudioProject, numbers: list[int]) -> None:
    """Looks at these annotations, of which a webhook told. Raises RemoteError."""
    mine = set(project.remote_tasks.values_list("remote_id", flat=True))
    with connect(project.connection) as client:
        people = People(project.connection, client)
        for number in numbers:
            found = client.find_annotation(number)
            if found is None:
                forget(project, number)
            elif found.task in mine:
                take_in(project, found, people)
