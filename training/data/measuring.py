"""How long single clips are, by their headers; only as many are opened as the caps let in."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soundfile

from evaluation.suites.samples import Sample
from evaluation.suites.suite import Pair
from training.data.capping import FRAMES_AN_HOUR
from training.data.index import FRAMES_A_SECOND, drawn, hashed
from training.data.leaving_out import LeftOut, Reason
from training.recipes.fields import Data, Source

_AT_ONCE = 512
_THREADS = 8
"""Opening files is mostly waiting for the disk."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    sample: Sample
    frames: int
    """10 ms each."""


@dataclass(kw_only=True, slots=True)
class Caps:
    """What a source of single clips may still take."""

    source: Source
    room: Mapping[str, int] | None
    """Frames by language, where it only tops up another source."""
    most: int | None
    """Samples, in all languages together."""
    taken: int = 0
    frames: Counter[str] = field(default_factory=Counter)
    samples: Counter[str] = field(default_factory=Counter)
    full: set[str] = field(default_factory=set)

    @property
    def is_done(self) -> bool:
        return self.most is not None and self.taken >= self.most

    def take(self, language: str, frames: int) -> bool:
        """Whether one more clip fits; after the first that doesn't, none of its language does."""
        if self.is_done or language in self.full:
            return False
        if self._is_too_much(language, frames):
            self.full.add(language)
            return False
        self.taken += 1
        self.frames[language] += frames
        self.samples[language] += 1
        return True

    def _is_too_much(self, language: str, frames: int) -> bool:
        heard, source = self.frames[language] + frames, self.source
        return (
            (source.samples is not None and self.samples[language] >= source.samples)
            or (source.hours is not None and heard > source.hours * FRAMES_AN_HOUR)
            or (self.room is not None and heard > self.room.get(language, 0))
        )


def key_of(sample: Sample) -> str:
    """Names a clip within its source."""
    return f"{Pair(sample.language, sample.target).key}/{sample.id}"


def measure(
    samples: Sequence[Sample], *, data: Data, caps: Caps, seed: int, left_out: LeftOut
) -> list[Measured]:
    """Those that are taken, in their order; what can't be trained on is counted."""
    keys = np.array([hashed(key_of(sample)) for sample in samples], dtype=np.uint64)
    order = np.argsort(drawn(keys, seed), kind="stable").tolist()
    taken: dict[int, Measured] = {}
    with ThreadPoolExecutor(_THREADS) as threads:
        for places in _chunks(order):
            if caps.is_done:
                break
            open_ones = [place for place in places if samples[place].language not in caps.full]
            found = threads.map(seconds_of, [samples[place].audio for place in open_ones])
            for place, seconds in zip(open_ones, found, strict=True):
                sample = samples[place]
                if problem := _problem(seconds, data):
                    left_out.add(problem, 1, key_of(sample))
                    continue
                frames = round(float(seconds) * FRAMES_A_SECOND)
                if caps.take(sample.language, frames):
                    taken[place] = Measured(sample=sample, frames=frames)
    return [taken[place] for place in sorted(taken)]


def seconds_of(path: Path) -> float | Reason:
    """By the file's header, without decoding it."""
    try:
        return float(soundfile.info(path).duration)
    except soundfile.LibsndfileError:
        return Reason.UNREADABLE if path.is_file() else Reason.GONE


def _problem(seconds: float | Reason, data: Data) -> Reason | None:
    if isinstance(seconds, Reason):
        return seconds
    if seconds < data.shortest_s:
        return Reason.TOO_SHORT
    return Reason.TOO_LONG if seconds > data.longest_s else None


def _chunks(order: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(order), _AT_ONCE):
        yield order[start : start + _AT_ONCE]
