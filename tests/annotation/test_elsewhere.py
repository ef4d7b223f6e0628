"""Campaigns that run in Label Studio, as far as no server is needed."""

import pytest
from django.test import Client

from accounts.enums import Role
from annotation.enums import Backend, CampaignKind
from annotation.errors import CampaignElsewhereError, CampaignInvalidError
from annotation.label_studio.connections import set_connection
from annotation.label_studio.errors import ConnectionInvalidError
from annotation.models import Campaign, LabelStudioConnection
from annotation.progress import waiting_work
from annotation.services.answering import undo_last
from annotation.services.assigning import take_next
from annotation.services.campaigns import extend_campaign
from catalog.models import Dataset
from tests.annotation.steps import make_rater
from tests.factories import (
    make_campaign,
    make_dataset,
    make_protocol,
    make_user,
    make_voiced_item,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset() -> Dataset:
    dataset = make_dataset()
    make_voiced_item(dataset)
    return dataset


@pytest.fixture
def connection() -> LabelStudioConnection:
    return set_connection("here", url="http://127.0.0.1:9/", token="secret", by=None)


def open_elsewhere(dataset: Dataset, **fields: object) -> Campaign:
    return make_campaign(dataset, backend=Backend.LABEL_STUDIO, **fields)


def test_a_campaign_elsewhere_is_not_handed_out_here(
    dataset: Dataset, connection: LabelStudioConnection
) -> None:
    campaign, rater = open_elsewhere(dataset), make_rater(dataset)

    assert waiting_work(rater) == []
    with pytest.raises(CampaignElsewhereError):
        take_next(campaign, language="ara", by=rater)
    with pytest.raises(CampaignElsewhereError):
        undo_last(campaign, by=rater)


def test_each_language_gets_a_project_also_later(
    dataset: Dataset, connection: LabelStudioConnection
) -> None:
    campaign = open_elsewhere(dataset)
    first = campaign.label_studio_projects.get()

    extend_campaign(campaign, languages=["hin"])

    assert first.connection == connection
    assert sorted(campaign.label_studio_projects.values_list("language", flat=True)) == [
        "ara", "hin",
    ]  # fmt: skip


def test_without_a_server_nothing_is_opened(dataset: Dataset) -> None:
    with pytest.raises(ConnectionInvalidError, match="No Label Studio is connected"):
        open_elsewhere(dataset)

    assert not Campaign.objects.exists()


def test_what_label_studio_lacks_is_refused(
    dataset: Dataset, connection: LabelStudioConnection
) -> None:
    with pytest.raises(CampaignInvalidError, match="no consent, trials or sessions"):
        open_elsewhere(dataset, protocol=make_protocol(dataset))
    with pytest.raises(CampaignInvalidError, match="one native's text"):
        open_elsewhere(
            dataset, kind=CampaignKind.CORRECTION, votes_per_item=1, second_reviewer=True
        )


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("ftp://127.0.0.1", "must look like"),
        ("http://127.0.0.1/path", "must look like"),
        ("http://me:word@127.0.0.1", "must hold no name and password"),
        ("http://169.254.169.254", "on no list of allowed hosts"),
    ],
)
def test_only_allowed_addresses_are_connected(url: str, problem: str) -> None:
    with pytest.raises(ConnectionInvalidError, match=problem):
        set_connection("there", url=url, token="secret", by=None)


def test_the_token_is_never_shown(connection: LabelStudioConnection, client: Client) -> None:
    client.force_login(make_user(Role.MANAGER))

    shown = client.get("/api/v1/label-studio/connections/").content.decode()

    assert "here" in shown
    assert "secret" not in shown
