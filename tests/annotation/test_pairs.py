"""Preference campaigns as managers and their owner see them."""

from typing import Any

import pytest

from annotation.enums import CampaignKind
from annotation.errors import CampaignInvalidError
from annotation.models import AnswerPair, Campaign
from annotation.progress import measure_progress
from annotation.services.campaigns import close_campaign, extend_campaign, refresh_tasks
from annotation.services.problems import count_problems
from annotation.shortfalls import find_shortfalls
from annotation.statistics.reading import Selection, measure
from corpus.models import Recording, Source
from tests.annotation.pair_steps import choose, make_pair, make_preference_campaign
from tests.annotation.steps import make_rater, take
from tests.factories import make_campaign, make_dataset, make_voiced_item

pytestmark = pytest.mark.django_db


def test_each_pair_becomes_one_task_in_its_own_language() -> None:
    dataset = make_dataset()
    arabic = make_pair(dataset, "a")
    english = make_pair(dataset, "e", language="eng")
    campaign = make_preference_campaign(
        dataset, [arabic, english], languages=["ara", "eng"], votes_per_pair=3
    )
    tasks = campaign.tasks.order_by("pk").values_list("language", "pair__key", "votes_needed")
    assert list(tasks) == [("ara", "a", 3), ("eng", "e", 3)]
    pair = AnswerPair.objects.get(key="a")
    assert (pair.first_text, pair.second_text, pair.cluster) == (
        "first of a", "second of a", arabic.cluster,
    )  # fmt: skip


def test_a_sensitive_question_is_known_by_its_recording() -> None:
    dataset = make_dataset()
    pair = make_pair(dataset)
    Source.objects.update(sensitive=True)
    make_preference_campaign(dataset, [pair])
    assert AnswerPair.objects.get().sensitive is True


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"pairs": []}, "pairs"),
        ({"votes_per_pair": 0}, "votes_per_pair"),
        ({"languages": ["eng"]}, "pairs"),
        ({"languages": ["xxx"]}, "languages"),
        ({"languages": []}, "languages"),
    ],
)
def test_what_can_not_be_asked_is_refused_and_nothing_opened(
    fields: dict[str, Any], named: str
) -> None:
    dataset = make_dataset()
    pair = make_pair(dataset)
    with pytest.raises(CampaignInvalidError) as refused:
        make_preference_campaign(dataset, **{"pairs": [pair], **fields})
    assert (list(refused.value.details), Campaign.objects.count()) == ([named], 0)


def test_a_key_there_twice_and_a_sound_of_elsewhere_are_refused_by_name() -> None:
    dataset = make_dataset()
    pair = make_pair(dataset, "k1")
    foreign = make_pair(make_dataset(), "k2")
    for pairs, said in (([pair, pair], "k1 is there twice"), ([foreign], "k2 has a question")):
        with pytest.raises(CampaignInvalidError, match=said):
            make_preference_campaign(dataset, pairs)


def test_the_usual_form_opens_no_such_campaign() -> None:
    dataset = make_dataset()
    make_voiced_item(dataset)
    with pytest.raises(CampaignInvalidError, match="benchmark"):
        make_campaign(dataset, kind=CampaignKind.PREFERENCE)


def test_only_votes_can_be_added_to_it() -> None:
    campaign = make_preference_campaign()
    extend_campaign(campaign, votes_per_item=5)
    assert campaign.tasks.get().votes_needed == 5
    for wish in ({"languages": ["eng"]}, {"items_per_language": 3}):
        with pytest.raises(CampaignInvalidError, match="opened with"):
            extend_campaign(campaign, **wish)
    assert campaign.tasks.count() == 1


def test_a_changed_text_leaves_its_pairs_open() -> None:
    dataset = make_dataset()
    campaign = make_preference_campaign(dataset)
    Recording.objects.update(is_current=False)
    refresh_tasks(campaign)
    assert campaign.tasks.get().is_open is True
    close_campaign(campaign)


def test_what_managers_read_of_it_holds() -> None:
    dataset = make_dataset()
    pairs = [make_pair(dataset, key) for key in ("p1", "p2")]
    campaign = make_preference_campaign(dataset, pairs, votes_per_pair=2)
    rater = make_rater(dataset)
    choose(take(campaign, rater))
    choose(take(campaign, rater))
    choose(take(campaign, make_rater()))
    (lacks,) = find_shortfalls(campaign)
    assert (lacks.items_unvoiced, lacks.tasks_open, lacks.votes_missing) == (0, 1, 1)
    (row,) = measure_progress([campaign])[campaign.pk]
    assert (row.tasks, row.done, row.votes, row.votes_needed) == (2, 1, 3, 4)
    assert measure(dataset, Selection(campaign=campaign.pk)).rows == []
    assert count_problems(campaign) == []
