"""Whoever tries to delete a dataset is told why it stays, or nothing of it stays."""

import pytest
from django.db.models import ProtectedError
from django.test import Client

from accounts.enums import Role
from annotation.enums import CampaignKind
from annotation.models import AnswerChange, Campaign, KeptFigures, Rating, Task
from annotation.statistics.keeping import FIGURES, read_figures
from catalog.models import Dataset, Membership
from tests.factories import make_dataset, make_invite, make_job, make_protocol, make_user
from tests.releases.frozen import make_judged_dataset

pytestmark = pytest.mark.django_db
DATASETS = "/admin/catalog/dataset/"
KEPT = (Dataset, Membership, Campaign, Task, Rating, KeptFigures, AnswerChange)


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(make_user(Role.ADMIN, is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def judged() -> Dataset:
    """With tasks, votes, a verdict, and figures that are kept of them."""
    dataset = make_judged_dataset()
    for figures in FIGURES.values():
        read_figures(dataset, figures)
    dataset.memberships.create(user=dataset.created_by)
    assert all(count for _, count in counted())
    return dataset


def counted() -> set[tuple[str, int]]:
    return {(model.__name__, model._default_manager.count()) for model in KEPT}  # noqa: SLF001


@pytest.mark.parametrize("way", ["its own page", "the list"])
def test_dataset_with_answers_is_kept_and_the_page_says_why(
    way: str, admin: Client, judged: Dataset
) -> None:
    before = counted()
    if way == "the list":
        chosen = {"action": "delete_selected", "_selected_action": [judged.pk], "post": "yes"}
        answer = admin.post(DATASETS, chosen)
    else:
        answer = admin.post(f"{DATASETS}{judged.pk}/delete/", {"post": "yes"})

    page = answer.content.decode()
    assert (answer.status_code, counted()) == (200, before)
    assert f"{judged.slug}: " in page
    assert "items" in page
    assert "What people made and said is kept" in page


def test_code_that_deletes_a_dataset_with_answers_is_refused(judged: Dataset) -> None:
    before = counted()
    with pytest.raises(ProtectedError):
        judged.delete()
    assert counted() == before


def test_new_dataset_is_deleted_with_its_members(admin: Client) -> None:
    dataset = make_dataset(make_user(Role.RATER))

    answer = admin.post(f"{DATASETS}{dataset.pk}/delete/", {"post": "yes"})

    assert (answer.status_code, Dataset.objects.count(), Membership.objects.count()) == (302, 0, 0)


def test_code_may_delete_a_dataset_that_nobody_was_asked_about() -> None:
    dataset = make_dataset(make_user(Role.RATER))
    make_job(dataset)
    make_invite(dataset)
    Campaign.objects.create(
        dataset=dataset,
        kind=CampaignKind.LISTENING,
        name="Not begun",
        languages=["ara"],
        created_by=dataset.created_by,
    )
    make_protocol(dataset)
    for figures in FIGURES.values():
        read_figures(dataset, figures)
    assert KeptFigures.objects.exists()

    dataset.delete()

    assert {count for _, count in counted()} == {0}
