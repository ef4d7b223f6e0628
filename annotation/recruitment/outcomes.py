"""How a submission ends. The server finds out from what happened; nobody declares it.

Attention checks are judged by the screening rules that tables use, so what is rejected here is
excluded there. Gold says nothing about a person's diligence: it only excludes.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from accounts.errors import LanguageNotSpokenError
from accounts.models import User
from annotation.enums import CampaignState, SessionState, Step, TrialState
from annotation.errors import CampaignClosedError, CampaignNotOpenError
from annotation.models import ProlificSubmission, RatingSession, Trial
from annotation.recruitment.enums import Outcome
from annotation.recruitment.errors import SubmissionMissingError
from annotation.services.path import find_place
from annotation.services.sessions import leave_session
from annotation.statistics.facts import Session
from annotation.statistics.screening import SCREENED, ScreeningRules
from annotation.statistics.sessions import describe_sessions
from common.errors import StudioError

logger = logging.getLogger(__name__)
OF_LATE = timedelta(days=1)
"""A break or the wait for another try is over by then, or the participant is gone."""


def sessions_of(submission: ProlificSubmission) -> QuerySet[RatingSession]:
    """Those since the participant arrived, in the study's campaign and language."""
    study = submission.study
    return RatingSession.objects.filter(
        rater=submission.participant.user_id,
        campaign=study.campaign_id,
        language=study.language,
        started_at__gte=submission.arrived_at,
    ).order_by("started_at")


def failed_checks(sessions: Iterable[Session], rules: ScreeningRules = SCREENED) -> int:
    """Failed attention checks in finished sessions that the rules exclude for them."""
    most = rules.most_traps_failed
    return sum(
        session.traps_failed
        for session in sessions
        if session.finished and most is not None and session.traps_failed > most
    )


def find_outcome(submission: ProlificSubmission) -> Outcome | None:
    """None while the participant has something to do, or to wait for."""
    finished = sessions_of(submission).filter(state=SessionState.FINISHED)
    facts = describe_sessions(finished)
    if failed_checks(facts) >= submission.study.failed_checks_to_reject:
        return Outcome.FAILED_CHECKS
    if len(facts) >= submission.study.sessions:
        return Outcome.COMPLETE
    step = _step(submission)
    if step == Step.REFUSED:
        return Outcome.SCREENED_OUT
    if step == Step.DONE and not _may_come_back(submission):
        return Outcome.COMPLETE if facts else Outcome.NOT_NEEDED
    return None


def _may_come_back(submission: ProlificSubmission) -> bool:
    """Others hold what is left, and may yet leave it; an outcome could not be taken back then."""
    campaign = submission.study.campaign
    if campaign.state == CampaignState.CLOSED:
        return False
    tasks = campaign.tasks.unanswered().filter(language=submission.study.language)
    return tasks.untouched_by(submission.participant.user).exists()


def _step(submission: ProlificSubmission) -> Step | None:
    study, rater = submission.study, submission.participant.user
    try:
        return find_place(study.campaign, language=study.language, rater=rater).step
    except CampaignClosedError:
        return Step.DONE
    except CampaignNotOpenError:
        return None
    except LanguageNotSpokenError:
        closed = study.campaign.state == CampaignState.CLOSED
        return Step.DONE if closed else Step.REFUSED


def settle(submission: ProlificSubmission) -> ProlificSubmission:
    """Writes the outcome down as soon as it is certain; from then on it stays."""
    outcome = None if submission.outcome else find_outcome(submission)
    return _end(submission, outcome) if outcome else submission


def withdraw(submission: ProlificSubmission) -> ProlificSubmission:
    """The participant doesn't agree, or wants to stop. Clips in hand go to others."""
    if settle(submission).outcome:
        return submission
    with transaction.atomic():
        for session in sessions_of(submission).filter(state=SessionState.ACTIVE):
            leave_session(session.pk, by=submission.participant.user)
        return _end(submission, Outcome.NO_CONSENT)


def _end(submission: ProlificSubmission, outcome: Outcome) -> ProlificSubmission:
    """Of two tabs that find out at once, the first writes."""
    open_still = ProlificSubmission.objects.filter(pk=submission.pk, outcome="")
    open_still.update(outcome=outcome, ended_at=timezone.now(), rules_version=SCREENED.version)
    submission.refresh_from_db(fields=["outcome", "ended_at", "rules_version"])
    return submission


def settle_all() -> int:
    """For managers: who ended a session or failed a test, and left, has an outcome, too.

    Looks at those who did something of late, and at closed campaigns, where all is certain: who
    stopped half-way isn't asked about in each sweep for ever. Returns how many ended.
    """
    return sum(map(_settle_alone, _perhaps_over()))


def _settle_alone(submission: ProlificSubmission) -> bool:
    """One that can't be settled holds up no other."""
    try:
        return bool(settle(submission).outcome)
    except StudioError:
        logger.exception("submission %s can't be settled", submission.pk)
        return False


def _perhaps_over() -> QuerySet[ProlificSubmission]:
    campaign = "study__campaign"
    mine = {"rater": OuterRef("participant__user"), "campaign": OuterRef(campaign)}
    finished = RatingSession.objects.filter(
        **mine, state=SessionState.FINISHED, started_at__gte=OuterRef("arrived_at")
    )
    failed = Trial.objects.filter(
        **mine, state=TrialState.FAILED, ended_at__gte=OuterRef("arrived_at")
    )
    of_late = Q(ended_at__gte=timezone.now() - OF_LATE)
    did = Exists(finished.filter(of_late)) | Exists(failed.filter(of_late))
    closed = Q(study__campaign__state=CampaignState.CLOSED)
    rows = ProlificSubmission.objects.filter(
        did | (closed & (Exists(finished) | Exists(failed))), outcome=""
    )
    return rows.select_related("study__campaign__protocol", "participant__user")


def find_submission(
    user: User, *, campaign: int | None = None, language: str = ""
) -> ProlificSubmission:
    """This person's part in a campaign and language, or the one that was last worked on.

    Raises SubmissionMissingError.
    """
    mine = ProlificSubmission.objects.filter(participant__user=user)
    if campaign is not None:
        mine = mine.filter(study__campaign=campaign)
    if language:
        mine = mine.filter(study__language=language)
    last_first = mine.annotate(touched=_last_touched()).order_by("-touched", "-pk")
    submission = last_first.select_related("study__campaign__protocol", "participant__user").first()
    if submission is None:
        raise SubmissionMissingError
    return submission


def _last_touched() -> Greatest:
    """When the participant arrived, or last began or ended a session of the study."""
    sessions = RatingSession.objects.filter(
        rater=OuterRef("participant__user"),
        campaign=OuterRef("study__campaign"),
        language=OuterRef("study__language"),
        started_at__gte=OuterRef("arrived_at"),
    )
    last = sessions.order_by("-started_at").annotate(at=Coalesce("ended_at", "started_at"))
    return Greatest("arrived_at", Subquery(last.values("at")[:1]))
