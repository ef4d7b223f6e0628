"""What goes wrong on the way, each followed by a comparison with Label Studio's own export."""

from collections.abc import Sequence
from typing import Any

import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from annotation.enums import CampaignKind
from annotation.label_studio import projects
from annotation.label_studio.client import LabelStudioClient
from annotation.label_studio.configuring import NewTask
from annotation.label_studio.enums import ProjectState
from annotation.label_studio.errors import (
    ProjectGoneError,
    RemoteError,
    TokenRefusedError,
    UnreachableError,
)
from annotation.label_studio.projects import make_anew, push
from annotation.label_studio.reconciling import reconcile
from annotation.label_studio.sweeping import follow_projects
from annotation.models import LabelStudioConnection, LabelStudioProject, Rating
from annotation.services.campaigns import close_campaign, refresh_tasks
from generation.corrections import correct_translation
from supervisor.label_studio import EmbeddedLabelStudio
from tests.factories import make_user
from tests.label_studio.results import choice, correction, scores
from tests.label_studio.scene import (
    Annotator,
    compare_with_export,
    make_annotator,
    make_bench,
    open_there,
    project_of,
    standings,
    work_off_queue,
)

pytestmark = [pytest.mark.label_studio, pytest.mark.xdist_group("label_studio")]
LISTENING, CORRECTION = CampaignKind.LISTENING, CampaignKind.CORRECTION


def test_a_webhook_brings_an_answer_at_once_with_its_changes(
    connection: LabelStudioConnection, admin: LabelStudioClient
) -> None:
    dataset = make_bench(2, "ara")
    project = project_of(open_there(dataset, LISTENING, "ara"))
    rater = make_annotator(connection, dataset)
    task = rater.next(project)
    assert task is not None

    annotation = rater.submit(task, scores(2, 2))
    assert work_off_queue() == ["annotation.tasks.pull_annotations"]
    rater.change(annotation, scores(4, 4))
    work_off_queue()

    project.refresh_from_db()
    assert project.last_webhook_at is not None
    assert standings(project) == {"superseded": 1, "accepted": 1}
    compare_with_export(project, admin)
    rater.delete(annotation)
    work_off_queue()
    assert standings(project) == {"superseded": 1, "deleted": 1}
    compare_with_export(project, admin)
    assert reconcile(project) == 0


def test_what_no_webhook_told_is_found_by_the_sweep(
    connection: LabelStudioConnection, admin: LabelStudioClient, settings: Settings
) -> None:
    settings.LABEL_STUDIO_CALLBACK_URL = "http://127.0.0.1:9"
    dataset = make_bench(3, "ara")
    project = project_of(open_there(dataset, LISTENING, "ara"))
    rater = make_annotator(connection, dataset)
    tasks = [task.remote_id for task in project.remote_tasks.all()]
    kept, changed, deleted = (rater.submit(task, scores()) for task in tasks)
    follow_projects()
    rater.change(changed, scores(1, 1))
    rater.delete(deleted)

    follow_projects()

    assert work_off_queue() == []
    project.refresh_from_db()
    assert project.differences == 2
    assert standings(project) == {"accepted": 2, "superseded": 1, "deleted": 1}
    compare_with_export(project, admin)
    assert kept in project.annotations.filter(standing="accepted").values_list(
        "remote_id", flat=True
    )


def test_what_breaks_a_rule_of_ours_is_kept_with_its_reason(
    connection: LabelStudioConnection, admin: LabelStudioClient
) -> None:
    dataset = make_bench(8, "ara")
    project = project_of(open_there(dataset, LISTENING, "ara", votes=2))
    first, second, third = (make_annotator(connection, dataset) for _ in range(3))
    tasks = [task.remote_id for task in project.remote_tasks.order_by("pk")]

    for rater in (first, second, third):
        rater.submit(tasks[0], scores())
    first.submit(tasks[0], scores(1, 1))
    first.submit(tasks[1], scores(), completed_by=second.remote_id)
    first.submit(tasks[2], scores(6, 4))
    first.submit(tasks[3], [choice("naturalness", "4")])
    first.submit(tasks[4], scores(), was_cancelled=True)
    make_annotator(connection).submit(tasks[5], scores())
    make_annotator(connection, dataset, "hin").submit(tasks[6], scores())
    stranger = make_annotator(connection, dataset)
    connection.people.filter(user=stranger.user).delete()
    type(stranger.user).objects.filter(pk=stranger.user.pk).update(email="")
    stranger.submit(tasks[7], scores())
    reconcile(project)

    assert standings(project) == {
        "accepted": 2,
        "overlap": 1,
        "duplicate": 1,
        "not_theirs": 1,
        "invalid": 2,
        "skipped": 1,
        "not_a_rater": 1,
        "language": 1,
        "unknown_person": 1,
    }
    compare_with_export(project, admin)
    assert Rating.objects.count() == 2


def test_what_was_one_too_many_counts_once_there_is_room(
    connection: LabelStudioConnection, admin: LabelStudioClient
) -> None:
    dataset = make_bench(1, "ara")
    project = project_of(open_there(dataset, LISTENING, "ara", votes=1))
    first, second = (make_annotator(connection, dataset) for _ in range(2))
    (task,) = project.remote_tasks.all()
    annotation = first.submit(task.remote_id, scores())
    second.submit(task.remote_id, scores())
    reconcile(project)
    assert standings(project) == {"accepted": 1, "overlap": 1}

    first.delete(annotation)
    reconcile(project)

    assert standings(project) == {"deleted": 1, "accepted": 1}
    compare_with_export(project, admin)


def test_corrections_answer_to_our_rules(
    connection: LabelStudioConnection, admin: LabelStudioClient
) -> None:
    dataset = make_bench(5, "ara")
    project = project_of(open_there(dataset, CORRECTION, "ara"))
    rater = make_annotator(connection, dataset)
    remote = list(project.remote_tasks.select_related("task__translation").order_by("pk"))
    texts = [each.task.translation for each in remote if each.task.translation is not None]
    answers = [
        correction(f"نعم، {texts[0].question}", texts[0].answer, "confirmed"),
        correction(texts[1].question, "  ", "corrected"),
        correction(texts[2].question, texts[2].answer, "corrected"),
        correction("Where is the station?", texts[3].answer, "corrected"),
        correction("Where is the station?", texts[4].answer, "corrected", reason="It is a name."),
    ]

    for task, result in zip(remote, answers, strict=True):
        rater.submit(task.remote_id, result)
    reconcile(project)

    rows = project.annotations.order_by("remote_id")
    assert [row.standing for row in rows] == [
        "accepted", "rejected", "rejected", "rejected", "accepted",
    ]  # fmt: skip
    assert rows[0].correction is not None
    assert rows[0].correction.verdict == "corrected"
    assert [row.explanation.partition(".")[0] for row in rows[1:3]] == [
        "The answer was emptied", "Nothing was changed",
    ]  # fmt: skip
    compare_with_export(project, admin)


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


def _counted_once(
    connection: LabelStudioConnection, *, items: int, votes: int = 2
) -> LabelStudioProject:
    """Somebody answered one task, and it arrived."""
    dataset = make_bench(items, "ara")
    project = project_of(open_there(dataset, LISTENING, "ara", votes=votes))
    rater = make_annotator(connection, dataset)
    task = rater.next(project)
    assert task is not None
    rater.submit(task, scores())
    reconcile(project)
    return project


def test_a_revoked_token_is_named_and_counts_nothing_away(
    connection: LabelStudioConnection, admin: LabelStudioClient
) -> None:
    project = _counted_once(connection, items=2)
    connection.token, kept = "0" * 40, connection.token
    connection.save()

    follow_projects()

    project.refresh_from_db()
    assert "refuses the token" in project.problem
    assert standings(project) == {"accepted": 1}
    with pytest.raises(TokenRefusedError):
        reconcile(project)
    connection.token = kept
    connection.save()
    follow_projects()
    project.refresh_from_db()
    assert project.problem == ""
    compare_with_export(project, admin)


def test_a_project_deleted_behind_our_back_keeps_its_votes(
    connection: LabelStudioConnection, admin: LabelStudioClient
) -> None:
    project = _counted_once(connection, items=2)

    admin.delete_project(project.remote_id or 0)
    with pytest.raises(ProjectGoneError):
        reconcile(project)

    project.refresh_from_db()
    assert project.state == ProjectState.GONE
    assert standings(project) == {"accepted": 1}
    assert Rating.objects.filter(withdrawn_at=None).count() == 1
    follow_projects()  # nothing to do with it, and no error


def test_a_project_made_anew_asks_for_what_is_missing_only(
    connection: LabelStudioConnection, admin: LabelStudioClient
) -> None:
    project = _counted_once(connection, items=3, votes=1)
    admin.delete_project(project.remote_id or 0)
    follow_projects()
    project.refresh_from_db()

    make_anew(project)
    follow_projects()

    project.refresh_from_db()
    assert project.state == ProjectState.READY
    assert len(list(admin.list_tasks(project.remote_id or 0))) == 2
    assert standings(project) == {"kept": 1}
    assert Rating.objects.filter(withdrawn_at=None).count() == 1
    compare_with_export(project, admin)


def test_a_text_that_was_replaced_is_asked_about_no_longer(
    connection: LabelStudioConnection, admin: LabelStudioClient
) -> None:
    dataset = make_bench(3, "ara")
    project = project_of(open_there(dataset, CORRECTION, "ara"))
    rater = make_annotator(connection, dataset)
    replaced, answered, kept = project.remote_tasks.select_related("task__translation")
    for row in (replaced, answered):
        text = row.task.translation
        assert text is not None
        correct_translation(text, question="كم الساعة؟", answer=text.answer, by=rater.user)
    rater.submit(answered.remote_id, correction("سؤال آخر؟", "جواب"))
    refresh_tasks(project.campaign)

    follow_projects()

    left = {task.id for task in admin.list_tasks(project.remote_id or 0)}
    assert left == {answered.remote_id, kept.remote_id}
    assert standings(project) == {"replaced": 1}
    compare_with_export(project, admin)


def test_a_closed_campaign_leaves_nothing_to_answer_and_loses_nothing(
    connection: LabelStudioConnection, admin: LabelStudioClient
) -> None:
    dataset = make_bench(3, "ara")
    campaign = open_there(dataset, LISTENING, "ara")
    project = project_of(campaign)
    first, second = (make_annotator(connection, dataset) for _ in range(2))
    task = first.next(project)
    assert task is not None
    first.submit(task, scores())

    close_campaign(campaign)
    second.submit(task, scores())
    follow_projects()

    project.refresh_from_db()
    assert project.state == ProjectState.CLOSED
    assert standings(project) == {"accepted": 1, "closed": 1}
    assert second.next(project) is None
    compare_with_export(project, admin)


def test_who_is_known_later_counts_later(
    connection: LabelStudioConnection, admin: LabelStudioClient, live_server: LiveServer
) -> None:
    dataset = make_bench(1, "ara")
    project = project_of(open_there(dataset, LISTENING, "ara"))
    rater = make_annotator(connection, dataset)
    email = rater.user.email
    connection.people.all().delete()
    type(rater.user).objects.filter(pk=rater.user.pk).update(email="")
    (task,) = project.remote_tasks.all()
    rater.submit(task.remote_id, scores())
    reconcile(project)
    assert standings(project) == {"unknown_person": 1}

    newcomer = make_user(languages=("ara",), email=email.upper())
    dataset.memberships.create(user=newcomer)
    reconcile(project)

    assert standings(project) == {"accepted": 1}
    assert Rating.objects.get().rater == newcomer
    compare_with_export(project, admin)
