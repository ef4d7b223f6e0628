"""Answers on their way here, and what our rules make of them; compared with the export there."""

import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from annotation.enums import CampaignKind
from annotation.label_studio.client import LabelStudioClient
from annotation.label_studio.reconciling import reconcile
from annotation.label_studio.sweeping import follow_projects
from annotation.models import LabelStudioConnection, Rating
from tests.factories import make_user
from tests.label_studio.results import choice, correction, scores
from tests.label_studio.scene import (
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
