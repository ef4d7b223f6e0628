"""Of what nothing is settled, and why: an empty row of a plot says more than no row."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, get_args

from annotation.enums import CampaignKind
from annotation.models import Campaign
from annotation.statistics.settled import By, Chosen, is_chosen
from catalog.models import Dataset
from corpus.services import HUMAN
from jobs.counts import Key, Metric, read_counts
from languages import SOURCE

Reason = Literal["source", "untranslated", "unasked", "waiting"]
REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True)
class Unanswered:
    """A group of which nothing is settled, and why."""

    group: str
    reason: Reason


def find_unanswered(
    dataset: Dataset, chosen: Chosen, answered: Collection[str], *, by: By
) -> list[Unanswered]:
    """Which groups there are beside those that have answers."""
    counts = read_counts(dataset.pk, Metric.TRANSLATIONS, by=["language", "source", "engine"])
    texts = [key for key in counts if is_chosen(key, chosen) and not _is_original(key)]
    there = {getattr(key, by) for key in texts}
    every = {*there, *(_all_languages(dataset, chosen) if by == "language" else ())}
    asked = _asked_languages(dataset, chosen)
    return [
        Unanswered(group, _why(group, by, there, asked))
        for group in sorted(every.difference(answered))
    ]


def _all_languages(dataset: Dataset, chosen: Chosen) -> list[str]:
    if chosen.language:
        return [chosen.language]
    return [] if chosen.source or chosen.engine else dataset.languages


def _asked_languages(dataset: Dataset, chosen: Chosen) -> set[str]:
    campaigns = Campaign.objects.filter(dataset=dataset, kind=CampaignKind.CORRECTION)
    if chosen.campaign is not None:
        campaigns = campaigns.filter(pk=chosen.campaign)
    asked = campaigns.values_list("languages", flat=True)
    return {language for languages in asked for language in languages}


def _why(group: str, by: By, there: set[str], asked: set[str]) -> Reason:
    if group == SOURCE and by == "language":
        return "source"
    if group not in there:
        return "untranslated"
    return "waiting" if asked and (by != "language" or group in asked) else "unasked"


def _is_original(key: Key) -> bool:
    """The English text, or what a native wrote: no engine's work to correct."""
    return key.language == SOURCE or key.engine == HUMAN
