"""A rater's way into a campaign, as a state machine whose state is read from what happened.

Nothing stores "where a rater is": consent, passed trials and sessions do, and each guard below
looks at one of them. The first guard that isn't met names the step that is due. So a rater can't
skip a step by calling another operation: every operation asks for the step it belongs to.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone

from accounts.enums import Arrival
from accounts.errors import LanguageNotSpokenError
from accounts.models import User
from annotation.enums import (
    Backend,
    CampaignKind,
    CampaignState,
    SessionState,
    Step,
    TrialKind,
    TrialState,
)
from annotation.errors import (
    CampaignClosedError,
    CampaignElsewhereError,
    CampaignNotOpenError,
    StepDueError,
)
from annotation.models import Campaign, Consent, ProlificSubmission, Protocol, Trial
from annotation.services.protocols import protocol_of

DAY = timedelta(hours=24)


@dataclass(frozen=True)
class Place:
    """The step that is due, and until when where it is a matter of waiting."""

    step: Step
    message: str = ""
    until: datetime | None = None
    daily: bool = False
    """A break because the day's sessions are used up, not because of a few in a row."""


@dataclass(frozen=True)
class Visit:
    """A rater before a campaign, in a language, at a moment."""

    campaign: Campaign
    language: str
    rater: User
    protocol: Protocol
    now: datetime

    @cached_property
    def asked(self) -> list[Step]:
        return entry_steps(self.campaign)

    def trials(self, kind: TrialKind) -> QuerySet[Trial]:
        return self.rater.trials.filter(kind=kind)


def find_place(campaign: Campaign, *, language: str, rater: User) -> Place:
    """Where the rater stands.

    Raises:
        LanguageNotSpokenError: the rater's profile doesn't list the language.
        CampaignClosedError, CampaignNotOpenError: nothing is asked now.
    """
    return _walk(campaign, language, rater, (*ENTRY, *LIMITS))


def require_step(step: Step, campaign: Campaign, *, language: str, rater: User) -> None:
    """Raises StepDueError where another step comes first, and what `find_place` raises."""
    _require(step, find_place(campaign, language=language, rater=rater))


def require_entry(campaign: Campaign, *, language: str, rater: User) -> None:
    """For campaigns without sessions: consent and trials are done. Raises as `require_step`."""
    _require(Step.WORK, _walk(campaign, language, rater, ENTRY))


def _walk(campaign: Campaign, language: str, rater: User, guards: Sequence["Guard"]) -> Place:
    check_open_to(campaign, language, rater)
    visit = Visit(campaign, language, rater, protocol_of(campaign), timezone.now())
    places = (guard(visit) for guard in guards)
    return next((place for place in places if place is not None), Place(Step.WORK))


def _require(step: Step, place: Place) -> None:
    if place.step != step:
        message = place.message or f"Not now: the next step here is {place.step.label.lower()!r}."
        raise StepDueError(place.step, message, place.until)


def check_open_to(campaign: Campaign, language: str, rater: User) -> None:
    if not rater.spoken_languages.filter(language=language).exists():
        raise LanguageNotSpokenError(language)
    if campaign.backend != Backend.BUILT_IN:
        raise CampaignElsewhereError
    if campaign.state == CampaignState.CLOSED:
        raise CampaignClosedError
    if campaign.state != CampaignState.OPEN:
        raise CampaignNotOpenError(CampaignState(campaign.state).label.lower())


def give_consent(campaign: Campaign, *, language: str, by: User, version: int) -> Consent:
    """Once for each version of the text; again changes nothing.

    Raises:
        StepDueError: another version is the one to agree to, or none.
    """
    check_open_to(campaign, language, by)
    wanted = protocol_of(campaign).consent_version
    if version != wanted:
        raise StepDueError(
            Step.CONSENT, f"The text to agree to here is version {wanted}, not {version}."
        )
    consent, _ = Consent.objects.get_or_create(
        rater=by, campaign=campaign, text_version=version, defaults={"language": language}
    )
    return consent


def entry_steps(campaign: Campaign) -> list[Step]:
    """What everyone goes through before the first clip, in order.

    Whoever corrects a text, or chooses between two, is not measured by ear.
    """
    protocol = protocol_of(campaign)
    listens = campaign.kind == CampaignKind.LISTENING
    asked = {
        Step.CONSENT: protocol.consent_version is not None,
        Step.QUALIFICATION: protocol.qualification,
        Step.ENVIRONMENT: protocol.environment_check and listens,
        Step.TRAINING: protocol.training and listens,
    }
    return [step for step, is_asked in asked.items() if is_asked]


def _consent(visit: Visit) -> Place | None:
    version = visit.protocol.consent_version
    if version is None:
        return None
    given = visit.rater.consents.filter(campaign=visit.campaign, text_version=version)
    return None if given.exists() else Place(Step.CONSENT)


def _qualification(visit: Visit) -> Place | None:
    if Step.QUALIFICATION not in visit.asked:
        return None
    return _trial_due(
        visit,
        visit.trials(TrialKind.QUALIFICATION).filter(language=visit.language),
        step=Step.QUALIFICATION,
        mark=visit.protocol.qualification_pass_mark,
        valid=timedelta(days=visit.protocol.qualification_days),
        tries=visit.protocol.qualification_tries,
    )


def _environment(visit: Visit) -> Place | None:
    if Step.ENVIRONMENT not in visit.asked:
        return None
    return _trial_due(
        visit,
        visit.trials(TrialKind.ENVIRONMENT),
        step=Step.ENVIRONMENT,
        mark=visit.protocol.environment_pass_mark,
        valid=timedelta(hours=visit.protocol.environment_hours),
        tries=visit.protocol.environment_tries,
    )


def _trial_due(  # noqa: PLR0913 - one keyword for each rule of a trial
    visit: Visit,
    trials: QuerySet[Trial],
    *,
    step: Step,
    mark: float,
    valid: timedelta,
    tries: int,
) -> Place | None:
    recent = trials.filter(ended_at__gt=visit.now - valid)
    if recent.filter(state=TrialState.PASSED, score__gte=mark).exists():
        return None
    failed = [trial.ended_at or visit.now for trial in recent.order_by("ended_at")]
    if len(failed) < tries:
        return Place(step)
    again = failed[-tries] + valid
    message = f"All {tries} tries are used up. You may try again after {again:%Y-%m-%d %H:%M} UTC."
    return Place(Step.REFUSED, message, again)


def _training(visit: Visit) -> Place | None:
    if Step.TRAINING not in visit.asked:
        return None
    done = visit.trials(TrialKind.TRAINING).filter(
        campaign=visit.campaign, language=visit.language, state=TrialState.PASSED
    )
    return None if done.exists() else Place(Step.TRAINING)


def _study(visit: Visit) -> Place | None:
    """A participant of a study does what it pays for, and no more."""
    if visit.rater.arrived_by != Arrival.PROLIFIC:
        return None
    submissions = ProlificSubmission.objects.filter(
        participant__user=visit.rater,
        study__campaign=visit.campaign,
        study__language=visit.language,
    )
    last = submissions.select_related("study").order_by("-arrived_at").first()
    if last is not None and not last.outcome:
        finished = visit.rater.rating_sessions.filter(
            campaign=visit.campaign,
            language=visit.language,
            state=SessionState.FINISHED,
            started_at__gte=last.arrived_at,
        )
        if finished.count() < last.study.sessions:
            return None
    return Place(Step.DONE, "That was all this study asks for. Thank you!")


def _limits(visit: Visit) -> Place | None:
    """No limit interrupts a session; they stand before the next one."""
    if not visit.protocol.session_size:
        return None
    sessions = visit.rater.rating_sessions
    if sessions.filter(
        campaign=visit.campaign, state=SessionState.ACTIVE, expires_at__gt=visit.now
    ).exists():
        return None
    today = sessions.filter(started_at__gt=visit.now - DAY).order_by("started_at")
    started = list(today.values_list("started_at", flat=True))
    if len(started) >= visit.protocol.sessions_per_day:
        until = started[-visit.protocol.sessions_per_day] + DAY
        limit = visit.protocol.sessions_per_day
        message = f"{limit} sessions in 24 hours are enough. Thank you!"
        return Place(Step.BREAK, message, until, daily=True)
    rested = _rest_until(visit)
    return Place(Step.BREAK, "Time to rest your ears.", rested) if rested else None


def _rest_until(visit: Visit) -> datetime | None:
    """The end of the break that is due after so many sessions without one."""
    rest = timedelta(minutes=visit.protocol.break_minutes)
    ended = visit.rater.rating_sessions.filter(ended_at__isnull=False).order_by("-started_at")
    last = ended[: visit.protocol.sessions_in_a_row]
    spans = [(session.started_at, session.ended_at or visit.now) for session in last]
    later: datetime = visit.now
    for started, end in spans:
        if later - end >= rest:
            return None
        later = started
    full = len(spans) == visit.protocol.sessions_in_a_row
    return spans[0][1] + rest if full else None


def _nothing(visit: Visit) -> Place | None:
    held = visit.rater.assignments.filter(
        state="held", task__campaign=visit.campaign, task__language=visit.language
    )
    tasks = visit.campaign.tasks.claimable().filter(language=visit.language)
    if held.exists() or tasks.untouched_by(visit.rater).exists():
        return None
    return Place(Step.DONE, "Nothing waits for you here. Thank you!")


Guard = Callable[[Visit], Place | None]
ENTRY: tuple[Guard, ...] = (_consent, _qualification, _environment, _training)
"""In order. None: met."""
LIMITS: tuple[Guard, ...] = (_study, _limits, _nothing)
"""Before each session."""
