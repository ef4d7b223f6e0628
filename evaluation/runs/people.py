"""People compare what a judge compared: blind, in a campaign of their own."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from accounts.models import User
from annotation.models import Campaign
from annotation.services.pairs import PairFacts, open_preference_campaign, read_preferences
from evaluation.metrics import Outcome
from evaluation.runs.decided import flipped_items
from evaluation.runs.errors import NothingToCompareError
from evaluation.runs.models import Comparison, PeopleCheck, Response
from evaluation.runs.scoring import read_pairs
from evaluation.runs.viewing import CHOSEN
from evaluation.suites.answers import Judged, JudgedTwice
from evaluation.suites.comparing import LanguageKappa, LanguagePreference, agree, score_outcomes


class Sampled(StrEnum):
    UNIFORM = "uniform"
    FLIPS = "flips"
    """Where the judge said something else once the answers changed places."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a manager asks for."""

    name: str
    sampled: Sampled
    pairs_per_language: int
    votes_per_pair: int
    seed: int = 0


@dataclass(frozen=True, kw_only=True)
class PeopleOutcome:
    """What people say of one pair: what most of them chose, and a tie where there is no most."""

    item_id: int
    language: str
    cluster: str
    outcome: Outcome
    votes: int


def ask_people(comparison: Comparison, wish: Wish, *, by: User) -> Campaign:
    """Opens a campaign about some of the comparison's pairs, drawn by seed in each language.

    Raises:
        NothingToCompareError: there is no such pair.
        CampaignInvalidError: annotation can't ask about one of them.
    """
    pairs = _draw([*_pairs(comparison, wish.sampled)], wish)
    if not pairs:
        raise NothingToCompareError(wish.sampled)
    with transaction.atomic():
        campaign = open_preference_campaign(
            comparison.evaluation.benchmark.dataset,
            by=by,
            name=wish.name,
            pairs=pairs,
            languages=sorted({pair.language for pair in pairs}),
            votes_per_pair=wish.votes_per_pair,
        )
        comparison.people_checks.create(campaign=campaign, sampled=wish.sampled)
    return campaign


def people_outcomes(
    comparison: Comparison, *, sampled: Sampled | None = None
) -> list[PeopleOutcome]:
    """Of all pairs that people voted on; of one kind of sample where it is named."""
    checks = PeopleCheck.objects.filter(comparison=comparison).select_related("campaign__dataset")
    if sampled is not None:
        checks = checks.filter(sampled=sampled)
    votes: dict[tuple[int, str, str], Counter[Outcome]] = defaultdict(Counter)
    for check in checks.order_by("pk"):
        for vote in read_preferences(check.campaign):
            votes[int(vote.key), vote.language, vote.cluster][CHOSEN[vote.choice]] += 1
    return [
        PeopleOutcome(
            item_id=item,
            language=language,
            cluster=cluster,
            outcome=_most(counted),
            votes=counted.total(),
        )
        for (item, language, cluster), counted in votes.items()
    ]


def people_rates(outcomes: Sequence[PeopleOutcome]) -> tuple[LanguagePreference, ...]:
    """Wins, ties and losses by people; to be read of uniform samples alone."""
    return score_outcomes(
        [
            Judged(language=one.language, cluster=one.cluster, outcome=one.outcome)
            for one in outcomes
        ]
    )


def agreement_with_people(
    comparison: Comparison, outcomes: Sequence[PeopleOutcome]
) -> tuple[LanguageKappa, ...]:
    """On pairs that both judged, whatever they were sampled by."""
    judged = judge_outcomes(comparison)
    return agree(
        [
            JudgedTwice(
                language=one.language,
                cluster=one.cluster,
                first=judged[one.item_id].outcome,
                second=one.outcome,
            )
            for one in outcomes
            if one.item_id in judged
        ]
    )


def agreement_of_judges(one: Comparison, other: Comparison) -> tuple[LanguageKappa, ...]:
    """On pairs that both comparisons decided; they must be of the same two evaluations."""
    first, second = judge_outcomes(one), judge_outcomes(other)
    return agree(
        [
            JudgedTwice(
                language=told.language,
                cluster=told.cluster,
                first=told.outcome,
                second=second[item].outcome,
            )
            for item, told in first.items()
            if item in second
        ]
    )


def judge_outcomes(comparison: Comparison) -> Mapping[int, Judged]:
    """By item; without pairs that are not decided."""
    return {
        row.item_id: Judged(
            language=row.pair.language, cluster=row.cluster, outcome=row.pair.decision.outcome
        )
        for row in read_pairs(comparison)
        if row.pair.decision.outcome is not None
    }


def _most(counted: Counter[Outcome]) -> Outcome:
    (first, most), *rest = counted.most_common()
    return Outcome.TIE if rest and rest[0][1] == most else first


def _pairs(comparison: Comparison, sampled: Sampled) -> Iterator[PairFacts]:
    """The first text is the tested system's; annotation draws what stands first on the page."""
    flipped = set(flipped_items(comparison).values_list("item", flat=True))
    theirs = dict(
        Response.objects.filter(evaluation=comparison.baseline_id).values_list("item_id", "text")
    )
    responses = comparison.evaluation.responses.select_related("item").order_by("item_id")
    for response in responses:
        item = response.item
        if item.pk not in theirs or (sampled is Sampled.FLIPS and item.pk not in flipped):
            continue
        yield PairFacts(
            key=str(item.pk),
            cluster=item.cluster,
            language=item.target,
            question=item.question,
            sha256=item.sha256,
            first=response.text,
            second=theirs[item.pk],
        )


def _draw(pairs: Sequence[PairFacts], wish: Wish) -> list[PairFacts]:
    """The same for the same seed, whatever else is there."""

    def lot(pair: PairFacts) -> str:
        return hashlib.sha256(f"{wish.seed} {pair.key}".encode()).hexdigest()

    drawn: list[PairFacts] = []
    for language in sorted({pair.language for pair in pairs}):
        own = sorted((pair for pair in pairs if pair.language == language), key=lot)
        drawn += own[: wish.pairs_per_language]
    return drawn
