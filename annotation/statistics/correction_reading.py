"""Reads rates of correction and the work they were: one query each."""

from collections import Counter
from typing import Literal

from annotation.consensus import READERS
from annotation.statistics.corrections import EffortRow, RateRow, Work, effort_row, rate_rows
from annotation.statistics.settled import (
    By,
    Chosen,
    Query,
    is_chosen,
    period_of,
    query_settled,
    read_rows,
)
from jobs.counts import Metric, read_counts

_SUMS = f"""
count(*), count(*) FILTER (WHERE settled.answers > 1),
count(*) FILTER (WHERE settled.answers > {READERS}),
count(*) FILTER (WHERE settled.overridden), count(effort.id),
coalesce(sum(effort.words), 0), coalesce(sum(effort.words_added), 0),
coalesce(sum(effort.words_removed), 0), coalesce(sum(effort.words_replaced), 0),
coalesce(sum(effort.shifted_edits), 0), coalesce(sum(effort.characters), 0),
coalesce(sum(effort.character_edits), 0), coalesce(sum(effort.chrf), 0),
coalesce(array_agg(effort.active_s) FILTER (WHERE effort.id IS NOT NULL), '{{}}')
"""


def measure_rates(chosen: Chosen, *, by: By = "language") -> list[RateRow]:
    """From the maintained counts; of one campaign from what its natives did."""
    if chosen.campaign is None:
        return rate_rows(_maintained(chosen, by))
    wanted = f"settled.{by}, settled.verdict, count(*)"
    return rate_rows(_counted(query_settled(chosen, wanted, "GROUP BY 1, 2")))


def measure_times(chosen: Chosen, *, step: Literal["day", "week"]) -> list[RateRow]:
    """By the time when items were settled, oldest first; without those in which none was."""
    wanted = f"({period_of(step)})::text, settled.verdict, count(*)"
    return rate_rows(_counted(query_settled(chosen, wanted, "GROUP BY 1, 2")))


def measure_work(chosen: Chosen, *, by: By = "language") -> list[EffortRow]:
    rows = read_rows(query_settled(chosen, f"settled.{by}, {_SUMS}", "GROUP BY 1 ORDER BY 1"))
    return [effort_row(Work(*row)) for row in rows]


def _maintained(chosen: Chosen, by: By) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for key, amount in read_counts(chosen.dataset, Metric.SETTLED_ITEMS).items():
        if is_chosen(key, chosen):
            found[getattr(key, by), key.name] += amount
    return found


def _counted(query: Query) -> dict[tuple[str, str], int]:
    return {(group, verdict): amount for group, verdict, amount in read_rows(query)}
