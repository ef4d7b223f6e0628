"""How often and how much natives corrected."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.enums import Role
from annotation.enums import PlaybackKind
from annotation.models import Assignment, Campaign, CorrectionEffort, Task
from annotation.services.answering import undo_last
from annotation.services.efforts import measure_efforts
from annotation.statistics.correction_files import write_corrections
from annotation.statistics.corrections import EffortRow, Work, effort_row, rate_rows
from annotation.tasks import sweep
from catalog.models import Dataset
from corpus.models import Item, Translation
from evaluation.metrics.opinion import Interval, rate_interval
from tests.annotation.review_steps import (
    BETTER,
    MACHINE,
    OTHER,
    give_up,
    hold,
    leave,
    make_reviewed_campaign,
)
from tests.conftest import ClientFor
from tests.factories import make_campaign, make_dataset, make_item, make_translation, make_user

WORK = Work(
    group="hin", items=3, reviewed=2, disputed=1, overridden=1, measured=2, words=20,
    words_added=1, words_removed=2, words_replaced=3, shifted_edits=5, characters=100,
    character_edits=20, chrf=160.0, active_s=[30.0, 10.0],
)  # fmt: skip


def test_rates_are_of_what_was_edited_or_cannot_be_translated() -> None:
    counted = {("hin", "corrected"): 1, ("hin", "untranslatable"): 1, ("hin", "confirmed"): 1}
    rows = rate_rows({**counted, ("ara", "confirmed"): 2})
    assert [(row.group, row.items, row.rate) for row in rows] == [
        ("ara", 2, 0.0),
        ("hin", 3, 2 / 3),
    ]
    assert rows[1].interval == rate_interval(2, 3)


def test_work_adds_up_edits_over_words() -> None:
    assert effort_row(WORK) == EffortRow(
        group="hin", items=3, measured=2, hter=5 / 20, cer=20 / 100, chrf=80.0, words_added=1,
        words_removed=2, words_replaced=3, active_s=20.0, active_interval=None, reviewed=2,
        disputed=1, overridden=1,
    )  # fmt: skip
    unmeasured = effort_row(Work("ara", 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.0, []))
    assert (unmeasured.hter, unmeasured.cer, unmeasured.chrf) == (None, None, None)
    assert (unmeasured.active_s, unmeasured.active_interval) == (None, None)


def test_median_of_the_time_at_work_has_an_interval() -> None:
    row = effort_row(WORK._replace(active_s=[60.0, 10.0, 50.0, 20.0, 40.0, 30.0]))
    assert (row.active_s, row.active_interval) == (35.0, Interval(low=10.0, high=60.0))


def test_no_corrections_give_no_rows() -> None:
    assert rate_rows({}) == []


def test_interval_of_the_papers_rate_at_its_size() -> None:
    """144 of 200 is the paper's 72%."""
    row = rate_rows({("deu", "corrected"): 144, ("deu", "confirmed"): 56})[0]
    assert row.interval is not None
    assert (row.rate, round(row.interval.low, 3), round(row.interval.high, 3)) == (
        0.72, 0.654, 0.778,
    )  # fmt: skip


@pytest.mark.django_db
def test_effort_is_measured_by_the_sweep_once() -> None:
    campaign = make_reviewed_campaign(second_reviewer=False)
    leave(hold(campaign), BETTER)
    sweep()
    sweep()
    effort = CorrectionEffort.objects.get()
    # "ما هذا؟" became "ما هو هذا؟": one word of five, and with its blank three characters.
    assert (effort.words, effort.words_added, effort.words_removed, effort.words_replaced) == (
        5, 1, 0, 0,
    )  # fmt: skip
    assert (effort.shifted_edits, effort.character_edits, effort.characters) == (1, 3, 19)
    assert 50 < effort.chrf < 100
    assert "HTER" in effort.signature


@pytest.mark.django_db
def test_effort_knows_the_kinds_of_edits_by_field() -> None:
    campaign = make_reviewed_campaign(second_reviewer=False)
    leave(hold(campaign), ("ما ذاك؟", "هذا جواب ."))
    sweep()
    effort = CorrectionEffort.objects.get()
    assert effort.kinds == ["answer.spacing", "question.words_replaced"]
    assert effort.replacements == ["هذا\tذاك"]


@pytest.mark.django_db
def test_effort_by_older_rules_is_measured_anew_but_the_time_stays() -> None:
    campaign = make_reviewed_campaign(second_reviewer=False)
    leave(hold(campaign), BETTER)
    sweep()
    CorrectionEffort.objects.update(kinds=[], words=0, active_s=7, signature="metric:HTER")
    assert measure_efforts() == 1
    effort = CorrectionEffort.objects.get()
    assert (effort.kinds, effort.words, effort.active_s) == (["question.words_added"], 5, 7)
    assert measure_efforts() == 0


@pytest.mark.django_db
def test_time_with_the_page_hidden_is_no_work() -> None:
    held = hold(make_reviewed_campaign(second_reviewer=False))
    Assignment.objects.update(opened_at=timezone.now() - timedelta(seconds=100))
    away = [{"kind": PlaybackKind.HIDDEN, "seconds": 60.0}]
    leave(held, BETTER, took_s=90.0, playback=away)
    measure_efforts()
    assert CorrectionEffort.objects.get().active_s == 30.0


@pytest.mark.django_db
def test_what_cannot_be_translated_has_no_effort() -> None:
    give_up(hold(make_reviewed_campaign(second_reviewer=False)))
    assert measure_efforts() == 0


def make_disputable(count: int) -> Campaign:
    """Its tasks are closed, to be opened one by one: the queue would take turns."""
    dataset = make_dataset()
    for _ in range(count):
        item = make_item(dataset, question="What is this?", answer="It is an answer.")
        make_translation(item, question=MACHINE[0], answer=MACHINE[1])
    campaign = make_campaign(dataset, kind="correction", votes_per_item=1, second_reviewer=True)
    campaign.tasks.update(is_open=False)
    return campaign


def rows_of(client: APIClient, dataset: Dataset, **query: int) -> list[dict[str, str]]:
    address = f"/api/v1/datasets/{dataset.slug}/correction-statistics/file/"
    content = b"".join(client.get(address, query)).decode()
    return list(csv.DictReader(io.StringIO(content)))


@pytest.mark.django_db
def test_file_has_both_texts_and_the_work_between_them_and_no_name(client_for: ClientFor) -> None:
    campaign = make_reviewed_campaign(second_reviewer=False)
    other = make_campaign(campaign.dataset, kind="correction", votes_per_item=1)
    again = give_up(hold(other))
    held = leave(hold(campaign), BETTER)
    held.corrections.update(question="=1+1", override_reason="-really")
    sweep()
    researcher = make_user(Role.RESEARCHER)
    campaign.dataset.memberships.create(user=researcher)
    client = client_for(researcher)
    second, first = rows_of(client, campaign.dataset)
    assert (first["source_question"], first["machine_question"]) == ("What is this?", MACHINE[0])
    assert (first["corrected_question"], first["override_reason"]) == ("'=1+1", "'-really")
    effort = CorrectionEffort.objects.get()
    assert float(first["hter"]) == round(effort.shifted_edits / effort.words, 4)
    assert (float(first["chrf"]), first["verdict"]) == (round(effort.chrf, 2), "corrected")
    assert (second["verdict"], second["hter"], second["chrf"]) == ("untranslatable", "", "")
    assert first["rater"] != second["rater"]
    names = {held.rater.username, again.rater.username, str(held.rater_id), str(again.rater_id)}
    assert not names & {first["rater"], second["rater"]}
    assert rows_of(client, campaign.dataset, campaign=other.pk) == [second]


@pytest.mark.django_db
def test_file_says_the_day_of_an_answer_and_no_moment_that_others_tell_too() -> None:
    campaign = make_reviewed_campaign(second_reviewer=False)
    given = leave(hold(campaign), BETTER).corrections.get().created_at
    (row,) = csv.DictReader(io.StringIO("".join(write_corrections(campaign.dataset))))
    assert row["given_on"] == f"{given:%Y-%m-%d}"


@pytest.mark.django_db
def test_no_text_of_the_file_is_run_by_a_spreadsheet() -> None:
    campaign = make_reviewed_campaign(second_reviewer=False)
    machine = leave(hold(campaign), BETTER).task.translation
    assert machine is not None
    Item.objects.filter(pk=machine.item_id).update(external_id="=1+1")
    Translation.objects.filter(pk=machine.pk).update(engine="@engine")
    (row,) = csv.DictReader(io.StringIO("".join(write_corrections(campaign.dataset))))
    assert (row["item"], row["engine"], row["campaign"]) == ("'=1+1", "'@engine", str(campaign.pk))


@pytest.mark.django_db
def test_answers_taken_back_are_in_no_file_and_an_empty_one_has_its_heading(
    client_for: ClientFor, django_assert_num_queries: Any
) -> None:
    campaign = make_reviewed_campaign(second_reviewer=False)
    undo_last(campaign, by=leave(hold(campaign), BETTER).rater)
    with django_assert_num_queries(1):
        text = "".join(write_corrections(campaign.dataset))
    assert text.startswith("campaign,slice,item,language,")
    assert text.count("\n") == 1


@pytest.mark.django_db
def test_disputes_over_http_are_blind_and_cost_the_same_for_one_and_three(
    client_for: ClientFor,
) -> None:
    campaign = make_disputable(3)
    manager = make_user(Role.MANAGER)
    campaign.dataset.memberships.create(user=manager)
    client = client_for(manager)
    address = f"/api/v1/datasets/{campaign.dataset.slug}/disputes/"
    counts = []
    for task in campaign.tasks.all():
        Task.objects.filter(pk=task.pk).update(is_open=True)
        leave(hold(campaign), BETTER)
        leave(hold(campaign), OTHER)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address).json()["results"]
        counts.append(len(queries))
    assert len(page) == 3
    assert counts[0] == counts[-1]
    shown = page[0]
    assert set(shown) == {"id", "item", "campaign", "language", "english", "machine", "answers"}
    assert {one["question"] for one in shown["answers"]} == {BETTER[0], OTHER[0]}
    assert {tuple(one) for one in shown["answers"]} == {
        ("verdict", "question", "answer", "overridden", "override_reason")
    }
    body = {"verdict": "corrected", "question": OTHER[0], "answer": OTHER[1]}
    settled = client.post(f"/api/v1/disputes/{shown['id']}/settlement/", body)
    assert settled.status_code == 200
    assert len(client.get(address).json()["results"]) == len(page) - 1
