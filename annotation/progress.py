"""How far campaigns are, and what waits for a rater."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum

from accounts.models import User
from annotation.enums import AssignmentState
from annotation.models import Campaign, Task
from annotation.services.assigning import untouched_by


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
    tasks = Task.objects.filter(Q(is_open=True) | corrected, campaign__in=campaigns)
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
    campaigns = Campaign.objects.open().visible_to(rater).filter(languages__overlap=list(spoken))
    return [
        Work(
            campaign=campaign,
            language=language,
            waiting=remaining(campaign, language, rater),
            done_by_me=_done(campaign, language, rater),
        )
        for campaign in campaigns.select_related("dataset").order_by("id")
        for language in campaign.languages
        if language in spoken
    ]


def remaining(campaign: Campaign, language: str, rater: User) -> int:
    """Tasks this rater can still do, those in the rater's hands included."""
    tasks = Task.objects.filter(campaign=campaign, language=language)
    held = tasks.filter(
        is_open=True, assignments__rater=rater, assignments__state=AssignmentState.HELD
    )
    return untouched_by(tasks.claimable(), rater).count() + held.count()


def _done(campaign: Campaign, language: str, rater: User) -> int:
    mine = rater.assignments.filter(task__campaign=campaign, task__language=language)
    return mine.filter(state=AssignmentState.ANSWERED).count()
