"""Participants from Prolific: how they arrive, how their part ends, and what they are paid by."""

from functools import partial
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from annotation.enums import TrialKind
from annotation.errors import StepDueError
from annotation.models import Campaign, ProlificParticipant, ProlificSubmission
from annotation.recruitment.enums import Outcome
from annotation.recruitment.errors import (
    AlreadyTookPartError,
    StudyFixedError,
    StudyInvalidError,
    StudyNotOpenError,
    StudyUnknownError,
    SubmissionTakenError,
)
from annotation.recruitment.outcomes import settle, withdraw
from annotation.recruitment.studies import (
    arrive,
    change_study,
    code_for,
    create_study,
    return_address,
)
from annotation.services.assigning import expire_assignments
from annotation.services.campaigns import close_campaign, pause_campaign
from annotation.services.sessions import leave_session, start_session
from annotation.statistics.screening import SCREENED
from tests.annotation.path_steps import begin, make_session_campaign, rate_all, take_trial
from tests.conftest import ClientFor
from tests.factories import make_campaign, make_dataset, make_item, make_study, make_submission
from tests.jobs.threads import at_the_same_time

pytestmark = pytest.mark.django_db
IDS = {"study_id": "s1", "prolific_id": "p1", "session_id": "x1", "interface_language": "ar"}


def make_paid_campaign(clips: int = 4, **protocol: Any) -> Campaign:
    return make_session_campaign(clips, votes=5, session_size=2, gold_per_session=1, **protocol)


def make_part(campaign: Campaign, **study: Any) -> ProlificSubmission:
    return make_submission(make_study(campaign, **study))


def sit(submission: ProlificSubmission, **answers: int) -> None:
    rate_all(begin(submission.study.campaign, submission.participant.user), **answers)


def outcome(submission: ProlificSubmission) -> str:
    return settle(submission).outcome


def test_participant_gets_an_account_that_knows_nobody() -> None:
    campaign = make_paid_campaign()
    make_study(campaign, study_id="s1")
    submission = arrive(campaign.pk, **IDS)
    user = submission.participant.user
    assert (user.email, user.display_name, user.role) == ("", "", "rater")
    assert (user.has_usable_password(), user.arrived_by) == (False, "prolific")
    assert [one.language for one in user.spoken_languages.all()] == ["ara"]
    assert "p1" not in {user.username, user.display_name, user.first_name}


def test_opening_twice_goes_on_with_the_same_account() -> None:
    campaign = make_paid_campaign()
    make_study(campaign, study_id="s1")
    assert arrive(campaign.pk, **IDS) == arrive(campaign.pk, **IDS)
    assert ProlificParticipant.objects.count() == 1


def test_same_person_in_another_study_has_the_same_account() -> None:
    first = make_submission(make_study(make_paid_campaign()), "p1")
    second = make_submission(make_study(make_paid_campaign(), language="ara"), "p1")
    assert first.participant == second.participant
    mine = Campaign.objects.visible_to(first.participant.user)
    assert set(mine) == {first.study.campaign, second.study.campaign}


def test_participant_sees_no_other_campaign_of_the_dataset() -> None:
    submission = make_part(make_paid_campaign())
    make_campaign(submission.study.campaign.dataset)
    visible = Campaign.objects.visible_to(submission.participant.user)
    assert list(visible) == [submission.study.campaign]


def test_another_study_is_refused() -> None:
    campaign, other = make_paid_campaign(), make_paid_campaign()
    make_study(other, study_id="s1")
    with pytest.raises(StudyUnknownError):
        arrive(campaign.pk, **IDS)


def test_submission_of_another_participant_is_refused() -> None:
    campaign = make_paid_campaign()
    make_study(campaign, study_id="s1")
    arrive(campaign.pk, **IDS)
    with pytest.raises(SubmissionTakenError):
        arrive(campaign.pk, **{**IDS, "prolific_id": "p2"})
    assert User.objects.filter(arrived_by="prolific").count() == 1


def test_who_returned_and_took_the_place_again_goes_on_until_it_is_over() -> None:
    campaign = make_paid_campaign()
    make_study(campaign, study_id="s1")
    arrive(campaign.pk, **IDS)
    again = arrive(campaign.pk, **{**IDS, "session_id": "x2"})
    assert ProlificSubmission.objects.get().session_id == "x2"
    sit(again)
    assert outcome(again) == Outcome.COMPLETE
    with pytest.raises(AlreadyTookPartError):
        arrive(campaign.pk, **{**IDS, "session_id": "x3"})
    assert arrive(campaign.pk, **{**IDS, "session_id": "x2"}).outcome == Outcome.COMPLETE


@pytest.mark.parametrize("move", [pause_campaign, close_campaign])
def test_campaign_that_asks_nothing_takes_nobody_new_in(move: Any) -> None:
    campaign = make_paid_campaign()
    make_study(campaign, study_id="s1")
    move(campaign)
    with pytest.raises(StudyNotOpenError):
        arrive(campaign.pk, **IDS)


def test_study_with_nothing_left_sends_people_back_before_any_test() -> None:
    campaign = make_paid_campaign()
    make_study(campaign, study_id="s1")
    campaign.tasks.update(is_open=False)
    with pytest.raises(StudyNotOpenError):
        arrive(campaign.pk, **IDS)
    assert User.objects.filter(arrived_by="prolific").count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_make_one_account() -> None:
    campaign = make_paid_campaign()
    make_study(campaign, study_id="s1")
    come = partial(arrive, campaign.pk, **IDS)
    found = at_the_same_time(come, come, come)
    assert len({one.pk for one in found}) == 1
    assert User.objects.filter(arrived_by="prolific").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_studies_at_once_make_one_account() -> None:
    dataset_of = [make_paid_campaign(), make_paid_campaign()]
    studies = [make_study(campaign) for campaign in dataset_of]
    at_the_same_time(*(partial(make_submission, study, "p1") for study in studies))
    assert ProlificParticipant.objects.count() == 1
    assert ProlificSubmission.objects.count() == 2
    assert User.objects.filter(arrived_by="prolific").count() == 1


def test_work_that_is_paid_for_completes_and_nothing_more_is_asked() -> None:
    submission = make_part(make_paid_campaign(clips=6), sessions=2)
    sit(submission)
    assert outcome(submission) == ""
    sit(submission)
    with pytest.raises(StepDueError):  # before anybody looked at the outcome
        begin(submission.study.campaign, submission.participant.user)
    assert outcome(submission) == Outcome.COMPLETE
    assert submission.rules_version == SCREENED.version


def test_failed_attention_checks_end_in_their_own_outcome() -> None:
    submission = make_part(make_paid_campaign())
    sit(submission, trap=1)
    assert outcome(submission) == Outcome.FAILED_CHECKS


def test_fewer_failed_checks_than_set_are_paid() -> None:
    submission = make_part(make_paid_campaign(), failed_checks_to_reject=2)
    sit(submission, trap=1)
    assert outcome(submission) == Outcome.COMPLETE


def test_gold_never_rejects() -> None:
    submission = make_part(make_paid_campaign())
    sit(submission, gold=4)
    assert outcome(submission) == Outcome.COMPLETE


def test_session_that_was_left_neither_pays_nor_rejects() -> None:
    submission = make_part(make_paid_campaign())
    user = submission.participant.user
    leave_session(begin(submission.study.campaign, user).pk, by=user)
    assert outcome(submission) == ""


def test_tries_used_up_screen_out() -> None:
    campaign = make_paid_campaign(environment_check=True, environment_tries=1)
    submission = make_part(campaign)
    take_trial(campaign, submission.participant.user, TrialKind.ENVIRONMENT, right=False)
    assert outcome(submission) == Outcome.SCREENED_OUT


def test_nothing_left_and_no_work_done_is_not_needed() -> None:
    submission = make_part(make_paid_campaign())
    close_campaign(submission.study.campaign)
    assert outcome(submission) == Outcome.NOT_NEEDED


def test_clips_that_others_hold_are_waited_for() -> None:
    campaign = make_session_campaign(2, votes=1, session_size=2)
    study = make_study(campaign)
    quick, waiting, late = (make_submission(study) for _ in range(3))
    session = begin(campaign, quick.participant.user)
    assert outcome(waiting) == ""
    leave_session(session.pk, by=quick.participant.user)
    expire_assignments()
    sit(waiting)
    assert outcome(waiting) == Outcome.COMPLETE
    assert outcome(late) == Outcome.NOT_NEEDED


def test_paused_campaign_decides_nothing() -> None:
    submission = make_part(make_paid_campaign())
    pause_campaign(submission.study.campaign)
    assert outcome(submission) == ""


def test_withdrawing_gives_clips_back_and_ends_the_part() -> None:
    submission = make_part(make_paid_campaign())
    user = submission.participant.user
    session = begin(submission.study.campaign, user)
    assert withdraw(submission).outcome == Outcome.NO_CONSENT
    session.refresh_from_db()
    assert session.state == "lapsed"
    with pytest.raises(StepDueError):
        start_session(submission.study.campaign, language="ara", by=user, device="tab")


def test_withdrawing_after_the_work_is_done_takes_no_pay_away() -> None:
    submission = make_part(make_paid_campaign())
    sit(submission)
    assert withdraw(submission).outcome == Outcome.COMPLETE


def test_each_outcome_has_its_code_and_an_empty_one_asks_to_return() -> None:
    study = make_study(make_paid_campaign(), code_failed_checks="", code_screened_out="")
    assert {one.value: code_for(study, one) for one in Outcome} == {
        "complete": "DONE1",
        "failed_checks": "DONE1",
        "screened_out": "",
        "not_needed": "",
        "no_consent": "NOCONSENT1",
    }
    assert code_for(study, "") == return_address("") == ""


@pytest.mark.parametrize("code", ["ABC123", "@evil.example", "#//x", "a b"])
def test_return_address_leads_to_prolific_whatever_the_code(code: str) -> None:
    parts = urlsplit(return_address(code))
    assert (parts.scheme, parts.netloc) == ("https", "app.prolific.com")
    assert parts.path == "/submissions/complete"


@pytest.mark.parametrize(
    "fields",
    [
        {"code_complete": "https://evil.example"},
        {"code_complete": ""},
        {"language": "hin"},
        {"sessions": 0},
        {"failed_checks_to_reject": 0},
    ],
)
def test_study_that_makes_no_sense_is_refused(fields: dict[str, Any]) -> None:
    campaign = make_paid_campaign()
    wanted = {"study_id": "s1", "language": "ara", "code_complete": "DONE1", **fields}
    with pytest.raises(StudyInvalidError):
        create_study(campaign, by=campaign.created_by, **wanted)


def test_study_needs_sessions_to_pay_for() -> None:
    dataset = make_dataset()
    make_item(dataset)
    campaign = make_campaign(dataset)
    with pytest.raises(StudyInvalidError):
        create_study(
            campaign, by=dataset.created_by, study_id="s1", language="ara", code_complete="A"
        )


def test_what_participants_rely_on_is_fixed_once_one_came() -> None:
    study = make_study(make_paid_campaign())
    change_study(study, sessions=2)
    make_submission(study)
    assert change_study(study, code_complete="NEW1", sessions=2).code_complete == "NEW1"
    with pytest.raises(StudyFixedError):
        change_study(study, sessions=3)


def arrive_by_rest(campaign: Campaign, client: APIClient) -> Any:
    ids = {name: value for name, value in IDS.items() if name != "interface_language"}
    return client.post("/api/v1/prolific/arrivals/", {"campaign": campaign.pk, **ids})


def test_participant_walks_from_the_landing_to_the_code_over_rest() -> None:
    campaign = make_paid_campaign()
    make_study(campaign, study_id="s1")
    client = APIClient()
    arrived = arrive_by_rest(campaign, client).json()
    assert (arrived["campaign"], arrived["language"], arrived["kind"]) == (
        campaign.pk,
        "ara",
        "listening",
    )
    assert client.get("/api/v1/work/submission/").json()["outcome"] == ""
    sit(ProlificSubmission.objects.get())
    assert client.get("/api/v1/work/submission/").json() == {
        "campaign": campaign.pk,
        "kind": "listening",
        "language": "ara",
        "outcome": "complete",
        "code": "DONE1",
        "return_address": "https://app.prolific.com/submissions/complete?cc=DONE1",
    }


def test_participant_of_two_studies_sees_what_came_of_the_one_that_is_meant(
    client_for: ClientFor,
) -> None:
    older, newer = (make_submission(make_study(make_paid_campaign()), "p1") for _ in range(2))
    client = client_for(older.participant.user)
    address = "/api/v1/work/submission/"
    assert client.get(address).json()["campaign"] == newer.study.campaign_id
    sit(older)
    asked = [client.get(address, query).json() for query in ({}, where(older), where(newer))]
    assert [(one["campaign"], one["outcome"]) for one in asked] == [
        (older.study.campaign_id, "complete"),
        (older.study.campaign_id, "complete"),
        (newer.study.campaign_id, ""),
    ]
    client.post(f"{address}withdraw/", where(newer))
    assert (outcome(older), newer.study.submissions.get().outcome) == ("complete", "no_consent")


def where(submission: ProlificSubmission) -> dict[str, Any]:
    return {"campaign": submission.study.campaign_id, "language": submission.study.language}


@pytest.mark.parametrize("name", ["prolific_id", "study_id", "session_id"])
@pytest.mark.parametrize("value", ["", "{{%PROLIFIC_PID%}}", "a b", "x" * 65, "é"])
def test_ids_that_prolific_never_writes_are_refused(name: str, value: str) -> None:
    campaign = make_paid_campaign()
    make_study(campaign, study_id="s1")
    body = {"campaign": campaign.pk, **IDS, name: value}
    answer = APIClient().post("/api/v1/prolific/arrivals/", body)
    assert (answer.status_code, list(answer.json()["details"])) == (400, [name])


def test_arriving_without_the_pages_csrf_token_is_refused() -> None:
    campaign = make_paid_campaign()
    make_study(campaign, study_id="s1")
    answer = arrive_by_rest(campaign, APIClient(enforce_csrf_checks=True))
    assert (answer.status_code, User.objects.filter(arrived_by="prolific").count()) == (403, 0)


def test_ids_in_the_landing_address_are_kept_out_of_referers() -> None:
    page = Client().get("/prolific/1?PROLIFIC_PID=p1&STUDY_ID=s1&SESSION_ID=x1")
    assert (page.status_code, page.headers["Referrer-Policy"]) == (200, "same-origin")
