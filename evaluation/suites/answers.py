"""What is scored: replies to samples, and comparisons of two systems' replies."""

from dataclasses import dataclass

from evaluation.metrics.preference import Outcome
from evaluation.suites.samples import Sample
from evaluation.suites.suite import Pair


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a system said to one sample."""

    id: str
    language: str
    target: str
    cluster: str
    reference: str
    text: str | None
    """None where the system failed; "" where it said nothing. Both are scored as empty."""
    guess: str | None = None
    """Language the text is guessed to be in, ISO 639-3; None where nobody can tell."""

    @classmethod
    def to(cls, sample: Sample, text: str | None, *, guess: str | None = None) -> "Answer":
        return cls(
            id=sample.id,
            language=sample.language,
            target=sample.target,
            cluster=sample.cluster,
            reference=sample.reference,
            text=text,
            guess=guess,
        )

    @property
    def pair(self) -> Pair:
        return Pair(self.language, self.target)


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """What came of one comparison, told of the first system."""

    language: str
    cluster: str
    """The question's id: the same in all languages."""
    outcome: Outcome


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedTwice:
    """One comparison by two judges, each a model or people; both told of the same system."""

    language: str
    cluster: str
    first: Outcome
    second: Outcome
