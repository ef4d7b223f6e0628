"""Participants of a campaign's studies, for its manager: what came of each, and what to do."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from annotation.models import Campaign, ProlificSubmission, RatingSession
from annotation.recruitment.enums import Decision, Outcome
from annotation.recruitment.outcomes import failed_checks
from annotation.recruitment.studies import code_for
from annotation.statistics.reading import Selection, read_screened
from annotation.statistics.screening import SCREENED, Reason
from annotation.statistics.sessions import DescribedSession, describe_sessions


@dataclass(frozen=True, kw_only=True)
class Participant:
    """One submission. Votes are those of the whole campaign, as the statistics count them."""

    id: int
    prolific_id: str
    session_id: str
    study_id: str
    language: str
    outcome: str
    code: str
    decision: Decision
    category: str
    """Of a rejection, as Prolific's interface names it; else empty."""
    message: str
    """To the participant: of a rejection, or of a request to return; else empty."""
    sessions: int
    """Finished."""
    seconds: float
    """In all sessions, from beginning to end."""
    checks: int
    checks_failed: int
    votes: int
    """That count."""
    excluded: dict[Reason, int]
    """Votes that don't, by why."""
    rules_version: int
    arrived_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class _Votes:
    kept: Counter[object]
    excluded: Mapping[object, Counter[Reason]]


def submissions_of(campaign: Campaign) -> QuerySet[ProlificSubmission]:
    rows = ProlificSubmission.objects.filter(study__campaign=campaign)
    return rows.select_related("study", "participant__user")


def describe_participants(
    campaign: Campaign, submissions: Iterable[ProlificSubmission]
) -> list[Participant]:
    """In their order; a handful of queries whatever their number."""
    found = list(submissions)
    raters = [one.participant.user_id for one in found]
    sat = RatingSession.objects.filter(campaign=campaign, rater__in=raters).order_by("started_at")
    facts: defaultdict[Hashable, list[DescribedSession]] = defaultdict(list)
    for session in describe_sessions(sat):
        facts[session.rater].append(session)
    votes = _count_votes(campaign)
    return [_describe(one, facts[one.participant.user_id], votes) for one in found]


def _count_votes(campaign: Campaign) -> _Votes:
    selection = Selection(campaign=campaign.pk, replaced=True)
    screened, _ = read_screened(campaign.dataset, selection, rules=SCREENED)
    excluded: defaultdict[object, Counter[Reason]] = defaultdict(Counter)
    for each in screened.excluded:
        excluded[each.vote.rater, each.vote.language][each.reason] += 1
    kept = Counter[object]((vote.rater, vote.language) for vote in screened.kept)
    return _Votes(kept, excluded)


def _describe(
    submission: ProlificSubmission, facts: list[DescribedSession], votes: _Votes
) -> Participant:
    study = submission.study
    mine = [
        one
        for one in facts
        if one.language == study.language and one.started_at >= submission.arrived_at
    ]
    finished = [one for one in mine if one.finished]
    checks, failed = sum(one.traps for one in finished), failed_checks(finished)
    code = code_for(study, submission.outcome)
    decision = decide(submission.outcome, code)
    key = (submission.participant.user_id, study.language)
    return Participant(
        id=submission.pk,
        prolific_id=submission.participant.prolific_id,
        session_id=submission.session_id,
        study_id=study.study_id,
        language=study.language,
        outcome=submission.outcome,
        code=code,
        decision=decision,
        category="FAILED_CHECK" if decision == Decision.REJECT else "",
        message=_message(decision, submission.outcome, checks, failed),
        sessions=len(finished),
        seconds=sum(one.wall_s or 0.0 for one in mine),
        checks=checks,
        checks_failed=failed,
        votes=votes.kept[key],
        excluded=dict(votes.excluded.get(key, {})),
        rules_version=submission.rules_version or SCREENED.version,
        arrived_at=submission.arrived_at,
        ended_at=submission.ended_at,
    )


def decide(outcome: str, code: str) -> Decision:
    """Only failed attention checks reject; who was sent away early keeps a clean record."""
    if outcome == Outcome.COMPLETE:
        return Decision.APPROVE
    if outcome == Outcome.FAILED_CHECKS:
        return Decision.REJECT
    if not outcome:
        return Decision.WAIT
    return Decision.BY_CODE if code else Decision.ASK_RETURN


_RETURN_REASONS: dict[str, str] = {
    Outcome.SCREENED_OUT: "the short test at the beginning didn't show that this study fits you",
    Outcome.NOT_NEEDED: "others had finished all clips before you could begin",
    Outcome.NO_CONSENT: "you chose not to take part",
}


def _message(decision: Decision, outcome: str, checks: int, failed: int) -> str:
    if decision == Decision.REJECT:
        return (
            f"{failed} of {checks} attention checks were answered wrongly. In each of them the "
            "clip itself says, in the language of the study, which score to give. Thank you for "
            "your time; please write to us if you think that this is a mistake."
        )
    if decision == Decision.ASK_RETURN:
        return (
            f"Thank you for coming. Please return your submission: {_RETURN_REASONS[outcome]}. "
            "Returning has no disadvantage for you."
        )
    return ""
