"""Studies on Prolific: what a manager sets, and how a participant arrives.

Prolific puts three ids into the address of a study (PROLIFIC_PID, STUDY_ID, SESSION_ID) and takes
participants back at an address with a completion code; see docs.prolific.com, "The study object".
"""

from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.enums import Arrival
from accounts.joining import Newcomer, add_language, create_rater
from accounts.models import User
from annotation.enums import CampaignState
from annotation.models import Campaign, ProlificParticipant, ProlificStudy, ProlificSubmission
from annotation.recruitment.enums import Outcome
from annotation.recruitment.errors import (
    AlreadyTookPartError,
    StudyFixedError,
    StudyInvalidError,
    StudyNotOpenError,
    StudyUnknownError,
    SubmissionTakenError,
)
from catalog.services import add_members

RETURN_ADDRESS = "https://app.prolific.com/submissions/complete?cc="
FIXED = ("study_id", "language", "sessions", "failed_checks_to_reject")
"""What participants were promised or judged by."""


def create_study(campaign: Campaign, *, by: User, **fields: object) -> ProlificStudy:
    """Raises StudyInvalidError where the campaign can't be paid for by sessions."""
    study = ProlificStudy(campaign=campaign, created_by=by, **fields)
    if not campaign.has_sessions:
        raise StudyInvalidError(
            "A study pays for sessions, and this campaign has none. Open a campaign whose "
            "protocol has sessions."
        )
    return _save(study)


def change_study(study: ProlificStudy, **fields: object) -> ProlificStudy:
    """Raises StudyFixedError for what participants rely on, and as `create_study`."""
    with transaction.atomic():
        study = ProlificStudy.objects.select_for_update(of=("self",)).get(pk=study.pk)
        came = study.submissions.exists()
        for name, value in fields.items():
            if came and name in FIXED and getattr(study, name) != value:
                raise StudyFixedError(name)
            setattr(study, name, value)
        return _save(study)


def _save(study: ProlificStudy) -> ProlificStudy:
    if study.language not in study.campaign.languages:
        raise StudyInvalidError(
            f"The campaign doesn't ask in {study.language}.",
            details={"language": ["is not among the campaign's"]},
        )
    try:
        study.full_clean()
    except ValidationError as problem:
        details = problem.message_dict
        first = next(iter(details.items()))
        raise StudyInvalidError(f"{first[0]}: {first[1][0]}", details=details) from problem
    study.save()
    return study


def return_address(code: str) -> str:
    """Where a participant goes at the end; empty without a code. Only ever Prolific's own."""
    return RETURN_ADDRESS + quote(code, safe="") if code else ""


def code_for(study: ProlificStudy, outcome: str) -> str:
    """The completion code; empty where the participant is asked to return the submission."""
    codes: dict[str, str] = {
        Outcome.COMPLETE: study.code_complete,
        Outcome.FAILED_CHECKS: study.code_failed_checks or study.code_complete,
        Outcome.SCREENED_OUT: study.code_screened_out,
        Outcome.NOT_NEEDED: study.code_screened_out,
        Outcome.NO_CONSENT: study.code_no_consent,
    }
    return codes.get(outcome, "")


def arrive(
    campaign_id: int,
    *,
    study_id: str,
    prolific_id: str,
    session_id: str,
    interface_language: str = "en",
) -> ProlificSubmission:
    """The participant's part in the study; opened twice it is the same one.

    Raises:
        StudyUnknownError: the campaign has no such study.
        StudyNotOpenError: it takes in nobody new.
        AlreadyTookPartError: this participant finished another submission of it.
        SubmissionTakenError: the submission is another participant's.
    """
    with transaction.atomic():
        study = _lock_study(campaign_id, study_id)
        known = study.submissions.filter(participant__prolific_id=prolific_id).first()
        if known is not None:
            return _go_on(known, session_id)
        _refuse_if_not_needed(study)
        if study.submissions.filter(session_id=session_id).exists():
            raise SubmissionTakenError
        participant = _participant(prolific_id, study.language, interface_language)
        add_members(study.campaign.dataset, [participant.user])
        return study.submissions.create(participant=participant, session_id=session_id)


def _refuse_if_not_needed(study: ProlificStudy) -> None:
    """Nobody should go through tests to hear at their end that nothing is left to do."""
    waiting = study.campaign.tasks.claimable().filter(language=study.language)
    if study.campaign.state != CampaignState.OPEN or not waiting.exists():
        raise StudyNotOpenError


def _lock_study(campaign_id: int, study_id: str) -> ProlificStudy:
    """Two tabs of one participant take turns."""
    rows = ProlificStudy.objects.select_for_update(of=("self",), no_key=True)
    found = rows.filter(campaign=campaign_id, study_id=study_id)
    study = found.select_related("campaign__dataset").first()
    if study is None:
        raise StudyUnknownError
    return study


def _go_on(submission: ProlificSubmission, session_id: str) -> ProlificSubmission:
    """Who returned a submission and took the place again has a new one; paid is only one."""
    if submission.session_id == session_id:
        return submission
    if submission.outcome:
        raise AlreadyTookPartError
    if submission.study.submissions.filter(session_id=session_id).exists():
        raise SubmissionTakenError
    submission.session_id = session_id
    submission.save(update_fields=["session_id"])
    return submission


def _participant(prolific_id: str, language: str, interface_language: str) -> ProlificParticipant:
    """One account for a participant, whatever the study; made by whoever comes first."""
    known = ProlificParticipant.objects.filter(prolific_id=prolific_id)
    participant = known.first()
    if participant is None:
        try:
            with transaction.atomic():
                newcomer = Newcomer(interface_language=interface_language)
                user = create_rater(newcomer, arrived_by=Arrival.PROLIFIC, language=language)
                return ProlificParticipant.objects.create(user=user, prolific_id=prolific_id)
        except IntegrityError:  # another study's arrival was quicker
            participant = known.get()
    add_language(participant.user, language)
    return participant
