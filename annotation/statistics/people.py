"""How each rater votes: beside the others, beside gold, and what was left out."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from statistics import median

from annotation.statistics.facts import SCALES, RawVote, Scale, Session
from annotation.statistics.screening import Reason, Screened
from evaluation.metrics import GoldAgreement, Leniency, Vote, gold_agreement, leniencies

Key = tuple[Hashable, str]
"""A rater and a language."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RaterSummary:
    """One rater in one language."""

    rater: Hashable
    language: str
    votes: int
    """That count."""
    excluded: dict[Reason, int]
    leniency: dict[Scale, Leniency]
    """Among votes that count; no entry where the rater shares no recording with another."""
    gold: dict[Scale, GoldAgreement]
    """Over all sessions; no entry where no gold was heard."""
    thinking_s: float
    """Median time from the clip's end to sending, over all votes."""
    hidden_s: float
    """Time the page was out of sight, over all sessions."""


def describe_raters(screened: Screened, sessions: Iterable[Session]) -> list[RaterSummary]:
    """A row for each rater in each language, by language, in the order of the votes."""
    sat: defaultdict[Key, list[Session]] = defaultdict(list)
    for session in sessions:
        sat[session.rater, session.language].append(session)
    kept: defaultdict[Key, list[RawVote]] = defaultdict(list)
    for vote in screened.kept:
        kept[vote.rater, vote.language].append(vote)
    lost: defaultdict[Key, list[tuple[RawVote, Reason]]] = defaultdict(list)
    for each in screened.excluded:
        lost[each.vote.rater, each.vote.language].append((each.vote, each.reason))
    offsets = _offsets(screened.kept)
    return [
        RaterSummary(
            rater=key[0],
            language=key[1],
            votes=len(kept[key]),
            excluded=dict(Counter(reason for _, reason in lost[key])),
            leniency=offsets.get(key, {}),
            gold=_gold(sat[key]),
            thinking_s=_thinking([*kept[key], *(vote for vote, _ in lost[key])]),
            hidden_s=sum(session.hidden_s for session in sat[key]),
        )
        for key in sorted(dict.fromkeys([*kept, *lost]), key=itemgetter(1))
    ]


def _offsets(votes: Sequence[RawVote]) -> Mapping[Key, dict[Scale, Leniency]]:
    by_language: defaultdict[str, list[RawVote]] = defaultdict(list)
    for vote in votes:
        by_language[vote.language].append(vote)
    found: defaultdict[Key, dict[Scale, Leniency]] = defaultdict(dict)
    for language, given in by_language.items():
        for scale in SCALES:
            heard = [Vote(vote.rater, vote.recording, vote.score(scale)) for vote in given]
            for rater, leniency in leniencies(heard).items():
                found[rater, language][scale] = leniency
    return found


def _gold(sessions: Sequence[Session]) -> dict[Scale, GoldAgreement]:
    """Gaps are all that is kept of gold, so each is a vote on a clip whose right score is 0."""
    scores = [score for session in sessions for score in session.gold]
    found: dict[Scale, GoldAgreement] = {}
    for scale in SCALES if scores else ():
        votes = [Vote("rater", number, score.gap(scale)) for number, score in enumerate(scores)]
        found[scale] = gold_agreement(votes, dict.fromkeys(range(len(scores)), 0))["rater"]
    return found


def _thinking(votes: Sequence[RawVote]) -> float:
    return median(vote.seconds - vote.clip_s for vote in votes)
