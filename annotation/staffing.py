"""Who is missing where: what open campaigns lack in each language, and who may give it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotation.models import Campaign
from annotation.shortfalls import count_able, count_speakers
from catalog.models import Dataset


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageShortfall:
    """One campaign in one language."""

    campaign: int
    name: str
    kind: str
    language: str
    tasks: int
    """That want more answers."""
    answers: int
    """That are missing."""
    raters: int
    """Members of the dataset who speak it."""
    raters_able: int
    """Of these, those who passed the trial, where there is one."""
    raters_missing: int
    """So many more are needed at least, since nobody judges an item twice."""


def find_language_shortfalls(
    dataset: Dataset, waiting: Mapping[str, Sequence[Mapping[str, Any]]]
) -> list[LanguageShortfall]:
    """The largest first.

    Args:
        dataset: whose campaigns.
        waiting: by language, as `annotation.statistics.work_done.count_waiting` has it.
    """
    speakers = count_speakers(dataset)
    numbers = {row["campaign"] for rows in waiting.values() for row in rows}
    campaigns = Campaign.objects.select_related("protocol", "dataset").in_bulk(numbers)
    able = {pk: count_able(campaign, speakers) for pk, campaign in campaigns.items()}
    found = [
        LanguageShortfall(
            campaign=campaign.pk,
            name=campaign.name,
            kind=campaign.kind,
            language=language,
            tasks=row["tasks"],
            answers=row["answers"],
            raters=speakers.get(language, 0),
            raters_able=able[campaign.pk].get(language, 0),
            raters_missing=max(0, campaign.raters_per_item - able[campaign.pk].get(language, 0)),
        )
        for language, rows in waiting.items()
        for row in rows
        if (campaign := campaigns.get(row["campaign"])) is not None
    ]
    return sorted(found, key=lambda each: (-each.answers, each.language, each.campaign))
