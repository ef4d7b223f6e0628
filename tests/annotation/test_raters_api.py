"""Raters at work, the answers behind the numbers, and what one vote moves of all of it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import F

from accounts.enums import Role
from annotation.enums import Verdict
from annotation.models import Assignment, Campaign, Correction, Rating
from annotation.services.answering import undo_last
from annotation.services.campaigns import extend_campaign
from catalog.models import Dataset
from corpus.models import Recording
from tests.annotation.steps import make_rater, rate, take
from tests.conftest import ClientFor
from tests.factories import count_anew, make_campaign, make_dataset, make_user, make_voiced_item
from tests.releases.judged import judge_text, vote

pytestmark = pytest.mark.django_db

Cells = dict[tuple[str | int, ...], Any]


def make_heard() -> Campaign:
    """Two Arabic and one Hindi clip, each heard by two raters who took their time."""
    manager = make_user(Role.MANAGER)
    dataset = make_dataset(manager, created_by=manager)
    for language in ("ara", "ara", "hin"):
        make_voiced_item(dataset, language=language)
    campaign = make_campaign(dataset, votes_per_item=2, languages=["ara", "hin"])
    for language in ("ara", "hin"):
        vote(campaign, (2, 3), (4, 5), language=language)
    Rating.objects.update(seconds=7.0)
    count_anew(dataset)
    return campaign


def ask(client_for: ClientFor, dataset: Dataset, path: str, **query: Any) -> Any:
    answer = client_for(dataset.created_by).get(f"/api/v1/datasets/{dataset.slug}/{path}/", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def cells(client_for: ClientFor, dataset: Dataset) -> Cells:
    """Every number of the three pages, by where it stands; rows by what they are about."""
    pages = {
        "statistics": ask(client_for, dataset, "statistics"),
        "raters": ask(client_for, dataset, "raters"),
        "overview": ask(client_for, dataset, "overview"),
    }
    return dict(leaves(pages))


KEYS = ("rater", "campaign", "day", "kind", "language", "reason", "slug")


def leaves(part: Any, *path: str | int) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(part, dict):
        for name, inner in part.items():
            yield from leaves(inner, *path, name)
    elif isinstance(part, list):
        for at, inner in enumerate(part):
            place: str | int = at
            if isinstance(inner, dict):
                place = "/".join(str(inner[key]) for key in KEYS if key in inner)
            yield from leaves(inner, *path, place)
    else:
        yield path, part


def moved(before: Cells, after: Cells) -> dict[tuple[str | int, ...], tuple[Any, Any]]:
    return {
        place: (before.get(place), after.get(place))
        for place in {**before, **after}
        if before.get(place) != after.get(place)
    }


def test_one_vote_moves_exactly_its_own_cells_and_taking_it_back_moves_them_home(
    client_for: ClientFor,
) -> None:
    campaign = make_heard()
    dataset = campaign.dataset
    rater = make_rater(dataset)
    extend_campaign(campaign, votes_per_item=3)
    held = take(campaign, rater)
    long_ago = F("opened_at") - timedelta(seconds=10)  # or the vote comes too fast to count
    Assignment.objects.filter(pk=held.pk).update(opened_at=long_ago)
    before = cells(client_for, dataset)

    rate(held, 5, 5)
    after = cells(client_for, dataset)
    changes = moved(before, after)
    opinions = ("statistics", "rows", "ara")
    theirs = {
        place: change
        for place, change in changes.items()
        if place[:3] == opinions or place[:2] == ("statistics", "needs")
    }
    assert theirs[*opinions, "votes"] == (4, 5)
    assert theirs[*opinions, "raters"] == (2, 3)
    assert theirs[*opinions, "naturalness", "histogram", 4] == (0, 1)
    assert theirs[*opinions, "understood", "histogram", 4] == (2, 3)
    assert theirs["statistics", "needs", "ara", "needed"] == (2, 1)
    assert {place[1:3] for place in changes if place[0] == "statistics"} == {
        ("votes",), ("rows", "ara"), ("needs", "ara"),
    }  # fmt: skip
    mine = f"{rater.pk}/ara"
    assert {place: change for place, change in changes.items() if place[0] == "overview"} == {
        ("overview", "languages", "ara", "votes"): (4, 5),
        ("overview", "languages", "ara", "rated"): (0, 1),
    }
    touched = {place[1:3] for place in changes if place[0] == "raters"}
    others = {("raters", f"{each}/ara") for each in voters("ara")}
    assert ("raters", mine) in touched
    assert touched <= {
        *others,
        ("days", day_of(after)),
        ("shortfalls", f"{campaign.pk}/listening/ara"),
    }
    assert changes["raters", "shortfalls", f"{campaign.pk}/listening/ara", "answers"] == (2, 1)

    undo_last(campaign, by=rater)
    assert moved(before, cells(client_for, dataset)) == {}
    call_command("recount", dataset.slug)


def voters(language: str) -> list[int]:
    given = Rating.objects.filter(recording__language=language)
    return list(given.values_list("rater", flat=True).distinct())


def day_of(found: Cells) -> str:
    (day,) = {str(place[2]) for place in found if place[:2] == ("raters", "days")}
    return day


def test_raters_work_is_told_by_kind(client_for: ClientFor) -> None:
    campaign = make_heard()
    text = Recording.objects.filter(language="ara").earliest("pk").translation
    corrected = judge_text(text, Verdict.CONFIRMED)
    Correction.objects.update(seconds=30.0)
    found = ask(client_for, campaign.dataset, "raters", language="ara")

    assert {row["language"] for row in found["raters"]} == {"ara"}
    (native,) = [row for row in found["raters"] if row["rater"] == corrected.rater_id]
    assert native["name"] == corrected.rater.username
    assert native["voting"] is None
    (work,) = native["work"]
    assert (work["kind"], work["answers"], work["median_s"]) == ("correction", 1, 30.0)
    assert work["seconds"] == [0, 0, 0, 1, 0, 0, 0]
    (listener, _) = [row for row in found["raters"] if row["voting"]]
    assert (listener["voting"]["votes"], listener["work"][0]["median_s"]) == (2, 7.0)
    assert sum(day["answers"] for day in found["days"]) == 5
    alone = ask(client_for, campaign.dataset, "raters", rater=corrected.rater_id)
    assert [day["answers"] for day in alone["days"]] == [1]
    assert [row["rater"] for row in alone["raters"]] == [corrected.rater_id]


def test_shortfalls_say_who_is_missing_where(client_for: ClientFor) -> None:
    campaign = make_heard()
    extend_campaign(campaign, votes_per_item=4)
    (first, _) = ask(client_for, campaign.dataset, "raters")["shortfalls"]
    assert first == {
        "campaign": campaign.pk,
        "name": campaign.name,
        "kind": "listening",
        "language": "ara",
        "tasks": 2,
        "answers": 4,
        "raters": 2,
        "raters_able": 2,
        "raters_missing": 2,
    }


def test_every_vote_behind_a_number_is_listed_with_why_it_does_not_count(
    client_for: ClientFor,
) -> None:
    campaign = make_heard()
    dataset = campaign.dataset
    hasty = Rating.objects.filter(recording__language="hin").earliest("pk")
    Rating.objects.filter(rater=hasty.rater).update(seconds=0.1)

    def listed(**query: Any) -> list[int]:
        return [row["id"] for row in ask(client_for, dataset, "answers", **query)["results"]]

    assert len(listed()) == 6
    assert len(listed(counts="yes")) == 5
    assert listed(counts="no") == listed(counts="too_fast") == [hasty.pk]
    assert listed(counts="trap_failed") == []
    assert listed(counts="yes", rules=0) == listed()
    assert len(listed(language="ara", naturalness=2)) == 2
    assert listed(engine="xtts") == []
    (row,) = ask(client_for, dataset, "answers", rater=hasty.rater_id)["results"]
    assert row["excluded_because"] == "too_fast"
    assert hasty.recording is not None
    heard = hasty.recording.translation.item
    assert (row["name"], row["external_id"]) == (hasty.rater.username, heard.external_id)


def test_numbers_of_votes_equal_their_lists(client_for: ClientFor) -> None:
    """A number that leads to a list leads to as many rows."""
    campaign = make_heard()
    for row in ask(client_for, campaign.dataset, "statistics", by="voice")["rows"]:
        place = {name: row[name] for name in ("language", "engine", "voice")}
        for score, votes in enumerate(row["naturalness"]["histogram"], start=1):
            found = ask(
                client_for, campaign.dataset, "answers", counts="yes", naturalness=score, **place
            )
            assert len(found["results"]) == votes


def test_corrections_are_listed_by_their_rater(client_for: ClientFor) -> None:
    campaign = make_heard()
    text = Recording.objects.filter(language="ara").earliest("pk").translation
    corrected = judge_text(text, Verdict.CONFIRMED)
    query = {"kind": "correction", "rater": corrected.rater_id}
    (row,) = ask(client_for, campaign.dataset, "answers", **query)["results"]
    assert (row["verdict"], row["item"], row["naturalness"]) == ("confirmed", text.item_id, None)


def test_researchers_see_votes_without_names(client_for: ClientFor) -> None:
    dataset = make_heard().dataset
    researcher = make_user(Role.RESEARCHER)
    dataset.memberships.create(user=researcher)
    path = f"/api/v1/datasets/{dataset.slug}/answers/"

    rows = client_for(researcher).get(path).json()["results"]
    assert {(row["rater"], row["name"]) for row in rows} == {(None, "")}
    assert client_for(researcher).get(path, {"rater": 1}).status_code == 403


@pytest.mark.parametrize("clips", [1, 3])
def test_queries_do_not_grow_with_answers(
    client_for: ClientFor, clips: int, django_assert_num_queries: Any
) -> None:
    manager = make_user(Role.MANAGER)
    dataset = make_dataset(manager, created_by=manager)
    for _ in range(clips):
        make_voiced_item(dataset)
    vote(make_campaign(dataset, votes_per_item=3), (2, 3), (4, 5))
    root, client = f"/api/v1/datasets/{dataset.slug}", client_for(manager)
    for path, queries in (("raters", 8), ("answers", 6)):
        client.get(f"{root}/{path}/")
        with django_assert_num_queries(queries):
            client.get(f"{root}/{path}/")


def test_activity_of_a_day_leads_to_its_answers(client_for: ClientFor) -> None:
    dataset = make_heard().dataset
    first = Rating.objects.earliest("pk")
    Rating.objects.filter(pk=first.pk).update(created_at=F("created_at") - timedelta(days=2))
    days = ask(client_for, dataset, "raters")["days"]
    assert [(day["kind"], day["answers"]) for day in days] == [("listening", 1), ("listening", 5)]
    listed = [ask(client_for, dataset, "answers", day=day["day"])["results"] for day in days]
    assert [len(rows) for rows in listed] == [1, 5]
    assert listed[0][0]["id"] == first.pk
