from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from annotation.enums import CampaignKind
from annotation.errors import CampaignInvalidError
from annotation.models import Campaign
from annotation.services.campaigns import close_campaign, refresh_tasks
from catalog.models import Dataset
from common.errors import InvalidTransitionError
from corpus.enums import Split
from tests.annotation.steps import make_rater, rate, take
from tests.conftest import ClientFor
from tests.factories import (
    make_campaign,
    make_dataset,
    make_item,
    make_recording,
    make_translation,
    make_voiced_item,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset() -> Dataset:
    dataset = make_dataset()
    dataset.memberships.create(user=dataset.created_by)
    return dataset


@pytest.fixture
def client(client_for: ClientFor, dataset: Dataset) -> APIClient:
    return client_for(dataset.created_by)


def test_campaign_samples_the_split_and_asks_in_its_languages(dataset: Dataset) -> None:
    bench = make_voiced_item(dataset)
    make_voiced_item(dataset, language="hin")
    make_voiced_item(dataset, in_bench=False)
    campaign = make_campaign(dataset)
    assert campaign.sample.count() == 2
    assert list(campaign.tasks.values_list("recording", flat=True)) == [bench.pk]


@pytest.mark.parametrize("kind", [CampaignKind.LISTENING, CampaignKind.CORRECTION])
def test_task_knows_whose_subject_it_is(kind: CampaignKind, dataset: Dataset) -> None:
    items = [make_voiced_item(dataset).translation.item_id for _ in range(2)]
    tasks = make_campaign(dataset, kind=kind, votes_per_item=1).tasks
    assert sorted(tasks.values_list("item", flat=True)) == items


def test_campaign_over_test_includes_the_bench(dataset: Dataset) -> None:
    for split, in_bench in ((Split.TEST, True), (Split.TEST, False), (Split.TRAIN, False)):
        make_voiced_item(dataset, split=split, in_bench=in_bench)
    assert make_campaign(dataset, split="test").tasks.count() == 2


def test_sample_has_the_size_asked_for_and_is_the_same_in_every_language(dataset: Dataset) -> None:
    for _ in range(4):
        item = make_item(dataset)
        for language in ("ara", "hin"):
            make_recording(make_translation(item, language=language))
    campaign = make_campaign(dataset, languages=["ara", "hin"], items_per_language=2)
    items = campaign.tasks.values_list("language", "recording__translation__item")
    by_language = {
        code: {item for language, item in items if language == code} for code in ("ara", "hin")
    }
    assert (len(by_language["ara"]), by_language["ara"]) == (2, by_language["hin"])


def test_refresh_adds_nothing_twice(dataset: Dataset) -> None:
    make_voiced_item(dataset)
    campaign = make_campaign(dataset)
    refresh_tasks(campaign)
    assert campaign.tasks.count() == 1


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"languages": ["jpn"]}, "languages"),
        ({"languages": []}, "languages"),
        ({"kind": CampaignKind.CORRECTION, "languages": ["eng"]}, "languages"),
        ({"kind": CampaignKind.CORRECTION, "votes_per_item": 2}, "votes_per_item"),
        ({"split": "train"}, "split"),
    ],
)
def test_campaign_that_can_ask_nothing_is_refused(
    wish: dict[str, Any], field: str, dataset: Dataset
) -> None:
    make_item(dataset)
    with pytest.raises(CampaignInvalidError) as refused:
        make_campaign(dataset, **wish)
    assert list(refused.value.details) == [field]
    assert Campaign.objects.count() == 0


@pytest.mark.parametrize(
    "wish",
    [
        {"items_per_language": 0},
        {"items_per_language": 10**12},
        {"votes_per_item": 0},
        {"votes_per_item": 51},
        {"split": "all"},
        {"name": "a\u0000b"},
        {"kind": "contest"},
    ],
)
def test_campaign_with_impossible_fields_is_refused(
    wish: dict[str, Any], client: APIClient, dataset: Dataset
) -> None:
    make_voiced_item(dataset)
    body = {"kind": "listening", "name": "A", "languages": ["ara"], **wish}
    response = client.post(f"/api/v1/datasets/{dataset.slug}/campaigns/", body)
    answer = response.json()
    assert (response.status_code, answer["code"], list(answer["details"])) == (
        400, "invalid", list(wish),
    )  # fmt: skip


def test_closing_twice_is_refused(dataset: Dataset) -> None:
    make_voiced_item(dataset)
    campaign = close_campaign(make_campaign(dataset))
    assert (campaign.state, campaign.closed_at is None) == ("closed", False)
    with pytest.raises(InvalidTransitionError) as refused:
        close_campaign(campaign)
    assert refused.value.message == f"{campaign} is closed; it can't become closed."


def test_campaign_shows_its_progress_by_language(client: APIClient, dataset: Dataset) -> None:
    for _ in range(2):
        make_voiced_item(dataset)
    campaign = make_campaign(dataset, votes_per_item=1)
    rate(take(campaign, make_rater()))
    assert client.get(f"/api/v1/campaigns/{campaign.pk}/").json()["progress"] == [
        {"language": "ara", "tasks": 2, "done": 1, "votes": 1, "votes_needed": 2}
    ]


def test_list_takes_as_many_queries_for_three_campaigns_as_for_one(
    client: APIClient, dataset: Dataset
) -> None:
    make_voiced_item(dataset)
    taken = []
    for campaigns in (1, 2):
        for _ in range(campaigns):
            make_campaign(dataset)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = client.get(f"/api/v1/datasets/{dataset.slug}/campaigns/").json()
        taken.append(len(queries))
    assert [len(row["progress"]) for row in page["results"]] == [1, 1, 1]
    assert taken[0] == taken[1]
