"""Whether the questions of a bench stand in what a model was trained on.

Three ways: the same text, nearly the same text, the same recording. Only questions are compared,
as they are what a model is asked, and texts only within their language.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evaluation.metrics.near_duplicates import HeldOutTexts


class Kind(StrEnum):
    EXACT = "exact"
    """The same text but for width, case, composition and white space."""
    NEAR = "near"
    """Shingles as similar as the threshold or more, and not the same text."""
    AUDIO = "audio"
    """The same bytes of audio."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A question of the bench, or of a training split."""

    id: str
    language: str
    text: str
    audio: str | None = None
    """Sha256 of its recording; None where it has none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    bench_id: str
    train_id: str
    language: str
    """Of the bench's question."""
    kind: Kind
    similarity: float
    """Of the texts' shingles, from the threshold to 1; 1 for the same audio."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Contamination:
    """How many questions of one language were met in training; each counts once in each number."""

    language: str
    questions: int
    exact: int
    near: int
    audio: int
    met: int
    """In any of the three ways."""


def find_matches(
    bench: Sequence[Question], train: Iterable[Question], *, threshold: float = 0.8
) -> Iterator[Match]:
    """Yields matches in the order of `train`, which is read once, as a stream in any order.

    Of near-duplicates exactly at the threshold at most one in 10,000 is missed; the same texts
    and the same recordings never are. Empty texts match nothing.

    Raises:
        ValueError: the threshold is not above 0 and at most 1.
    """
    texts = HeldOutTexts(
        ((str(at), question.text) for at, question in enumerate(bench)), threshold=threshold
    )
    recordings = defaultdict(list)
    for question in bench:
        if question.audio:
            recordings[question.audio].append(question)
    for row in train:
        for at, similarity in texts.like(row.text):
            if bench[int(at)].language == row.language:
                kind = Kind.EXACT if texts.is_same(at, row.text) else Kind.NEAR
                yield _match(bench[int(at)], row, kind, similarity)
        for question in recordings.get(row.audio or "", ()):
            yield _match(question, row, Kind.AUDIO, 1.0)


def count_contamination(
    bench: Iterable[Question], matches: Iterable[Match]
) -> tuple[Contamination, ...]:
    """Counts by language, in the order the bench meets them; all zeros where nothing matches."""
    asked: dict[str, set[str]] = defaultdict(set)
    for question in bench:
        asked[question.language].add(question.id)
    met: dict[tuple[str, Kind], set[str]] = defaultdict(set)
    for match in matches:
        met[match.language, match.kind].add(match.bench_id)
    return tuple(_counted(language, ids, met) for language, ids in asked.items())


def _counted(
    language: str, asked: set[str], met: dict[tuple[str, Kind], set[str]]
) -> Contamination:
    by_kind = {kind: met.get((language, kind), set()) & asked for kind in Kind}
    return Contamination(
        language=language,
        questions=len(asked),
        exact=len(by_kind[Kind.EXACT]),
        near=len(by_kind[Kind.NEAR]),
        audio=len(by_kind[Kind.AUDIO]),
        met=len(set.union(*by_kind.values())),
    )


def _match(question: Question, row: Question, kind: Kind, similarity: float) -> Match:
    return Match(
        bench_id=question.id,
        train_id=row.id,
        language=question.language,
        kind=kind,
        similarity=similarity,
    )
