"""What a manager is told to look at."""

import pytest
from rest_framework.test import APIClient

from annotation.shortfalls import find_missing_raters
from catalog.models import Dataset
from jobs.enums import BatchState
from tests.annotation.review_steps import BETTER, OTHER, hold, leave, make_reviewed_campaign
from tests.annotation.steps import make_rater
from tests.conftest import ClientFor
from tests.factories import make_batch, make_campaign, make_job, make_protocol
from tests.releases.judged import make_version, vote

pytestmark = pytest.mark.django_db


def missing(dataset: Dataset) -> list[tuple[str, dict[str, int]]]:
    return [(one.campaign.name, dict(one.languages)) for one in find_missing_raters(dataset)]


def test_campaign_lacks_raters_until_enough_speak_the_language(dataset: Dataset) -> None:
    make_version(dataset)
    make_version(dataset, "hin")
    campaign = make_campaign(dataset, name="Bench", languages=["ara", "hin"], votes_per_item=2)
    make_rater(dataset, "ara")
    assert missing(dataset) == [("Bench", {"ara": 1, "hin": 2})]
    make_rater(dataset, "ara")
    assert missing(dataset) == [("Bench", {"hin": 2})]
    vote(campaign, (5, 5), (4, 4), language="hin")
    assert missing(dataset) == []


def test_who_has_not_passed_the_qualification_is_no_rater_yet(dataset: Dataset) -> None:
    make_version(dataset)
    asks_first = make_protocol(dataset, qualification=True)
    make_campaign(dataset, name="Asked first", votes_per_item=1, protocol=asks_first)
    make_rater(dataset, "ara")
    assert missing(dataset) == [("Asked first", {"ara": 1})]


def test_attention_over_rest(dataset: Dataset, client: APIClient) -> None:
    make_version(dataset)
    campaign = make_campaign(dataset, name="Bench", votes_per_item=1)
    job = make_job(dataset, kind="synthesize")
    make_batch(job, state=BatchState.FAILED)
    assert client.get(f"/api/v1/datasets/{dataset.slug}/attention/").json() == {
        "running": ["synthesize"],
        "asking": ["listening"],
        "jobs": [
            {
                "id": job.pk,
                "kind": "synthesize",
                "title": "Synthesize",
                "state": "running",
                "pause_reason": "",
                "units_failed": 0,
                "batches_failed": 1,
                "error": "",
            }
        ],
        "campaigns": [
            {"id": campaign.pk, "name": "Bench", "kind": "listening", "languages": {"ara": 1}}
        ],
        "disputes": 0,
    }


def test_dispute_waits_for_the_manager(client_for: ClientFor) -> None:
    campaign = make_reviewed_campaign()
    dataset = campaign.dataset
    dataset.memberships.create(user=dataset.created_by)
    leave(hold(campaign), BETTER)
    leave(hold(campaign), OTHER)
    answer = client_for(dataset.created_by).get(f"/api/v1/datasets/{dataset.slug}/attention/")
    assert answer.json()["disputes"] == 1
