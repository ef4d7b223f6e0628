"""Questions of a benchmark, found by what systems, judges and people made of them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from annotation.services.pairs import asked_keys
from evaluation.metrics import Outcome
from evaluation.runs.decided import decided_items, flipped_items
from evaluation.runs.models import Benchmark, BenchmarkItem, Comparison, Response
from evaluation.runs.people import Sampled, people_outcomes

if TYPE_CHECKING:
    from django.db.models import QuerySet


class Only(StrEnum):
    FLIPS = "flips"
    """Where the judge said something else once the answers changed places."""
    PEOPLE = "people"
    """That people were asked about."""


@dataclass(frozen=True, kw_only=True)
class ComparedFilter:
    """Which questions of a comparison; what is empty doesn't matter.

    Attributes:
        outcome: that the judge decided on, as bars of wins, ties and losses count it.
        chosen: what most people chose, of uniform samples, as their rates count it.
    """

    language: str = ""
    only: str = ""
    outcome: str = ""
    chosen: str = ""


def compared_items(comparison: Comparison, wanted: ComparedFilter) -> "QuerySet[BenchmarkItem]":
    items = comparison.evaluation.benchmark.items.all()
    if wanted.language:
        items = items.filter(language=wanted.language)
    if wanted.only == Only.FLIPS:
        items = items.filter(pk__in=flipped_items(comparison))
    if wanted.only == Only.PEOPLE:
        campaigns = [*comparison.people_checks.values_list("campaign", flat=True)]
        items = items.filter(pk__in=map(int, asked_keys(campaigns)))
    if wanted.outcome:
        items = items.filter(pk__in=decided_items(comparison, Outcome(wanted.outcome)))
    if wanted.chosen:
        told = people_outcomes(comparison, sampled=Sampled.UNIFORM)
        items = items.filter(pk__in=[one.item_id for one in told if one.outcome == wanted.chosen])
    return items


def asked_items(
    benchmark: Benchmark, *, language: str = "", target: str = "", system: str = ""
) -> "QuerySet[BenchmarkItem]":
    """All of a benchmark, or those of a language pair, or those that a system gave an answer to."""
    items = benchmark.items.all()
    if language:
        items = items.filter(language=language)
    if target:
        items = items.filter(target=target)
    if system:
        said = Response.objects.filter(
            evaluation__benchmark=benchmark, evaluation__system__name=system
        )
        items = items.filter(pk__in=said.values("item"))
    return items
