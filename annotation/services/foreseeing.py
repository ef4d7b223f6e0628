"""What a campaign would ask, told before it is opened: by the statements that open it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Unpack

from django.db import connection

from accounts.models import User
from annotation.enums import CampaignKind, SampleSlice
from annotation.models import Campaign
from annotation.services.ordering import CampaignOrder, lay_out, split_is_empty
from annotation.services.sampling import FIT, FOUND, drawing, sample_values, slices_of
from catalog.models import Dataset

# What is drawn for every language has none: it is counted once, and added to each.
_COUNT = """
WITH {slices}, sample AS NOT MATERIALIZED ({sample}),
drawn AS (SELECT language, count(*) AS items FROM sample GROUP BY language),
asked AS (
    SELECT t.language, count(*) FILTER (WHERE {fit}) AS tasks,
           count(*) FILTER (WHERE NOT {fit}) AS unfit
    {found} GROUP BY t.language)
SELECT one.language,
       coalesce(everywhere.items, 0) + coalesce(drawn.items, 0),
       coalesce(asked.tasks, 0), coalesce(asked.unfit, 0)
FROM unnest(%(languages)s::text[]) AS one (language)
LEFT JOIN drawn USING (language) LEFT JOIN asked USING (language)
LEFT JOIN drawn everywhere ON everywhere.language = ''
ORDER BY one.language
"""


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """One language of a campaign that is not there yet.

    Items that are none of tasks, by people and set aside have nothing to ask about yet; they join
    once it is made.
    """

    language: str
    items: int
    """That would be drawn."""
    tasks: int
    """Recordings or texts of these that can be asked about at once."""
    by_people: int
    """Texts of these that a person wrote: nobody is asked to correct them."""
    set_aside: int
    """Recordings of these that failed their checks: others take their place once they are made."""
    votes: int
    """That the tasks take."""


def foresee_campaign(
    dataset: Dataset, *, by: User, **order: Unpack[CampaignOrder]
) -> list[Foreseen]:
    """By language. Raises what `open_campaign` would raise for the same order."""
    campaign = lay_out(dataset, by=by, **order)
    correcting = campaign.kind == CampaignKind.CORRECTION
    found = [
        Foreseen(
            language=code,
            items=items,
            tasks=tasks,
            by_people=unfit if correcting else 0,
            set_aside=0 if correcting else unfit,
            votes=tasks * campaign.raters_per_item,
        )
        for code, items, tasks, unfit in _count(campaign)
    ]
    if not any(one.items for one in found):
        raise split_is_empty(campaign)
    return found


def _count(campaign: Campaign) -> list[tuple[str, int, int, int]]:
    """Slices are drawn one after another, as tables of one statement."""
    slices = slices_of(campaign)
    tables = [_table(slice_) for slice_ in slices]
    statement = _COUNT.format(
        slices=", ".join(
            f"drawn_{slice_} AS MATERIALIZED "
            f"({drawing(slice_, known=f'({_together(tables[:place])})')})"
            for place, slice_ in enumerate(slices)
        ),
        sample=_together(tables),
        found=FOUND[campaign.kind].format(sample="sample"),
        fit=FIT[campaign.kind],
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, sample_values(campaign))
        found: list[tuple[str, int, int, int]] = cursor.fetchall()
    return found


def _table(slice_: SampleSlice) -> str:
    # That it has no language stands in the statement: read from the table, the planner would take
    # it for one in hundreds, and look up a million recordings one by one.
    language = "''" if slice_ == SampleSlice.UNIFORM else "language"
    return f"SELECT item_id, {language} AS language, slice FROM drawn_{slice_}"  # noqa: S608


def _together(tables: Sequence[str]) -> str:
    return " UNION ALL ".join(tables)
