"""Which votes count: versioned rules, applied when a table is read.

Raw votes stay as they are. Other rules are another version, never an edit: a published table names
the version that made it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from annotation.statistics.facts import SCALES, RawVote, Session


class Reason(StrEnum):
    """Why a session's votes don't count; where several hold, the first in this order is given."""

    UNFINISHED = "unfinished"
    TRAP_FAILED = "trap_failed"
    GOLD_OFF = "gold_off"
    TOO_FAST = "too_fast"
    NO_VARIANCE = "no_variance"


@dataclass(frozen=True, kw_only=True, slots=True)
class ScreeningRules:
    """Each rule judges a whole session; None switches one off."""

    version: int
    finished_only: bool = True
    most_traps_failed: int | None = 0
    most_gold_off: int | None = 1
    """Points by which an answer to gold may differ, on either scale."""
    least_thinking_s: float | None = 0.5
    """From the clip's end to sending, in the session's median. Two scores and sending take a
    practised hand longer than that."""
    least_spare_s: float | None = 0.5
    """The same for the session as a whole and by the server's clock: seconds for each answer
    beyond what was heard. The median may rest on a browser's word."""
    fewest_to_vary: int | None = 6
    """So many votes or more, all alike on both scales, are no judgement."""


_FIRST = ScreeningRules(version=1, least_spare_s=None)
SCREENED = ScreeningRules(version=2)
"""After ITU-T P.808, section 7: what crowds are screened for."""
UNSCREENED = ScreeningRules(
    version=0,
    finished_only=False,
    most_traps_failed=None,
    most_gold_off=None,
    least_thinking_s=None,
    least_spare_s=None,
    fewest_to_vary=None,
)
"""Every vote counts; to see what screening changes."""
VERSIONS: Mapping[int, ScreeningRules] = {
    each.version: each for each in (UNSCREENED, _FIRST, SCREENED)
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Exclusion:
    """A vote that doesn't count, and why."""

    vote: RawVote
    reason: Reason


@dataclass(frozen=True, kw_only=True, slots=True)
class Screened:
    """All votes that came in, sorted by what the rules say of them."""

    rules: ScreeningRules
    kept: list[RawVote]
    excluded: list[Exclusion]

    def reasons(self) -> Counter[Reason]:
        return Counter(each.reason for each in self.excluded)


def screen(
    votes: Iterable[RawVote], sessions: Iterable[Session], rules: ScreeningRules = SCREENED
) -> Screened:
    """Keeps the votes of the sessions that pass; a session that isn't listed passes what it can."""
    known = {session.id: session for session in sessions}
    by_session: defaultdict[object, list[RawVote]] = defaultdict(list)
    for vote in votes:
        by_session[vote.session].append(vote)
    kept: list[RawVote] = []
    excluded: list[Exclusion] = []
    for key, given in by_session.items():
        first = given[0]
        session = known.get(key) or Session(id=key, rater=first.rater, language=first.language)
        reason = _fault(session, given, rules)
        if reason is None:
            kept += given
        else:
            excluded += (Exclusion(vote=vote, reason=reason) for vote in given)
    return Screened(rules=rules, kept=kept, excluded=excluded)


def _fault(session: Session, votes: Sequence[RawVote], rules: ScreeningRules) -> Reason | None:
    found = {
        Reason.UNFINISHED: rules.finished_only and session.finished is False,
        Reason.TRAP_FAILED: _over(session.traps_failed, rules.most_traps_failed),
        Reason.GOLD_OFF: _over(_worst_gold(session), rules.most_gold_off),
        Reason.TOO_FAST: _is_too_fast(votes, rules.least_thinking_s)
        or _under(session.spare_s, rules.least_spare_s),
        Reason.NO_VARIANCE: _is_flat(votes, rules.fewest_to_vary),
    }
    return next((reason for reason in Reason if found[reason]), None)


def _over(value: int, most: int | None) -> bool:
    return most is not None and value > most


def _under(value: float | None, least: float | None) -> bool:
    return value is not None and least is not None and value < least


def _worst_gold(session: Session) -> int:
    gaps = (abs(gold.gap(scale)) for gold in session.gold for scale in SCALES)
    return max(gaps, default=0)


def _is_too_fast(votes: Sequence[RawVote], least: float | None) -> bool:
    return least is not None and median(vote.seconds - vote.clip_s for vote in votes) < least


def _is_flat(votes: Sequence[RawVote], fewest: int | None) -> bool:
    alike = len({(vote.naturalness, vote.understood) for vote in votes}) == 1
    return fewest is not None and len(votes) >= fewest and alike
