"""Tables of opinions by language, engine and voice, in the layout of the paper's Table 2."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotation.statistics.facts import SCALES, SCORES, RawVote, Scale
from annotation.statistics.paper import PaperOpinion, paper_opinion
from annotation.statistics.screening import Reason, Screened
from evaluation.metrics import Opinion, Vote, krippendorff_alpha, mean_opinion
from evaluation.metrics.opinion import FEWEST_ITEMS, FEWEST_RATERS


class Grouping(StrEnum):
    """How fine the rows are; each takes in those before it."""

    LANGUAGE = "language"
    ENGINE = "engine"
    VOICE = "voice"


class NoInterval(StrEnum):
    """Why a mean stands without an interval."""

    NO_VOTES = "no_votes"
    TOO_FEW_RATERS = "too_few_raters"
    TOO_FEW_ITEMS = "too_few_items"
    TOO_LITTLE_OVERLAP = "too_little_overlap"


@dataclass(frozen=True, kw_only=True, slots=True)
class ScaleSummary:
    """One scale in one row."""

    opinion: Opinion
    no_interval: NoInterval | None
    """None where there is an interval."""
    alpha: float | None
    """Krippendorff's, ordinal; None where no recording has two votes, or all votes are alike."""
    histogram: tuple[int, ...]
    """Votes by score, 1 to 5."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """What a row is about; empty where the grouping doesn't part it."""

    language: str
    engine: str = ""
    voice: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    place: Place
    naturalness: ScaleSummary
    understood: ScaleSummary
    excluded: dict[Reason, int]
    """Votes that were left out."""
    paper: PaperOpinion | None
    elsewhere: int
    """Votes among those that count that were given in Label Studio."""

    def summary(self, scale: Scale) -> ScaleSummary:
        return self.naturalness if scale == "naturalness" else self.understood


def tabulate(screened: Screened, grouping: Grouping = Grouping.LANGUAGE) -> list[Row]:
    """A row for each place with a vote, counting or not, sorted by language, engine and voice."""
    kept: defaultdict[Place, list[RawVote]] = defaultdict(list)
    for vote in screened.kept:
        kept[_place(vote, grouping)].append(vote)
    excluded: defaultdict[Place, Counter[Reason]] = defaultdict(Counter)
    for exclusion in screened.excluded:
        excluded[_place(exclusion.vote, grouping)][exclusion.reason] += 1
    places = sorted({*kept, *excluded}, key=lambda each: (each.language, each.engine, each.voice))
    return [_row(place, kept[place], excluded[place]) for place in places]


def _place(vote: RawVote, grouping: Grouping) -> Place:
    if grouping == Grouping.LANGUAGE:
        return Place(language=vote.language)
    voice = vote.voice if grouping == Grouping.VOICE else ""
    return Place(language=vote.language, engine=vote.engine, voice=voice)


def _row(place: Place, votes: Sequence[RawVote], excluded: Counter[Reason]) -> Row:
    naturalness, understood = (summarize(votes, scale) for scale in SCALES)
    return Row(
        place=place,
        naturalness=naturalness,
        understood=understood,
        excluded=dict(excluded),
        paper=paper_opinion(place.language),
        elsewhere=sum(vote.elsewhere for vote in votes),
    )


def summarize(votes: Sequence[RawVote], scale: Scale) -> ScaleSummary:
    """The opinion is clustered by rater and English item; agreement is about the same recording."""
    opinion = mean_opinion(opinions(votes, scale))
    heard = [Vote(vote.rater, vote.recording, vote.score(scale)) for vote in votes]
    counts = Counter(vote.score(scale) for vote in votes)
    return ScaleSummary(
        opinion=opinion,
        no_interval=_why_no_interval(opinion),
        alpha=krippendorff_alpha(heard),
        histogram=tuple(counts[score] for score in SCORES),
    )


def opinions(votes: Iterable[RawVote], scale: Scale) -> list[Vote]:
    return [Vote(vote.rater, vote.item, vote.score(scale)) for vote in votes]


def _why_no_interval(opinion: Opinion) -> NoInterval | None:
    if opinion.interval is not None:
        return None
    if opinion.votes == 0:
        return NoInterval.NO_VOTES
    if opinion.raters < FEWEST_RATERS:
        return NoInterval.TOO_FEW_RATERS
    return (
        NoInterval.TOO_FEW_ITEMS if opinion.items < FEWEST_ITEMS else NoInterval.TOO_LITTLE_OVERLAP
    )
