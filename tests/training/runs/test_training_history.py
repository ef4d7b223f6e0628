"""Who started, cancelled and resumed a training; what it tells of itself is no history."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from catalog.models import Dataset
from jobs.models import Job
from tests.conftest import ClientFor
from tests.histories import ask_history, tell
from tests.releases.exported import export
from tests.training.runs.test_starting import start
from training.runs.models import TrainingRun


@pytest.fixture
def client(dataset: Dataset, client_for: ClientFor) -> APIClient:
    return client_for(dataset.memberships.get().user)


def told(client: APIClient, dataset: Dataset, run: dict[str, Any]) -> list[Any]:
    return [tell(row) for row in ask_history(client, dataset, "training", id=run["id"])]


def test_training_that_was_started_cancelled_and_resumed_is_told(
    client: APIClient, dataset: Dataset
) -> None:
    export(dataset.releases.get(), "parquet")
    run = start(client, dataset, changes={"schedule.epochs": 1}, priority=2).json()
    address = f"/api/v1/trainings/{run['id']}"
    assert client.post(f"{address}/cancel/").json()["state"] == "cancelled"
    resumed = client.post(f"{address}/resume/").json()

    *later, made = told(client, dataset, run)

    who = dataset.memberships.get().user.username
    assert made[:3] == ("insert", who, "omni-v1")
    assert made[3]["changes"] == ("", "schedule.epochs: 1")
    assert made[3]["release"] == ("", "v1")
    assert {row[:3] for row in later} == {("update", who, "omni-v1")}
    assert later[0][3]["job"] == (
        str(Job.objects.get(pk=run["job"])),
        str(Job.objects.get(pk=resumed["job"])),
    )


def test_progress_is_no_history(client: APIClient, dataset: Dataset) -> None:
    export(dataset.releases.get(), "parquet")
    run = start(client, dataset).json()
    before = told(client, dataset, run)

    for step in range(3):
        TrainingRun.objects.update(
            step=step, steps=9, held_by=step, told_bytes=step, facts={"a": 1}
        )

    assert told(client, dataset, run) == before
