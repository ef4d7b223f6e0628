"""What a campaign would ask, told before it is opened: by the statements that open it."""

from dataclasses import dataclass
from typing import Unpack

from django.db import connection

from accounts.models import User
from annotation.enums import CampaignKind
from annotation.models import Campaign
from annotation.services.ordering import CampaignOrder, lay_out, split_is_empty
from annotation.services.sampling import SUBJECTS, drawing, sample_values, slices_of
from catalog.models import Dataset

_COUNT = """
WITH {slices}, asked AS (SELECT language, count(*) AS tasks FROM ({subjects}) s GROUP BY language)
SELECT one.language,
       (SELECT count(*) FROM {sample} s WHERE s.language IN ('', one.language)),
       coalesce(asked.tasks, 0)
FROM unnest(%(languages)s::text[]) AS one (language) LEFT JOIN asked USING (language)
ORDER BY one.language
"""


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """One language of a campaign that is not there yet."""

    language: str
    items: int
    """That would be drawn."""
    tasks: int
    """Recordings or texts of these that can be asked about at once; the others join later."""
    votes: int
    """That these take."""


def foresee_campaign(
    dataset: Dataset, *, by: User, **order: Unpack[CampaignOrder]
) -> list[Foreseen]:
    """By language. Raises what `open_campaign` would raise for the same order."""
    campaign = lay_out(dataset, by=by, **order)
    found = [
        Foreseen(language=code, items=items, tasks=tasks, votes=tasks * campaign.raters_per_item)
        for code, items, tasks in _count(campaign)
    ]
    if not any(one.items for one in found):
        raise split_is_empty(campaign)
    return found


def _count(campaign: Campaign) -> list[tuple[str, int, int]]:
    """Slices are drawn one after another, as tables of one statement."""
    slices = slices_of(campaign)
    tables = [f"(SELECT * FROM drawn_{one})" for one in slices]  # noqa: S608 - names of ours
    before = [_together(tables[:place]) for place in range(len(slices))]
    statement = _COUNT.format(
        slices=", ".join(
            f"drawn_{one} AS MATERIALIZED ({drawing(one, known=known)})"
            for one, known in zip(slices, before, strict=True)
        ),
        sample=_together(tables),
        subjects=SUBJECTS[CampaignKind(campaign.kind)].format(sample=_together(tables)),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, sample_values(campaign))
        found: list[tuple[str, int, int]] = cursor.fetchall()
    return found


def _together(tables: list[str]) -> str:
    return f"({' UNION ALL '.join(tables)})"
