import csv
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from annotation.models import Rating
from catalog.models import Dataset
from corpus.models import Recording
from tests.annotation.steps import make_rater, rate, take
from tests.conftest import ClientFor
from tests.factories import make_campaign, make_dataset, make_user, make_voiced_item

pytestmark = pytest.mark.django_db


def make_managed() -> Dataset:
    manager = make_user(Role.MANAGER)
    return make_dataset(manager, created_by=manager)


def make_rated(clips: int = 3, raters: int = 2, seconds: float = 4.0) -> Dataset:
    """Every rater rated every clip, taking the time."""
    dataset = make_managed()
    for _ in range(clips):
        make_voiced_item(dataset)
    campaign = make_campaign(dataset, votes_per_item=raters)
    for number in range(raters):
        rater = make_rater(dataset)
        for clip in range(clips):
            rate(take(campaign, rater), naturalness=2 + (number + clip) % 3)
    Rating.objects.update(seconds=seconds)
    return dataset


def ask(client_for: ClientFor, dataset: Dataset, path: str = "", **query: Any) -> Any:
    client = client_for(dataset.created_by)
    return client.get(f"/api/v1/datasets/{dataset.slug}/statistics/{path}", query)


def lines(response: Any) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(text.splitlines()))


def test_table_tells_what_raters_said(client_for: ClientFor) -> None:
    answer = ask(client_for, make_rated()).json()
    (row,) = answer["rows"]

    assert (answer["rules_version"], answer["votes"], answer["excluded"]) == (2, 6, [])
    assert (row["language"], row["votes"], row["raters"], row["items"]) == ("ara", 6, 2, 3)
    assert row["naturalness"]["histogram"] == [0, 2, 2, 2, 0]
    assert row["naturalness"]["mean"] == 3
    assert row["naturalness"]["interval"] is None
    assert row["naturalness"]["no_interval"] == "too_few_raters"
    assert row["paper"] == {"engine": "XTTS", "naturalness": 2.8, "understood": 3.7}


def test_votes_given_in_haste_stay_and_do_not_count(client_for: ClientFor) -> None:
    dataset = make_rated(seconds=0.1)

    screened = ask(client_for, dataset).json()
    assert screened["excluded"] == [{"reason": "too_fast", "votes": 6}]
    assert screened["rows"][0]["votes"] == 0
    raw = ask(client_for, dataset, rules=0).json()
    assert (raw["rules_version"], raw["rows"][0]["votes"]) == (0, 6)
    assert Rating.objects.count() == 6


def test_withdrawn_votes_and_those_on_replaced_recordings_are_history(
    client_for: ClientFor,
) -> None:
    dataset = make_rated()
    gone, replaced = Rating.objects.order_by("id")[:2]
    Rating.objects.filter(pk=gone.pk).update(withdrawn_at=gone.created_at)
    assert replaced.recording is not None
    Recording.objects.filter(pk=replaced.recording.pk).update(is_current=False)

    others = Rating.objects.filter(withdrawn_at=None).exclude(recording=replaced.recording)
    assert ask(client_for, dataset).json()["votes"] == others.count()
    assert ask(client_for, dataset, replaced=True).json()["votes"] == 5


def test_filters_choose_what_is_counted(client_for: ClientFor) -> None:
    dataset = make_rated()
    campaign = dataset.campaigns.get()
    Recording.objects.filter(pk=Recording.objects.first().pk).update(  # type: ignore[union-attr]
        engine="xtts", voice="f9"
    )

    def votes(**query: Any) -> int:
        return int(ask(client_for, dataset, **query).json()["votes"])

    assert votes(language="ara") == votes(campaign=campaign.pk) == 6
    assert votes(language="hin") == votes(campaign=campaign.pk + 1) == 0
    assert (votes(engine="xtts"), votes(voice="f9"), votes(engine="espeak-ng")) == (2, 2, 4)
    rows = ask(client_for, dataset, by="voice").json()["rows"]
    assert [(row["engine"], row["voice"], row["votes"]) for row in rows] == [
        ("espeak-ng", "ar+f1", 4),
        ("xtts", "f9", 2),
    ]


@pytest.mark.parametrize(
    "query", [{"by": "colour"}, {"rules": 99}, {"campaign": "x"}, {"language": "zzz"}]
)
def test_nonsense_is_refused_in_words(client_for: ClientFor, query: dict[str, Any]) -> None:
    answer = ask(client_for, make_managed(), **query)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_files_hold_the_table_the_raters_and_every_raw_vote(client_for: ClientFor) -> None:
    dataset = make_rated(seconds=0.1)

    (row,) = lines(ask(client_for, dataset, "file/"))
    assert (row["name"], row["votes"], row["excluded_too_fast"]) == ("Arabic", "0", "6")
    assert (row["paper_naturalness"], row["rules_version"]) == ("2.8", "2")
    raters = lines(ask(client_for, dataset, "file/", part="raters"))
    assert [each["excluded_too_fast"] for each in raters] == ["3", "3"]
    votes = lines(ask(client_for, dataset, "file/", part="votes"))
    assert [each["excluded_because"] for each in votes] == ["too_fast"] * 6
    assert {each["naturalness"] for each in votes} == {"2", "3", "4"}


def test_what_a_spreadsheet_would_run_is_disarmed(client_for: ClientFor) -> None:
    dataset = make_rated()
    Recording.objects.update(voice="=cmd()")
    (row,) = lines(ask(client_for, dataset, "file/", by="voice"))
    assert row["voice"] == "'=cmd()"


def test_file_of_nothing_is_empty(client_for: ClientFor) -> None:
    assert lines(ask(client_for, make_managed(), "file/")) == []


def test_plan_is_given_from_votes_or_from_what_is_typical(client_for: ClientFor) -> None:
    dataset = make_rated()
    answer = ask(client_for, dataset, "plan/", width=0.8, raters=20, items=40).json()
    assert answer["measured"] is False
    assert answer["plan"]["votes"] == 40 * answer["plan"]["votes_per_item"]
    narrow = ask(client_for, dataset, "plan/", width=0.05, raters=8, items=40, language="ara")
    assert narrow.json() == {"measured": False, "plan": None}


@pytest.mark.parametrize("clips", [1, 3])
def test_queries_do_not_grow_with_votes(client_for: ClientFor, clips: int) -> None:
    dataset = make_rated(clips)
    client = client_for(dataset.created_by)
    client.get(f"/api/v1/datasets/{dataset.slug}/statistics/")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/api/v1/datasets/{dataset.slug}/statistics/")
    assert len(queries) == 5  # who asks (two), what they see, how many changes, what is kept
