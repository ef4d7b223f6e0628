"""Counts over judged pairs. Win, tie and loss always stay three numbers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evaluation.judges.protocols import Decision, Reading
from evaluation.judges.verdict import Verdict
from evaluation.metrics import Outcome


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def rate(self) -> float | None:
        """From 0 to 1; None of nothing."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedPair:
    """What is counted of one pair."""

    language: str
    """ISO 639-3, that both answers are to be in."""
    decision: Decision
    readings: tuple[Reading, ...]
    tested_length: int
    """Characters of the answer."""
    baseline_length: int
    """Characters of the answer."""
    tested_language: str | None = None
    """Guessed of the answer, ISO 639-3; None where nothing was guessed."""
    baseline_language: str | None = None
    """Guessed of the answer, ISO 639-3; None where nothing was guessed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    win: int
    tie: int
    loss: int
    unparsable: int
    """Pairs kept out of win, tie and loss."""
    flips: Share
    """Of pairs whose two orders both were read and parsed."""
    first_preferred: Share
    """Of readings that prefer an answer, how many prefer the one shown first; even is half."""
    longer_won: Share
    """Of won and lost pairs whose answers differ in length, how many the longer one won."""
    tested_elsewhere: Share
    """Answers of the system under test in another language, of those whose language was guessed."""
    baseline_elsewhere: Share
    """Answers of the baseline in another language, of those whose language was guessed."""

    @property
    def judged(self) -> int:
        """Pairs with an outcome; win, tie and loss add up to it."""
        return self.win + self.tie + self.loss

    @property
    def win_rate(self) -> float | None:
        """Of judged pairs, from 0 to 1; None where there are none."""
        return Share(self.win, self.judged).rate

    @property
    def tie_rate(self) -> float | None:
        """Of judged pairs, from 0 to 1; None where there are none."""
        return Share(self.tie, self.judged).rate

    @property
    def loss_rate(self) -> float | None:
        """Of judged pairs, from 0 to 1; None where there are none."""
        return Share(self.loss, self.judged).rate


def tally(pairs: Sequence[JudgedPair]) -> Tally:
    """Count pairs that were all decided by one protocol; all zeros of no pairs."""
    outcomes = Counter(pair.decision.outcome for pair in pairs)
    return Tally(
        win=outcomes[Outcome.WIN],
        tie=outcomes[Outcome.TIE],
        loss=outcomes[Outcome.LOSS],
        unparsable=outcomes[None],
        flips=_share(pair.decision.flipped for pair in pairs if _read_twice(pair)),
        first_preferred=_first_preferred(pairs),
        longer_won=_longer_won(pairs),
        tested_elsewhere=_elsewhere((pair.language, pair.tested_language) for pair in pairs),
        baseline_elsewhere=_elsewhere((pair.language, pair.baseline_language) for pair in pairs),
    )


def _share(facts: Iterable[bool]) -> Share:
    counted = Counter(facts)
    return Share(counted[True], counted.total())


def _read_twice(pair: JudgedPair) -> bool:
    return len(pair.readings) > 1 and not pair.decision.unparsable


def _first_preferred(pairs: Sequence[JudgedPair]) -> Share:
    verdicts = (reading.verdict for pair in pairs for reading in pair.readings)
    preferring = {Verdict.FIRST, Verdict.SECOND}
    return _share(verdict is Verdict.FIRST for verdict in verdicts if verdict in preferring)


def _longer_won(pairs: Sequence[JudgedPair]) -> Share:
    decided = {Outcome.WIN, Outcome.LOSS}
    return _share(
        (pair.tested_length > pair.baseline_length) == (pair.decision.outcome is Outcome.WIN)
        for pair in pairs
        if pair.decision.outcome in decided and pair.tested_length != pair.baseline_length
    )


def _elsewhere(languages: Iterable[tuple[str, str | None]]) -> Share:
    """Of languages that were expected, and guessed."""
    return _share(expected != guess for expected, guess in languages if guess is not None)
