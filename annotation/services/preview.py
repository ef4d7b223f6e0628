"""The whole way of a rater, shown to a manager, with nothing recorded."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from django.db import transaction

from accounts.models import User
from annotation.enums import SessionState, Step, TrialKind
from annotation.errors import CampaignInvalidError
from annotation.models import Assignment, Campaign
from annotation.services.path import entry_steps
from annotation.services.protocols import protocol_of
from annotation.services.sessions import draw_session, make_controls
from annotation.services.trials import Question, make_questions

CLIPS_WITHOUT_SESSIONS = 3


@dataclass
class Preview:
    """In the order of ``steps``; what the protocol doesn't ask for is empty."""

    steps: list[Step]
    trials: dict[TrialKind, list[Question]] = field(default_factory=dict)
    assignments: list[Assignment] = field(default_factory=list)


@contextmanager
def preview_campaign(
    campaign: Campaign, *, language: str, by: User, seed: int = 1
) -> Iterator[Preview]:
    """Draws trials and a session by the code that raters meet; afterwards the session is undone.

    What is shown must be read within. Control clips that are missing are made, and stay: they
    say nothing about anybody.

    Raises:
        CampaignInvalidError: the campaign doesn't ask in this language.
        MaterialMissingError, ControlsMissingError: what raters would meet, too.
    """
    if language not in campaign.languages:
        problem = f"has no {language}"
        raise CampaignInvalidError(f"This campaign {problem}.", details={"language": [problem]})
    steps = entry_steps(campaign)
    dice = Random(seed)  # noqa: S311 - a draw
    trials = {
        kind: make_questions(campaign, language, kind, dice)
        for kind in TrialKind
        if Step(kind.value) in steps
    }
    controls = make_controls(campaign, language)
    count = protocol_of(campaign).session_size or CLIPS_WITHOUT_SESSIONS
    with transaction.atomic():
        session = draw_session(
            campaign, language, by, "", controls, count=count, state=SessionState.FINISHED
        )
        slots = session.assignments.order_by("position") if session else []
        yield Preview([*steps, Step.WORK], trials, list(slots))
        transaction.set_rollback(True)
