"""How often a judge sees two answers, in which order, and what comes of its verdicts."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evaluation.judges.errors import ReadingsMismatchError
from evaluation.judges.verdict import Order, Verdict
from evaluation.metrics import Outcome


class Protocol(StrEnum):
    SINGLE = "single"
    """One order a pair, as the paper's numbers are counted.

    The paper does not say whose answer its judge saw first. Here a seeded hash draws it for each
    pair, so that a judge who prefers the first answer favours neither system.
    """
    BOTH = "both"
    """Both orders; a judge that prefers another system once they change places says tie."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a judge said of a pair in one order."""

    order: Order
    verdict: Verdict | None
    """None: its reply couldn't be parsed."""

    @property
    def outcome(self) -> Outcome | None:
        return None if self.verdict is None else _OUTCOMES[self.order][self.verdict]


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What comes of all readings of a pair."""

    outcome: Outcome | None
    """None: a reading couldn't be parsed, so the pair is kept out of win, tie and loss."""
    flipped: bool = False
    """The judge said something else of the systems when their answers changed places."""

    @property
    def unparsable(self) -> bool:
        return self.outcome is None


_OUTCOMES: Mapping[Order, Mapping[Verdict, Outcome]] = {
    Order.TESTED_FIRST: {
        Verdict.FIRST: Outcome.WIN,
        Verdict.SECOND: Outcome.LOSS,
        Verdict.TIE: Outcome.TIE,
    },
    Order.BASELINE_FIRST: {
        Verdict.FIRST: Outcome.LOSS,
        Verdict.SECOND: Outcome.WIN,
        Verdict.TIE: Outcome.TIE,
    },
}


def presentations(protocol: Protocol, pair_key: str, seed: int) -> tuple[Order, ...]:
    """The orders in which a judge is to see a pair.

    The first of both is the one that the single order asks for, so a pair that was read in both
    orders has its single-order verdict among them.

    Args:
        protocol: single or both.
        pair_key: tells the pair from all others: item, language and the two systems.
        seed: of the evaluation.
    """
    digest = hashlib.sha256(f"{seed}\n{pair_key}".encode()).digest()
    orders = tuple(Order)
    drawn = orders if digest[0] % 2 == 0 else orders[::-1]
    return drawn if protocol is Protocol.BOTH else drawn[:1]


def combine(protocol: Protocol, readings: Sequence[Reading]) -> Decision:
    """Decide a pair.

    Raises:
        ReadingsMismatchError: the protocol asks for other readings: one, or one of each order.
    """
    _check(protocol, readings)
    outcomes = {reading.outcome for reading in readings}
    if None in outcomes:
        return Decision(outcome=None)
    if len(outcomes) > 1:
        return Decision(outcome=Outcome.TIE, flipped=True)
    return Decision(outcome=outcomes.pop())


def _check(protocol: Protocol, readings: Sequence[Reading]) -> None:
    expected = 1 if protocol is Protocol.SINGLE else len(Order)
    orders = [reading.order for reading in readings]
    if len(orders) != expected or len(set(orders)) != expected:
        raise ReadingsMismatchError(protocol, expected=expected, orders=orders)
