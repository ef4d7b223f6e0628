"""Who made a release, why although gates failed, who opened and closed it, who made files."""

import pytest
from rest_framework.test import APIClient

from catalog.models import Dataset
from jobs.services import start_job
from jobs.work import work
from releases.models import Release
from tests.conftest import ClientFor
from tests.histories import ask_history, tell
from tests.releases.exported import export
from tests.releases.frozen import make_judged_dataset, make_release


def make_manager_s_release(dataset: Dataset) -> Release:
    """By a job, as a person makes one."""
    wish = {"name": "v1", "notes": "The first.", "override_reason": "It is for a talk."}
    job = start_job(dataset, kind="release", parameters=wish, by=dataset.created_by)
    work(job.queue, seconds=60)
    return dataset.releases.get()


@pytest.fixture
def dataset() -> Dataset:
    dataset = make_judged_dataset()
    dataset.memberships.create(user=dataset.created_by)
    return dataset


@pytest.fixture
def client(dataset: Dataset, client_for: ClientFor) -> APIClient:
    return client_for(dataset.created_by)


@pytest.mark.django_db(transaction=True)
def test_release_is_told_with_who_asked_for_it_and_why_gates_were_overridden(
    dataset: Dataset, client: APIClient
) -> None:
    release = make_manager_s_release(dataset)

    [made] = ask_history(client, dataset, "release", name="v1")

    assert tell(made) == (
        "insert",
        dataset.created_by.username,
        "v1",
        {
            "override_reason": ("", "It is for a talk."),
            "notes": ("", "The first."),
            "rows": ("", str(release.rows)),
            "manifest": ("", release.manifest),
        },
    )
    assert release.secret not in str(made)


@pytest.mark.django_db
def test_one_release_is_asked_by_its_name(dataset: Dataset, client: APIClient) -> None:
    for name in ("v1", "v2"):
        make_release(dataset, name)

    [made] = ask_history(client, dataset, "release", name="v2")

    assert (made["title"], tell(made)[3]["previous"]) == ("v2", ("", "v1"))


@pytest.mark.django_db
def test_who_opens_and_closes_a_release_is_told_by_its_name(
    dataset: Dataset, client: APIClient
) -> None:
    for name in ("v1", "v2"):
        make_release(dataset, name)
    for public in (True, False):
        path = f"/api/v1/datasets/{dataset.slug}/releases/v1/"
        assert client.patch(path, {"public": public}, format="json").status_code == 200

    told = [tell(row) for row in ask_history(client, dataset, "publication", name="v1")]

    who = dataset.created_by.username
    assert told == [("delete", who, "v1", {}), ("insert", who, "v1", {})]
    assert ask_history(client, dataset, "publication", name="v2") == []


@pytest.mark.django_db
def test_files_of_a_release_are_told_with_format_and_filters(
    dataset: Dataset, client: APIClient
) -> None:
    exported = export(make_release(dataset), "parquet", language="ara")

    [made] = ask_history(client, dataset, "export", name="v1")

    changes = {"format": ("", "parquet"), "filters": ("", "language: ara")}
    assert (made["object_id"], tell(made)) == (exported.pk, ("insert", None, "v1", changes))
