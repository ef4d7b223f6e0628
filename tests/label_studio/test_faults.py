"""Servers that die on the way, each followed by a comparison with Label Studio's own export."""

from collections.abc import Sequence
from typing import Any

import pytest

from annotation.enums import CampaignKind
from annotation.label_studio import projects
from annotation.label_studio.client import LabelStudioClient
from annotation.label_studio.configuring import NewTask
from annotation.label_studio.enums import ProjectState
from annotation.label_studio.errors import (
    RemoteError,
    UnreachableError,
)
from annotation.label_studio.projects import push
from annotation.label_studio.reconciling import reconcile
from annotation.models import LabelStudioConnection
from supervisor.label_studio import EmbeddedLabelStudio
from tests.label_studio.results import scores
from tests.label_studio.scene import (
    Annotator,
    compare_with_export,
    make_annotator,
    make_bench,
    open_there,
    project_of,
    standings,
)

pytestmark = [pytest.mark.label_studio, pytest.mark.xdist_group("label_studio")]
LISTENING = CampaignKind.LISTENING


def test_a_server_killed_in_mid_import_ends_up_with_every_task_once(
    connection: LabelStudioConnection,
    server: EmbeddedLabelStudio,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(projects, "IMPORT_AT_ONCE", 5)
    dataset = make_bench(20, "ara")
    whole = LabelStudioClient.import_tasks
    calls: list[int] = []

    def import_then_die(
        client: LabelStudioClient, project: int, tasks: Sequence[NewTask]
    ) -> list[int]:
        """The second part arrives, but nobody hears of it; the third finds nobody."""
        made = whole(client, project, tasks)
        calls.append(len(made))
        if len(calls) == 2:
            server.kill()
            raise UnreachableError(client.url, "it died")
        return made

    with monkeypatch.context() as patch:
        patch.setattr(LabelStudioClient, "import_tasks", import_then_die)
        with pytest.raises(RemoteError):
            open_there(dataset, LISTENING, "ara")
    project = connection.projects.get()
    assert (project.state, project.remote_tasks.count()) == (ProjectState.IMPORTING, 5)
    with pytest.raises(UnreachableError):
        push(project)
    server.start()

    push(project)

    with LabelStudioClient(server.url, server.token) as client:
        there = [int(task.item) for task in client.list_tasks(project.remote_id or 0)]
        raters = [make_annotator(connection, dataset) for _ in range(2)]
        _rate_all(raters, list(project.remote_tasks.values_list("remote_id", flat=True)))
        assert reconcile(project) == 40
        compare_with_export(project, client)
    assert sorted(there) == sorted(project.campaign.tasks.values_list("pk", flat=True))
    assert (project.state, project.remote_tasks.count()) == (ProjectState.READY, 20)


def test_an_import_that_came_twice_is_thinned_out(
    connection: LabelStudioConnection, admin: LabelStudioClient
) -> None:
    dataset = make_bench(3, "ara")
    project = project_of(open_there(dataset, LISTENING, "ara"))
    rater = make_annotator(connection, dataset)
    remote = project.remote_id or 0
    items = [task.item for task in admin.list_tasks(remote)]
    data: dict[str, Any] = {"audio": "http://127.0.0.1:9/clip.flac", "notice": ""}
    twins = admin.import_tasks(
        remote, [NewTask(data={"item_id": item, **data}, texts={}) for item in items]
    )
    rater.submit(twins[0], scores())

    push(project)
    reconcile(project)

    left = [task.item for task in admin.list_tasks(remote)]
    assert sorted(left) == sorted([*items, items[0]])
    assert standings(project) == {"unknown_task": 1}
    compare_with_export(project, admin)


def test_a_sweep_broken_off_by_a_dying_server_goes_on_where_it_stopped(
    connection: LabelStudioConnection,
    admin: LabelStudioClient,
    server: EmbeddedLabelStudio,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dataset = make_bench(6, "ara")
    project = project_of(open_there(dataset, LISTENING, "ara"))
    raters = [make_annotator(connection, dataset) for _ in range(2)]
    _rate_all(raters, [task.remote_id for task in project.remote_tasks.all()])
    connection.people.all().delete()
    people = LabelStudioClient.people

    def die_first(client: LabelStudioClient) -> Any:
        server.kill()
        return people(client)

    with monkeypatch.context() as patch:
        patch.setattr(LabelStudioClient, "people", die_first)
        with pytest.raises(UnreachableError):
            reconcile(project)
    with pytest.raises(UnreachableError):
        reconcile(project)
    server.start()

    assert reconcile(project) == 12
    assert reconcile(project) == 0

    assert standings(project) == {"accepted": 12}
    compare_with_export(project, admin)


def _rate_all(raters: Sequence[Annotator], tasks: Sequence[int]) -> None:
    for rater in raters:
        for task in tasks:
            rater.submit(task, scores())
