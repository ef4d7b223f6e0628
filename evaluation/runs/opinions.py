"""What people say of comparisons, and how far judges agree with them and each other: kept.

Rates and agreements take ten thousand draws in each language. So the sweep finds them where votes
or verdicts came in, and a page only reads them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from annotation.services.pairs import count_preferences
from evaluation.metrics import Rate
from evaluation.runs.models import Comparison, Opinions, PeopleCheck
from evaluation.runs.people import (
    PeopleOutcome,
    Sampled,
    agreement_of_judges,
    agreement_with_people,
    people_outcomes,
    people_rates,
)
from evaluation.runs.scoring.marks import digest
from evaluation.runs.scoring.sweeping import do_each, is_alone, make
from evaluation.suites.comparing import LanguageKappa, LanguagePreference

_NOTHING: Mapping[str, Any] = {"rates": [], "flips": [], "agreements": []}
_VERSION = 1


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What people say of a comparison, as REST tells it."""

    rates: Sequence[Mapping[str, Any]]
    """Wins, ties and losses by language, of uniform samples alone."""
    flips: Sequence[Mapping[str, Any]]
    agreements: Sequence[Mapping[str, Any]]
    is_scored: bool
    """Whether it holds all votes and verdicts that are there."""


def opinions_on(comparison: Comparison) -> Opinion:
    """As the sweep found them last."""
    return opinions_on_all([comparison])[comparison.pk]


def opinions_on_all(comparisons: Sequence[Comparison]) -> dict[int, Opinion]:
    """By comparison; in five queries, however many there are."""
    chosen = [one.pk for one in comparisons]
    kept = Opinions.objects.in_bulk(chosen, field_name="comparison_id")
    wanted = marks_of(_asked_about().filter(pk__in=chosen))
    return {pk: _told(kept.get(pk), wanted.get(pk)) for pk in chosen}


def _told(kept: Opinions | None, wanted: str | None) -> Opinion:
    """``wanted`` is the mark of what is there; None: nobody was asked."""
    is_scored = wanted is None or (kept is not None and kept.made_from == wanted)
    return Opinion(**{**(kept.found if kept else _NOTHING), "is_scored": is_scored})


def refresh_opinions() -> int:
    """Makes anew those whose votes or verdicts are others now; returns how many."""
    with transaction.atomic():
        if not is_alone():
            return 0
        marks = marks_of(_asked_about())
        known = Opinions.objects.in_bulk(field_name="comparison_id")
        now = timezone.now()
        due = [
            (known.get(pk) or Opinions(comparison_id=pk), mark)
            for pk, mark in marks.items()
            if pk not in known or (known[pk].made_from != mark and not known[pk].rests(now))
        ]
        return do_each(due, _refresh)


def marks_of(comparisons: QuerySet[Comparison]) -> dict[int, str]:
    """By comparison, what its opinions are made of; in three statements, however many there are."""
    rows = [*comparisons.values_list("pk", "evaluation_id", "baseline_id")]
    judged: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    among = Comparison.objects.filter(evaluation__in=[ours for _, ours, _ in rows])
    for pk, ours, theirs, changes in among.order_by("pk").values_list(
        "pk", "evaluation_id", "baseline_id", "changes"
    ):
        judged[ours, theirs].append((pk, changes))
    voted = _votes([pk for pk, _, _ in rows])
    return {pk: digest([_VERSION, judged[ours, theirs], voted[pk]]) for pk, ours, theirs in rows}


def _votes(comparisons: Sequence[int]) -> dict[int, list[tuple[int, int, int]]]:
    """By comparison: its campaigns, with how many votes came and how many were withdrawn."""
    checks = PeopleCheck.objects.filter(comparison__in=comparisons).order_by("campaign_id")
    asked = [*checks.values_list("comparison_id", "campaign_id")]
    counted = count_preferences([campaign for _, campaign in asked])
    found: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for comparison, campaign in asked:
        found[comparison].append((campaign, *counted.get(campaign, (0, 0))))
    return found


def _asked_about() -> QuerySet[Comparison]:
    """Comparisons that people were asked about, or that two judges decided."""
    others = Comparison.objects.filter(
        evaluation=OuterRef("evaluation"), baseline=OuterRef("baseline")
    ).exclude(pk=OuterRef("pk"))
    checks = PeopleCheck.objects.filter(comparison=OuterRef("pk"))
    return Comparison.objects.filter(Exists(checks) | Exists(others)).order_by("pk")


def _refresh(due: tuple[Opinions, str]) -> None:
    opinions, mark = due
    opinions.made_from = mark
    make(opinions, lambda one: _find(one.comparison))


def _find(comparison: Comparison) -> dict[str, Any]:
    uniform = people_outcomes(comparison, sampled=Sampled.UNIFORM)
    return {
        "rates": [_rates(one) for one in people_rates(uniform)] if uniform else [],
        "flips": [*_chosen(people_outcomes(comparison, sampled=Sampled.FLIPS))],
        "agreements": [
            *_agreements("people", agreement_with_people(comparison, uniform)),
            *_with_other_judges(comparison),
        ],
    }


def _chosen(outcomes: Sequence[PeopleOutcome]) -> Iterator[dict[str, Any]]:
    """Counts alone: such pairs were not drawn evenly, so they are no rate of anything."""
    for language in sorted({one.language for one in outcomes}):
        counted = Counter(one.outcome.value for one in outcomes if one.language == language)
        yield {"language": language, **{name: counted[name] for name in ("win", "tie", "loss")}}


def _with_other_judges(comparison: Comparison) -> list[dict[str, Any]]:
    others = Comparison.objects.filter(
        evaluation=comparison.evaluation_id, baseline=comparison.baseline_id
    ).exclude(pk=comparison.pk)
    return [
        row
        for other in others.order_by("pk")
        for row in _agreements(
            f"{other.judge}, {other.protocol}", agreement_of_judges(comparison, other)
        )
    ]


def _agreements(between: str, found: Iterable[LanguageKappa]) -> list[dict[str, Any]]:
    return [
        {
            "between": between,
            "language": one.language or "",
            "kappa": one.kappa.value,
            "low": one.kappa.interval.low if one.kappa.interval else None,
            "high": one.kappa.interval.high if one.kappa.interval else None,
            "agreement": one.kappa.agreement,
            "items": one.kappa.items,
        }
        for one in found
        if one.kappa.items
    ]


def _rates(found: LanguagePreference) -> dict[str, Any]:
    told = found.preference
    return {
        "language": found.language or "",
        "win": _rate(told.wins),
        "tie": _rate(told.ties),
        "loss": _rate(told.losses),
    }


def _rate(rate: Rate) -> dict[str, Any]:
    bounds = rate.interval
    return {
        "value": rate.value,
        "low": bounds.low if bounds else None,
        "high": bounds.high if bounds else None,
        "count": rate.count,
    }
