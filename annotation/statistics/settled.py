"""Which settled items a plot of corrections is about, and the list behind it.

Rates are estimated from what was drawn by lot, and an item counts once in each language: as it was
settled last.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from django.db import connection
from django.db.models import QuerySet

from annotation.enums import Verdict
from annotation.models import SettledItem
from jobs.counts import Key

By = Literal["language", "source", "engine"]
GROUPINGS: tuple[By, ...] = get_args(By)
NEEDED = "needed"
"""Of verdicts: corrected, or impossible to translate."""

_SETTLED = """
SELECT {wanted} FROM annotation_settleditem settled {beside} WHERE {conditions} {rest}
"""
_EFFORT = "LEFT JOIN annotation_correctioneffort effort USING (correction_id)"


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What of a dataset's settled items is asked for; what is empty leaves it open.

    ``kind`` and ``replaced`` are of the edits (see `CorrectionEffort`), a kind with or without its
    field; days are of UTC, both included.
    """

    dataset: int
    language: str = ""
    source: str = ""
    engine: str = ""
    campaign: int | None = None
    verdict: str = ""
    kind: str = ""
    replaced: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Query:
    sql: str
    values: list[Any]


def period_of(step: Literal["day", "week"]) -> str:
    """The first day of it; weeks begin on Monday."""
    return f"date_trunc('{step}', settled.settled_on::timestamp)::date"


def query_settled(chosen: Chosen, wanted: str, rest: str = "") -> Query:
    """Reads `wanted` columns of ``settled`` items and of their ``effort``, joined as needed.

    `rest` groups or orders them. Days and edits are asked of lists alone.
    """
    conditions = _conditions(chosen)
    sql = _SETTLED.format(
        wanted=wanted,
        rest=rest,
        beside=_EFFORT if "effort." in " ".join([wanted, rest, *conditions]) else "",
        conditions=" AND ".join(conditions),
    )
    return Query(sql, [value for values in conditions.values() for value in values])


def list_settled(chosen: Chosen) -> QuerySet[SettledItem]:
    """The rows that `query_settled` reads, for lists: in pages, without counting them all."""
    found = SettledItem.objects.filter(dataset=chosen.dataset)
    if chosen.campaign is None:
        found = found.filter(is_latest=True)
    if chosen.verdict == NEEDED:
        found = found.exclude(verdict=Verdict.CONFIRMED)
    asked = {
        **{name: getattr(chosen, name) for name in (*GROUPINGS, "campaign")},
        "verdict": chosen.verdict if chosen.verdict != NEEDED else "",
        "settled_on__gte": chosen.since,
        "settled_on__lte": chosen.until,
        "correction__effort__kinds__overlap": chosen.kind and _names_of(chosen.kind),
        "correction__effort__replacements__contains": chosen.replaced and [chosen.replaced],
    }
    return found.filter(**{name: value for name, value in asked.items() if value})


def read_rows(query: Query) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query.sql, query.values)
        return [*cursor.fetchall()]


def is_chosen(key: Key, chosen: Chosen) -> bool:
    """Whether a count is about what is asked for; counts know no campaign."""
    wanted = ((chosen.language, key.language), (chosen.source, key.source))
    return all(one in {"", other} for one, other in (*wanted, (chosen.engine, key.engine)))


Conditions = dict[str, tuple[Any, ...]]


def _conditions(chosen: Chosen) -> Conditions:
    conditions: Conditions = {"settled.dataset_id = %s": (chosen.dataset,)}
    if chosen.campaign is None:
        conditions["settled.is_latest"] = ()
    else:
        conditions["settled.campaign_id = %s"] = (chosen.campaign,)
    for name in GROUPINGS:
        if value := getattr(chosen, name):
            conditions[f"settled.{name} = %s"] = (value,)
    if chosen.verdict:
        conditions["settled.verdict = %s"] = (chosen.verdict,)
    return conditions


def _names_of(kind: str) -> list[str]:
    return [kind, f"question.{kind}", f"answer.{kind}"]
