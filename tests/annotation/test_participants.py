"""What a manager is told about participants, and takes to Prolific."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotation.enums import TrialKind
from annotation.models import ProlificStudy, ProlificSubmission
from annotation.recruitment.files import Part, write_participants
from annotation.recruitment.outcomes import OF_LATE, settle, settle_all, withdraw
from annotation.recruitment.participants import (
    Participant,
    describe_participants,
    submissions_of,
)
from annotation.services.campaigns import close_campaign
from annotation.statistics.reading import Selection, read_screened
from annotation.statistics.screening import SCREENED, Reason
from annotation.tasks import sweep
from tests.annotation.path_steps import begin, rate_all, take_trial
from tests.annotation.test_studies import make_paid_campaign
from tests.conftest import ClientFor
from tests.factories import make_study, make_submission

pytestmark = pytest.mark.django_db


def take_part(study: ProlificStudy, prolific_id: str, **answers: int) -> ProlificSubmission:
    submission = make_submission(study, prolific_id)
    rate_all(begin(study.campaign, submission.participant.user), **answers)
    return settle(submission)


def make_crowd(**study: Any) -> ProlificStudy:
    """One of each kind."""
    made = make_study(make_paid_campaign(clips=4), **study)
    take_part(made, "careful")
    take_part(made, "careless", trap=1)
    take_part(made, "deaf", gold=4)
    withdraw(make_submission(made, "shy"))
    make_submission(made, "slow")
    return made


def described(study: ProlificStudy) -> dict[str, Participant]:
    rows = submissions_of(study.campaign).order_by("pk")
    return {one.prolific_id: one for one in describe_participants(study.campaign, rows)}


def rows_of(study: ProlificStudy) -> list[dict[str, str]]:
    text = write_participants(described(study).values(), Part.ALL)
    return list(csv.DictReader(io.StringIO(text)))


def test_only_failed_checks_reject() -> None:
    found = described(make_crowd())
    assert {name: one.decision.value for name, one in found.items()} == {
        "careful": "approve",
        "careless": "reject",
        "deaf": "approve",
        "shy": "by_code",
        "slow": "wait",
    }
    assert {name: one.category for name, one in found.items() if one.category} == {
        "careless": "FAILED_CHECK"
    }


def test_rejection_tells_the_participant_why_at_the_length_prolific_asks_for() -> None:
    careless = described(make_crowd())["careless"]
    assert careless.message.startswith("1 of 1 attention checks")
    assert len(careless.message) >= 100


def test_who_has_no_code_is_asked_to_return() -> None:
    shy = described(make_crowd(code_no_consent=""))["shy"]
    assert (shy.decision.value, shy.code) == ("ask_return", "")
    assert "you chose not to take part" in shy.message


def test_votes_are_those_the_statistics_count() -> None:
    study = make_crowd()
    selection = Selection(campaign=study.campaign_id, replaced=True)
    screened, _ = read_screened(study.campaign.dataset, selection)
    found = described(study)
    assert sum(one.votes for one in found.values()) == len(screened.kept)
    excluded = sum(sum(one.excluded.values()) for one in found.values())
    assert excluded == len(screened.excluded)
    assert {one.rules_version for one in found.values()} == {screened.rules.version}


def test_votes_of_who_failed_a_check_or_missed_gold_are_left_out_for_that_reason() -> None:
    found = described(make_crowd())
    reasons = {name: list(one.excluded) for name, one in found.items() if one.excluded}
    assert reasons["careless"] == [Reason.TRAP_FAILED]
    assert reasons["deaf"] == [Reason.GOLD_OFF]
    assert (found["careless"].votes, found["deaf"].votes) == (0, 0)


def test_file_has_a_row_for_each_submission() -> None:
    careless = rows_of(make_crowd())[1]
    expected = {
        "participant_id": "careless",
        "language": "ara",
        "outcome": "failed_checks",
        "completion_code": "FAILED1",
        "decision": "reject",
        "rejection_category": "FAILED_CHECK",
        "sessions": "1",
        "checks": "1",
        "checks_failed": "1",
        "rules_version": str(SCREENED.version),
    }
    assert {name: careless[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("part", "text"), [(Part.APPROVE, "careful\r\ndeaf\r\n"), (Part.REJECT, "careless\r\n")]
)
def test_lists_to_paste_hold_ids_alone(part: Part, text: str) -> None:
    assert write_participants(described(make_crowd()).values(), part) == text


def test_what_a_spreadsheet_would_run_is_disarmed() -> None:
    study = make_study(make_paid_campaign())
    make_submission(study, "=cmd()")
    (row,) = rows_of(study)
    assert row["participant_id"] == "'=cmd()"


def test_file_of_nobody_has_its_heading() -> None:
    study = make_study(make_paid_campaign())
    text = write_participants(described(study).values(), Part.ALL)
    assert text.startswith("participant_id,submission_id,")
    assert text.count("\n") == 1


def test_who_finished_and_closed_the_window_is_settled_by_the_sweep(
    client_for: ClientFor,
) -> None:
    study = make_study(make_paid_campaign())
    submission = make_submission(study, "gone")
    rate_all(begin(study.campaign, submission.participant.user))
    study.campaign.dataset.memberships.create(user=study.campaign.created_by)
    client = client_for(study.campaign.created_by)
    address = f"/api/v1/campaigns/{study.campaign_id}/participants/"
    [row] = client.get(address).json()["results"]
    assert row["decision"] == "wait"
    sweep()
    [row] = client.get(address).json()["results"]
    assert (row["prolific_id"], row["outcome"], row["decision"]) == ("gone", "complete", "approve")
    file = client.get(f"{address}file/?part=approve")
    assert (file.getvalue(), file.headers["Cache-Control"]) == (b"gone\r\n", "no-store")


def test_who_failed_the_test_and_closed_the_window_is_settled() -> None:
    study = make_study(make_paid_campaign(environment_check=True, environment_tries=1))
    submission = make_submission(study, "gone")
    user = submission.participant.user
    take_trial(study.campaign, user, TrialKind.ENVIRONMENT, right=False)
    assert settle_all() == 1
    assert described(study)["gone"].outcome == "screened_out"


def test_who_stopped_half_way_is_asked_about_for_a_day_and_settled_when_the_campaign_closes() -> (
    None
):
    study = make_study(make_paid_campaign(clips=6), sessions=2)
    submission = make_submission(study, "gone")
    rate_all(begin(study.campaign, submission.participant.user))
    assert settle_all() == 0
    long_ago = timezone.now() - 2 * OF_LATE
    submission.participant.user.rating_sessions.update(ended_at=long_ago)
    with CaptureQueriesContext(connection) as queries:
        settle_all()
    assert len(queries) == 1
    close_campaign(study.campaign)
    assert settle_all() == 1
    assert described(study)["gone"].outcome == "complete"


@pytest.mark.parametrize("count", [1, 3])
def test_listing_asks_as_often_for_three_participants_as_for_one(
    count: int, client_for: ClientFor, django_assert_num_queries: Any
) -> None:
    study = make_study(make_paid_campaign())
    for number in range(count):
        take_part(study, f"p{number}")
    study.campaign.dataset.memberships.create(user=study.campaign.created_by)
    client = client_for(study.campaign.created_by)
    with django_assert_num_queries(9):
        answer = client.get(f"/api/v1/campaigns/{study.campaign_id}/participants/")
    assert len(answer.json()["results"]) == count


def test_nothing_of_prolific_leaves_in_a_release(client_for: ClientFor) -> None:
    study = make_study(make_paid_campaign(clips=2))
    take_part(study, "5f1e00000000000000000abc")
    dataset = study.campaign.dataset
    dataset.memberships.create(user=dataset.created_by)
    client = client_for(dataset.created_by)
    pulled = client.get(
        f"/api/v1/datasets/{dataset.slug}/splits/bench/?language=ara&verified=false"
    ).content
    files = [
        b"".join(client.get(f"/api/v1/datasets/{dataset.slug}/statistics/file/?part={part}"))
        for part in ("raters", "votes")
    ]
    assert all(b"5f1e0000" not in text for text in [pulled, *files])
    assert b"question" in pulled


@pytest.mark.parametrize(("closed", "found"), [(False, "screened_out"), (True, "complete")])
def test_who_no_longer_speaks_the_language_holds_up_no_other(closed: bool, found: str) -> None:
    study = make_study(make_paid_campaign(clips=6), sessions=2)
    for name in ("lost", "careful"):
        submission = make_submission(study, name)
        rate_all(begin(study.campaign, submission.participant.user))
        if name == "lost":
            submission.participant.user.spoken_languages.all().delete()
        else:
            rate_all(begin(study.campaign, submission.participant.user))
    if closed:
        close_campaign(study.campaign)
    assert settle_all() == 2
    outcomes = {name: one.outcome for name, one in described(study).items()}
    assert outcomes == {"lost": found, "careful": "complete"}


def test_sweep_goes_on_behind_a_step_that_failed_and_tells_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise RuntimeError("no answer")

    study = make_study(make_paid_campaign())
    submission = make_submission(study, "gone")
    rate_all(begin(study.campaign, submission.participant.user))
    monkeypatch.setattr("annotation.tasks.lapse_sessions", fail)
    with pytest.raises(RuntimeError, match="no answer"):
        sweep()
    assert described(study)["gone"].outcome == "complete"
