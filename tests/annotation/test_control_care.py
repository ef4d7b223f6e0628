"""A manager looks after the clips whose answer is known."""

from typing import Any

import pytest
from django.apps import apps

from annotation.enums import ControlRole
from annotation.models import Campaign, ControlClip
from annotation.services.control_care import change_control
from annotation.services.controls import set_gold
from catalog.models import Dataset
from corpus.models import Recording
from tests.annotation.path_steps import begin, join, make_session_campaign, rate_all, slots
from tests.conftest import ClientFor

pytestmark = pytest.mark.django_db


def gold_of(dataset: Dataset) -> ControlClip:
    return dataset.controls.get(role=ControlRole.GOLD, is_current=True)


def manager_of(campaign: Campaign, client_for: ClientFor) -> Any:
    manager = campaign.dataset.created_by
    campaign.dataset.memberships.create(user=manager)
    return client_for(manager)


def address(campaign: Campaign) -> str:
    return f"/api/v1/campaigns/{campaign.pk}/controls/"


def test_list_tells_how_many_answered_and_how_many_were_far_off(client_for: ClientFor) -> None:
    campaign = make_session_campaign(votes=3)
    client = manager_of(campaign, client_for)
    for off in (0, 1, 3):
        rate_all(begin(campaign, join(campaign)), gold=off)
    rows = client.get(address(campaign), {"language": "ara"}).json()["results"]
    found = {row["name"]: (row["answers"], row["far_off"]) for row in rows if row["role"] == "gold"}
    assert found == {"score 1": (3, 1)}
    assert {row["role"] for row in rows} == {"gold", "trap"}
    assert client.get(address(campaign), {"language": "hin"}).json()["results"] == []


@pytest.mark.parametrize("clips", [1, 3])
def test_list_asks_as_often_for_three_clips_as_for_one(
    clips: int, client_for: ClientFor, django_assert_num_queries: Any
) -> None:
    campaign = make_session_campaign()
    client = manager_of(campaign, client_for)
    for recording in Recording.objects.filter(dataset=campaign.dataset)[:clips]:
        set_gold(recording, naturalness=4, understood=5)
    with django_assert_num_queries(4):
        client.get(address(campaign))


def test_gold_made_of_an_item_is_drawn_until_it_is_retired(client_for: ClientFor) -> None:
    campaign = make_session_campaign(votes=4, traps_per_session=0)
    client = manager_of(campaign, client_for)
    made = gold_of(campaign.dataset)
    recording = Recording.objects.filter(dataset=campaign.dataset).earliest("pk")
    body = {
        "item": recording.translation.item.external_id, "language": "ara",
        "naturalness": 5, "understood": 5,
    }  # fmt: skip
    gold = f"/api/v1/datasets/{campaign.dataset.slug}/gold/"
    assert client.post(gold, body).status_code == 204
    added = campaign.dataset.controls.get(sha256=recording.sha256)
    clip = f"/api/v1/controls/{made.pk}/"
    assert client.patch(clip, {"is_current": False}).status_code == 204
    session = begin(campaign, join(campaign))
    drawn = [slot.task.control_id for slot in slots(session) if slot.task.control_id]
    assert drawn == [added.pk]
    last = client.patch(f"/api/v1/controls/{added.pk}/", {"is_current": False})
    assert (last.status_code, last.json()["code"]) == (409, "control_needed")
    assert client.patch(clip, {"is_current": True}).status_code == 204


def test_known_scores_of_gold_change_with_their_history_and_those_of_traps_do_not(
    client_for: ClientFor,
) -> None:
    campaign = make_session_campaign()
    client = manager_of(campaign, client_for)
    gold = gold_of(campaign.dataset)
    assert client.patch(f"/api/v1/controls/{gold.pk}/", {"understood": 4}).status_code == 204
    gold.refresh_from_db()
    assert (gold.naturalness, gold.understood) == (1, 4)
    kept = apps.get_model("annotation", "ControlClipEvent").objects.filter(pgh_obj=gold)
    assert list(kept.order_by("pgh_id").values_list("understood", flat=True)) == [1, 4]
    trap = campaign.dataset.controls.filter(role=ControlRole.TRAP).earliest("pk")
    refused = client.patch(f"/api/v1/controls/{trap.pk}/", {"understood": 3})
    assert (refused.status_code, refused.json()["code"]) == (400, "control_invalid")
    assert refused.json()["details"] == {"understood": ["is for gold alone"]}


def test_gold_of_an_item_that_is_not_voiced_is_refused_at_its_id(client_for: ClientFor) -> None:
    campaign = make_session_campaign()
    client = manager_of(campaign, client_for)
    body = {"item": "nowhere", "language": "ara", "naturalness": 5, "understood": 5}
    refused = client.post(f"/api/v1/datasets/{campaign.dataset.slug}/gold/", body)
    problem = "No item of this id has a voice in Arabic."
    assert (refused.status_code, refused.json()["details"]) == (400, {"item": [problem]})


def test_clips_of_another_dataset_are_out_of_reach(client_for: ClientFor) -> None:
    campaign = make_session_campaign()
    client = manager_of(campaign, client_for)
    other = make_session_campaign()
    foreign = gold_of(other.dataset)
    assert client.patch(f"/api/v1/controls/{foreign.pk}/", {"understood": 4}).status_code == 404
    assert client.get(address(other)).status_code == 404


def test_gold_that_was_retired_comes_back_when_it_is_set_again() -> None:
    dataset = make_session_campaign().dataset
    recording = Recording.objects.filter(dataset=dataset).earliest("pk")
    clip = set_gold(recording, naturalness=4, understood=4)
    assert change_control(clip, is_current=False).is_current is False
    again = set_gold(recording, naturalness=3, understood=4)
    assert (again.pk, again.is_current, again.naturalness) == (clip.pk, True, 3)
