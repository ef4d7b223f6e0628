"""Human judgement: campaigns, the tasks they consist of, and what raters answered.

Raw answers are never deleted. Taking one back marks it as withdrawn; every change of state is
kept by pghistory.
"""

from annotation.models.answers import (
    Answer,
    Correction,
    PlaybackEvent,
    Preference,
    ProblemReport,
    Rating,
)
from annotation.models.bench_loops import BenchLoop
from annotation.models.campaigns import Campaign, CampaignQuerySet, Protocol, SampledItem
from annotation.models.figures import AnswerChange, KeptFigures
from annotation.models.label_studio import (
    LabelStudioAnnotation,
    LabelStudioConnection,
    LabelStudioPerson,
    LabelStudioProject,
    LabelStudioTask,
)
from annotation.models.pairs import AnswerPair
from annotation.models.path import Consent, RatingSession, Trial
from annotation.models.recruitment import (
    Invite,
    InviteQuerySet,
    InviteUse,
    ProlificParticipant,
    ProlificStudy,
    ProlificSubmission,
)
from annotation.models.reviews import CorrectionEffort, Review, SettledItem
from annotation.models.tasks import Assignment, ControlClip, Task, TaskQuerySet

__all__ = [
    "Answer",
    "AnswerChange",
    "AnswerPair",
    "Assignment",
    "BenchLoop",
    "Campaign",
    "CampaignQuerySet",
    "Consent",
    "ControlClip",
    "Correction",
    "CorrectionEffort",
    "Invite",
    "InviteQuerySet",
    "InviteUse",
    "KeptFigures",
    "LabelStudioAnnotation",
    "LabelStudioConnection",
    "LabelStudioPerson",
    "LabelStudioProject",
    "LabelStudioTask",
    "PlaybackEvent",
    "Preference",
    "ProblemReport",
    "ProlificParticipant",
    "ProlificStudy",
    "ProlificSubmission",
    "Protocol",
    "Rating",
    "RatingSession",
    "Review",
    "SampledItem",
    "SettledItem",
    "Task",
    "TaskQuerySet",
    "Trial",
]
