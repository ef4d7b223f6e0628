"""What the dashboard of corrections plots, and the lists behind its numbers."""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.enums import Role
from annotation.enums import CampaignKind, SampleSlice
from annotation.models import Campaign, Correction, CorrectionEffort, Task
from annotation.services.answering import undo_last
from annotation.services.efforts import measure_efforts
from annotation.statistics.correction_files import rater_pseudonym
from annotation.statistics.correction_reading import measure_rates, measure_work
from annotation.statistics.settled import Chosen
from catalog.models import Dataset
from evaluation.metrics.opinion import rate_interval
from generation.recount import find_differences
from tests.annotation.review_steps import (
    BETTER,
    MACHINE,
    OTHER,
    hold,
    leave,
    make_reviewed_campaign,
)
from tests.conftest import ClientFor
from tests.factories import (
    make_campaign,
    make_dataset,
    make_item,
    make_source,
    make_translation,
    make_user,
)

pytestmark = pytest.mark.django_db
Json = dict[str, Any]
PLOTS = ("correction-statistics", "correction-statistics/effort", "correction-statistics/edits")


def rates(dataset: Dataset, campaign: int | None = None) -> list[tuple[str, int, int, int]]:
    """By both ways, which must agree where both can tell."""
    every = Chosen(dataset=dataset.pk)
    rows = measure_rates(Chosen(dataset=dataset.pk, campaign=campaign))
    work = measure_work(every)
    assert [row.items for row in measure_rates(every)] == [row.items for row in work]
    return [(row.group, row.confirmed, row.corrected, row.untranslatable) for row in rows]


def make_texts(dataset: Dataset, *engines: str) -> Campaign:
    """One item for each engine, in a source of its name."""
    for engine in engines:
        item = make_item(
            dataset, source=make_source(dataset, slug=f"of-{engine}"), question="What is this?"
        )
        make_translation(item, question=MACHINE[0], answer=MACHINE[1], engine=engine)
    return make_campaign(dataset, kind=CampaignKind.CORRECTION, votes_per_item=1)


@pytest.fixture
def campaign() -> Campaign:
    """Two engines' texts, both corrected, and measured."""
    campaign = make_texts(make_dataset(languages=["eng", "ara", "deu", "hin"]), "one", "two")
    for task in campaign.tasks.order_by("pk"):
        campaign.tasks.update(is_open=False)
        Task.objects.filter(pk=task.pk).update(is_open=True)
        assert task.translation is not None
        leave(hold(campaign), BETTER if task.translation.engine == "one" else OTHER)
    campaign.tasks.update(is_open=True)
    measure_efforts()
    return campaign


@pytest.fixture
def client(campaign: Campaign, client_for: ClientFor) -> APIClient:
    manager = make_user(Role.MANAGER)
    campaign.dataset.memberships.create(user=manager)
    return client_for(manager)


def read(client: APIClient, asker: Campaign, path: str, /, **asked: str | int) -> Any:
    answer = client.get(f"/api/v1/datasets/{asker.dataset.slug}/{path}/", asked)
    assert answer.status_code == 200, answer.content
    return answer.json()


def behind(client: APIClient, asker: Campaign, /, **asked: str | int) -> list[Json]:
    found: list[Json] = read(client, asker, "corrections", **asked)["results"]
    return found


def everything(client: APIClient, campaign: Campaign) -> Json:
    return {
        f"{path} {by}": read(client, campaign, path, by=by)
        for path in PLOTS
        for by in ("language", "source", "engine")
    } | {"times": read(client, campaign, "correction-statistics/times")}


def test_rates_count_each_item_once_as_it_was_settled_last() -> None:
    campaign = make_reviewed_campaign()
    leave(hold(campaign), BETTER)
    leave(hold(campaign), OTHER)
    assert rates(campaign.dataset) == []
    leave(hold(campaign), MACHINE)
    assert rates(campaign.dataset) == [("ara", 1, 0, 0)]
    (work,) = measure_work(Chosen(dataset=campaign.dataset_id))
    assert (work.reviewed, work.disputed) == (1, 1)
    again = make_campaign(campaign.dataset, kind="correction", votes_per_item=1)
    leave(hold(again), BETTER)
    assert rates(campaign.dataset) == [("ara", 0, 1, 0)]
    assert rates(campaign.dataset, campaign.pk) == [("ara", 1, 0, 0)]
    assert rates(campaign.dataset, again.pk) == [("ara", 0, 1, 0)]


def test_rates_rest_on_the_uniform_slice_and_on_standing_answers() -> None:
    campaign = make_reviewed_campaign(second_reviewer=False)
    Task.objects.update(slice=SampleSlice.FAILED_CHECKS)
    held = leave(hold(campaign), BETTER)
    assert rates(campaign.dataset) == rates(campaign.dataset, campaign.pk) == []
    Task.objects.update(slice=SampleSlice.UNIFORM)
    find_differences(campaign.dataset_id, mend=True)
    assert len(rates(campaign.dataset)) == 1
    undo_last(campaign, by=held.rater)
    assert rates(campaign.dataset) == rates(campaign.dataset, campaign.pk) == []


def test_rates_by_language_source_and_engine_with_the_papers_figures(
    campaign: Campaign, client: APIClient
) -> None:
    by_language = read(client, campaign, "correction-statistics")
    interval = rate_interval(2, 2)
    assert interval is not None
    assert by_language["rows"] == [
        {
            "group": "ara", "items": 2, "confirmed": 0, "corrected": 2, "untranslatable": 0,
            "rate": 1.0, "interval": {"low": interval.low, "high": interval.high},
        }
    ]  # fmt: skip
    assert by_language["paper"] == {"rate": 0.72, "low": 0.43, "high": 0.86}
    for by, groups in (("source", ["of-one", "of-two"]), ("engine", ["one", "two"])):
        rows = read(client, campaign, "correction-statistics", by=by)["rows"]
        assert [row["group"] for row in rows] == groups
        for asked in ({}, {"campaign": campaign.pk}):
            (row,) = read(client, campaign, "correction-statistics", **{by: groups[1]}, **asked)[
                "rows"
            ]
            assert row["items"] == 1


def test_languages_without_answers_say_why(campaign: Campaign, client: APIClient) -> None:
    item = make_item(campaign.dataset, question="Who?")
    make_translation(item, language="hin", question="कौन?", answer="वह।")
    find_differences(campaign.dataset_id, mend=True)
    found = read(client, campaign, "correction-statistics")["unanswered"]
    assert found == [
        {"group": "deu", "reason": "untranslated"},
        {"group": "eng", "reason": "source"},
        {"group": "hin", "reason": "unasked"},
    ]
    make_campaign(campaign.dataset, kind="correction", languages=["hin"], votes_per_item=1)
    found = read(client, campaign, "correction-statistics", language="hin")["unanswered"]
    assert found == [{"group": "hin", "reason": "waiting"}]


def test_effort_is_by_the_same_groups(campaign: Campaign, client: APIClient) -> None:
    one, two = read(client, campaign, "correction-statistics/effort", by="engine")
    assert (one["group"], one["items"], one["measured"]) == ("one", 1, 1)
    assert (one["words_added"], one["hter"]) == (1, 0.2)
    assert (two["words_replaced"], two["words_added"]) == (1, 1)
    assert one["active_s"] == CorrectionEffort.objects.earliest("pk").active_s
    assert one["active_interval"] is None


def test_times_are_days_or_weeks_that_begin_on_monday(
    campaign: Campaign, client: APIClient
) -> None:
    first, last = Correction.objects.order_by("pk")
    for correction, day in ((first, 4), (last, 8)):
        moment = datetime(2026, 3, day, 23, 59, tzinfo=UTC)
        Correction.objects.filter(pk=correction.pk).update(created_at=moment)
    find_differences(campaign.dataset_id, mend=True)
    weeks = read(client, campaign, "correction-statistics/times")
    assert [(row["group"], row["items"]) for row in weeks] == [("2026-03-02", 2)]
    days = read(client, campaign, "correction-statistics/times", step="day")
    assert [(row["group"], row["items"]) for row in days] == [("2026-03-04", 1), ("2026-03-08", 1)]
    since = behind(client, campaign, since="2026-03-05", until="2026-03-08")
    assert [(one["id"], one["settled_on"]) for one in since] == [(last.pk, "2026-03-08")]


def test_edits_by_kind_field_and_words(campaign: Campaign, client: APIClient) -> None:
    found = read(client, campaign, "correction-statistics/edits")
    assert found["measured"] == 2
    assert found["kinds"][0] == {
        "kind": "words_added", "corrections": 2, "question": 2, "answer": 0,
    }  # fmt: skip
    assert found["replacements"] == [
        {"language": "ara", "old": "ما", "new": "شيء", "corrections": 1}
    ]
    (replaced,) = behind(client, campaign, replaced="ما\tشيء")
    assert replaced["engine"] == "two"
    assert len(behind(client, campaign, kind="words_added")) == 2
    assert len(behind(client, campaign, kind="question.words_replaced")) == 1
    assert behind(client, campaign, kind="answer.words_replaced") == []


def test_list_has_both_texts_and_leads_to_the_item(campaign: Campaign, client: APIClient) -> None:
    (found,) = behind(client, campaign, engine="one", verdict="needed")
    given = Correction.objects.select_related("rater", "translation__item").get(pk=found["id"])
    assert found["machine"] == {"question": MACHINE[0], "answer": MACHINE[1]}
    assert tuple(found["settled"].values()) == BETTER
    assert (found["item"], found["rater"]) == (given.translation.item_id, given.rater.username)
    assert found["work"]["kinds"] == ["question.words_added"]
    assert behind(client, campaign, engine="one", verdict="confirmed") == []


def test_researchers_see_a_pseudonym_and_raters_nothing(
    campaign: Campaign, client_for: ClientFor
) -> None:
    researcher = make_user(Role.RESEARCHER)
    campaign.dataset.memberships.create(user=researcher)
    found = behind(client_for(researcher), campaign)[0]
    given = Correction.objects.get(pk=found["id"])
    assert found["rater"] == rater_pseudonym(campaign.dataset, given.rater_id)
    for path in (*PLOTS, "correction-statistics/times", "corrections"):
        address = f"/api/v1/datasets/{campaign.dataset.slug}/{path}/"
        assert client_for(given.rater).get(address).status_code == 403


def test_changing_one_correction_moves_exactly_its_cells(
    campaign: Campaign, client: APIClient
) -> None:
    before = everything(client, campaign)
    last = Correction.objects.select_related("rater", "assignment").latest("pk")
    undo_last(campaign, by=last.rater)
    leave(last.assignment, MACHINE)
    measure_efforts()
    after = everything(client, campaign)
    wrong = [one for one in find_differences(campaign.dataset_id) if one.key.metric[:2] == "re"]
    assert wrong == []

    expected = deepcopy(before)
    for by, place, items in (("language", 0, 2), ("source", 1, 1), ("engine", 1, 1)):
        row = expected[f"correction-statistics {by}"]["rows"][place]
        confirm_one(row, items)
        effort = expected[f"correction-statistics/effort {by}"][place]
        effort.update(after[f"correction-statistics/effort {by}"][place])
        assert (effort["words_replaced"], effort["words_added"]) == (0, items - 1)
        edits = expected[f"correction-statistics/edits {by}"]
        edits.update(measured=1, replacements=[])
        edits["kinds"] = [
            {"kind": "words_added", "corrections": 1, "question": 1, "answer": 0}
        ]  # fmt: skip
    confirm_one(expected["times"][0], 2)
    assert after == expected


def confirm_one(row: Json, items: int) -> None:
    interval = rate_interval(items - 1, items)
    assert interval is not None
    row.update(
        confirmed=1,
        corrected=items - 1,
        rate=(items - 1) / items,
        interval={"low": interval.low, "high": interval.high},
    )


def test_lists_are_as_long_as_their_numbers(campaign: Campaign, client: APIClient) -> None:
    for by in ("language", "source", "engine"):
        row: Json
        for row in read(client, campaign, "correction-statistics", by=by)["rows"]:
            assert len(behind(client, campaign, **{by: row["group"]})) == row["items"]


def test_made_up_filters_are_refused(campaign: Campaign, client: APIClient) -> None:
    for asked in ({"language": "xyz"}, {"verdict": "wrong"}, {"kind": "' OR 1"}, {"since": "now"}):
        address = f"/api/v1/datasets/{campaign.dataset.slug}/corrections/"
        assert client.get(address, asked).status_code == 400
