"""A campaign goes to a real Label Studio, and what people answer there comes back."""

import pytest

from annotation.enums import CampaignKind, Verdict
from annotation.label_studio.client import LabelStudioClient
from annotation.label_studio.enums import ProjectState
from annotation.label_studio.projects import push
from annotation.label_studio.reconciling import reconcile
from annotation.models import Correction, LabelStudioConnection, Rating
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


def test_a_listening_test_of_200_clips_in_arabic_and_english_comes_back(
    connection: LabelStudioConnection, admin: LabelStudioClient
) -> None:
    dataset = make_bench(200, "ara", "eng")
    campaign = open_there(dataset, CampaignKind.LISTENING, "ara", "eng")
    raters = [make_annotator(connection, dataset) for _ in range(2)]

    for language in ("ara", "eng"):
        project = project_of(campaign, language)
        for rater in raters:
            for score in (2, 3, 5):
                task = rater.next(project)
                assert task is not None
                rater.submit(task, scores(score, 6 - score))
        reconcile(project)

    for language in ("ara", "eng"):
        project = project_of(campaign, language)
        assert (project.state, project.remote_tasks.count()) == (ProjectState.READY, 200)
        assert standings(project) == {"accepted": 6}
        compare_with_export(project, admin)
        ratings = Rating.objects.filter(assignment__task__language=language)
        assert sorted(ratings.values_list("naturalness", "understood", "seconds")) == [
            (2, 4, 4.5), (2, 4, 4.5), (3, 3, 4.5), (3, 3, 4.5), (5, 1, 4.5), (5, 1, 4.5),
        ]  # fmt: skip


def test_corrections_of_200_texts_come_back_with_what_was_changed(
    connection: LabelStudioConnection, admin: LabelStudioClient
) -> None:
    dataset = make_bench(200, "ara", "hin")
    campaign = open_there(dataset, CampaignKind.CORRECTION, "ara", "hin")
    rater = make_annotator(connection, dataset, "ara", "hin")
    project = project_of(campaign)
    texts = []
    for number, verdict in enumerate(Verdict):
        task = project.remote_tasks.order_by("pk")[number]
        machine = task.task.translation
        assert machine is not None
        texts.append(machine)
        changed = f"{machine.question[:-1]} هنا؟" if verdict == Verdict.CORRECTED else None
        result = correction(changed or machine.question, machine.answer, verdict)
        rater.submit(task.remote_id, result)

    reconcile(project)

    assert project.remote_tasks.count() == 200
    assert project_of(campaign, "hin").remote_tasks.count() == 200
    assert standings(project) == {"accepted": 3}
    compare_with_export(project, admin)
    verdicts = Correction.objects.order_by("translation_id").values_list("verdict", flat=True)
    assert list(verdicts) == list(Verdict)
    texts[1].refresh_from_db()
    assert not texts[1].is_current
    assert texts[1].item.translations.get(language="ara", is_current=True).question.endswith("هنا؟")


def test_making_it_again_doubles_nothing(
    connection: LabelStudioConnection, admin: LabelStudioClient
) -> None:
    dataset = make_bench(5, "ara")
    campaign = open_there(dataset, CampaignKind.LISTENING, "ara")
    project = project_of(campaign)
    first = project.remote_id

    push(project)

    assert project.remote_id == first
    assert sorted(int(task.item) for task in admin.list_tasks(first or 0)) == sorted(
        campaign.tasks.values_list("pk", flat=True)
    )
    assert len(admin.find_projects(project.key.hex[:8])) == 1
