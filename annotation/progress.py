"""How far campaigns are, and what waits for a rater."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, F, Q, Sum

from accounts.models import User
from annotation.enums import AssignmentState, Backend, ReviewState
from annotation.models import Assignment, Campaign, Review, Task, TaskQuerySet
from annotation.services.rows import count_waiting
from catalog.models import Dataset


@dataclass(frozen=True)
class LanguageProgress:
    language: str
    tasks: int
    done: int
    votes: int
    votes_needed: int


def measure_progress(campaigns: Sequence[Campaign]) -> dict[int, list[LanguageProgress]]:
    """By campaign id, in one query for a page of campaigns.

    A listening task that was closed because its text changed is history; a correction task is
    closed by its own answer, which counts.
    """
    corrected = Q(translation__isnull=False, answered__gte=F("votes_needed"))
    asking = Task.objects.asking()
    tasks = asking.filter(Q(is_open=True) | corrected, campaign__in=campaigns)
    rows = tasks.values("campaign_id", "language").annotate(
        tasks=Count("id"),
        done=Count("id", filter=Q(answered__gte=F("votes_needed"))),
        votes=Sum("answered"),
        needed=Sum("votes_needed"),
    )
    progress: dict[int, list[LanguageProgress]] = {campaign.pk: [] for campaign in campaigns}
    for row in rows.order_by("language"):
        progress[row["campaign_id"]].append(
            LanguageProgress(
                row["language"], row["tasks"], row["done"], row["votes"], row["needed"]
            )
        )
    return progress


def count_disputes(dataset: Dataset) -> int:
    """Texts on which two natives disagree, and nobody has had the last word yet."""
    disputed = Review.objects.filter(state=ReviewState.DISPUTED, task__is_open=True)
    return disputed.filter(task__campaign__dataset=dataset).count()


@dataclass(frozen=True)
class Work:
    """What waits for a rater in one campaign and language."""

    campaign: Campaign
    language: str
    waiting: int
    done_by_me: int


def waiting_work(rater: User) -> list[Work]:
    """Every open campaign in a language the rater speaks, also those with nothing left."""
    spoken = set(rater.spoken_languages.values_list("language", flat=True))
    campaigns = (
        Campaign.objects.open()
        .visible_to(rater)
        .filter(languages__overlap=list(spoken), backend=Backend.BUILT_IN)
    )
    shown = list(campaigns.select_related("dataset", "protocol").order_by("id"))
    tasks = Task.objects.asking().filter(campaign__in=shown, language__in=spoken)
    untouched, mine = _count_untouched(tasks, rater), _count_mine(tasks, rater)
    return [
        Work(
            campaign=campaign,
            language=language,
            waiting=untouched[campaign.pk, language] + mine[campaign.pk, language].held,
            done_by_me=mine[campaign.pk, language].answered,
        )
        for campaign in shown
        for language in campaign.languages
        if language in spoken
    ]


COUNTED = 100
"""Counting ends here: what waits may be a million, and it is counted with every clip."""


def remaining(assignment: Assignment) -> int:
    """What this rater can still do, what is in the rater's hands included; at most `COUNTED`.

    In a session: what is left of it.
    """
    if assignment.session_id is not None:
        mine = assignment.rater.assignments.filter(session=assignment.session_id)
        return mine.filter(state=AssignmentState.HELD, task__is_open=True).count()
    task = assignment.task
    return count_waiting(task.campaign_id, task.language, assignment.rater, most=COUNTED)


Place = tuple[int, str]
"""A campaign's id and a language."""


class _Mine(NamedTuple):
    held: int = 0
    answered: int = 0


def _count_untouched(tasks: TaskQuerySet, rater: User) -> Counter[Place]:
    rows = tasks.claimable().untouched_by(rater).values_list("campaign_id", "language")
    return Counter(
        {
            (campaign, language): count
            for campaign, language, count in rows.annotate(count=Count("id"))
        }
    )


def _count_mine(tasks: TaskQuerySet, rater: User) -> defaultdict[Place, _Mine]:
    held = Q(state=AssignmentState.HELD, task__is_open=True)
    rows = rater.assignments.filter(task__in=tasks).values_list("task__campaign", "task__language")
    counted = rows.annotate(
        held=Count("id", filter=held),
        answered=Count("id", filter=Q(state=AssignmentState.ANSWERED)),
    )
    mine = {(campaign, language): _Mine(*counts) for campaign, language, *counts in counted}
    return defaultdict(_Mine, mine)
