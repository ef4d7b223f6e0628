"""What a campaign still lacks in each language: votes, subjects, people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from accounts.models import SpokenLanguage
from annotation.enums import TrialKind, TrialState
from annotation.models import Campaign, Trial
from annotation.services.protocols import protocol_of
from catalog.models import Dataset


@dataclass(frozen=True)
class Shortfall:
    """One language. Zeros mean that nothing is missing."""

    language: str
    items_unvoiced: int
    """Sampled items without a recording, or without a translation, to ask about."""
    tasks_open: int
    votes_missing: int
    raters: int
    """Members of the dataset who speak it."""
    raters_qualified: int
    raters_missing: int
    """So many more are needed at least, since nobody judges an item twice."""


def find_shortfalls(campaign: Campaign) -> list[Shortfall]:
    counted = _Counted(
        sampled=_sampled(campaign),
        tasks=_tasks(campaign),
        speakers=count_speakers(campaign.dataset),
        able=count_able(campaign, count_speakers(campaign.dataset)),
    )
    return [_describe(campaign, language, counted) for language in campaign.languages]


@dataclass(frozen=True, kw_only=True)
class MissingRaters:
    """An open campaign that can't end: by language, how many more people it needs at least."""

    campaign: Campaign
    languages: Mapping[str, int]


# One step through an index for each language, however many clips wait.
_WAITING = """
SELECT c.id, asked.language FROM annotation_campaign c
CROSS JOIN LATERAL unnest(c.languages) AS asked (language)
WHERE c.dataset_id = %s AND c.state = 'open' AND EXISTS (
    SELECT FROM annotation_task t
    WHERE t.campaign_id = c.id AND t.language = asked.language AND t.is_open
      AND t.control_id IS NULL AND t.taken < t.votes_needed)
ORDER BY c.id, asked.language
"""


def find_missing_raters(dataset: Dataset) -> list[MissingRaters]:
    """Open campaigns in which something waits that nobody may answer any more, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [dataset.pk])
        waiting = cursor.fetchall()
    campaigns = Campaign.objects.select_related("protocol", "dataset").in_bulk(
        [pk for pk, _ in waiting]
    )
    speakers = count_speakers(dataset)
    able = {pk: count_able(campaign, speakers) for pk, campaign in campaigns.items()}
    missing: dict[int, dict[str, int]] = {}
    for pk, language in waiting:
        lacking = campaigns[pk].raters_per_item - able[pk].get(language, 0)
        if lacking > 0:
            missing.setdefault(pk, {})[language] = lacking
    return [MissingRaters(campaign=campaigns[pk], languages=by) for pk, by in missing.items()]


@dataclass(frozen=True)
class _Counted:
    """Each by language; items sampled in all languages stand under the empty one."""

    sampled: Mapping[str, int]
    tasks: Mapping[str, Mapping[str, int]]
    speakers: Mapping[str, int]
    able: Mapping[str, int]


def _describe(campaign: Campaign, language: str, counted: _Counted) -> Shortfall:
    tasks: Mapping[str, int] = counted.tasks.get(language, {})
    wanted = counted.sampled.get("", 0) + counted.sampled.get(language, 0)
    able = counted.able.get(language, 0)
    return Shortfall(
        language=language,
        items_unvoiced=max(0, wanted - tasks.get("subjects", 0)),
        tasks_open=tasks.get("short", 0),
        votes_missing=tasks.get("missing", 0),
        raters=counted.speakers.get(language, 0),
        raters_qualified=able,
        raters_missing=max(0, campaign.raters_per_item - able) if tasks.get("short") else 0,
    )


def _sampled(campaign: Campaign) -> dict[str, int]:
    rows = campaign.sample.values_list("language").annotate(count=Count("id"))
    return dict(rows.order_by())


def _tasks(campaign: Campaign) -> dict[str, dict[str, int]]:
    short = Q(is_open=True, answered__lt=F("votes_needed"))
    rows = (
        campaign.tasks.asking()
        .values("language")
        .annotate(
            subjects=Count("id", filter=Q(is_open=True)),
            short=Count("id", filter=short),
            missing=Sum(F("votes_needed") - F("answered"), filter=short, default=0),
        )
    )
    return {
        row["language"]: {
            "subjects": row["subjects"],
            "short": row["short"],
            "missing": row["missing"],
        }
        for row in rows.order_by()
    }


def count_speakers(dataset: Dataset) -> dict[str, int]:
    """By language, the members of a dataset who speak it."""
    rows = SpokenLanguage.objects.filter(user__memberships__dataset=dataset, user__is_active=True)
    counted = rows.values_list("language").annotate(count=Count("user", distinct=True))
    return dict(counted.order_by())


def count_able(campaign: Campaign, speakers: dict[str, int]) -> dict[str, int]:
    """Who may answer in each language: who passed the trial, where the protocol has one."""
    return _qualified(campaign) if protocol_of(campaign).qualification else speakers


def _qualified(campaign: Campaign) -> dict[str, int]:
    protocol = protocol_of(campaign)
    since = timezone.now() - timedelta(days=protocol.qualification_days)
    rows = Trial.objects.filter(
        kind=TrialKind.QUALIFICATION,
        state=TrialState.PASSED,
        score__gte=protocol.qualification_pass_mark,
        ended_at__gt=since,
        rater__memberships__dataset=campaign.dataset,
    )
    counted = rows.values_list("language").annotate(count=Count("rater", distinct=True))
    return dict(counted.order_by())
