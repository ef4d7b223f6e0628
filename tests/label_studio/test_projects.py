"""Projects locked, deleted, outdated or closed there: no answer is lost or counted twice."""

import pytest

from annotation.enums import CampaignKind
from annotation.label_studio.client import LabelStudioClient
from annotation.label_studio.enums import ProjectState
from annotation.label_studio.errors import (
    ProjectGoneError,
    TokenRefusedError,
)
from annotation.label_studio.projects import make_anew
from annotation.label_studio.reconciling import reconcile
from annotation.label_studio.sweeping import follow_projects
from annotation.models import LabelStudioConnection, LabelStudioProject, Rating
from annotation.services.campaigns import close_campaign, refresh_tasks
from generation.corrections import correct_translation
from tests.label_studio.results import correction, scores
from tests.label_studio.scene import (
    compare_with_export,
    make_annotator,
    make_bench,
    open_there,
    project_of,
    standings,
)

pytestmark = [pytest.mark.label_studio, pytest.mark.xdist_group("label_studio")]
LISTENING, CORRECTION = CampaignKind.LISTENING, CampaignKind.CORRECTION


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
