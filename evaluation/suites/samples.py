"""What a reader of a collection yields: samples, and rows that it had to leave out."""

import hashlib
import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter
from pathlib import Path
from typing import Protocol, TypeVar

from engines.audio import decode
from engines.protocols import AudioClip


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """One clip that a system is asked about."""

    id: str
    """Different from all others of the pair, and the same at every reading."""
    language: str
    """Spoken in the clip; ISO 639-3."""
    target: str
    """Language of the reference; ISO 639-3."""
    audio: Path
    reference: str
    """What should come back: a transcript, a label, right answers one a line."""
    cluster: str
    """Samples of one cluster are not independent: of one speaker, or one clip in many languages."""
    given: Mapping[str, str] = field(default_factory=dict)
    """What else the prompt names, such as a keyword or a passage."""
    transcript: str = ""
    """What is said in the clip; empty where the table doesn't tell."""

    def clip(self) -> AudioClip:
        """Reads the audio: FLAC, WAV, OGG or MP3.

        Raises:
            AudioUnreadableError: it is none of them, or holds nothing.
            OSError: it is gone.
        """
        samples, rate = decode(self.audio.read_bytes())
        return AudioClip(samples=samples, sample_rate=rate)


class Fault(StrEnum):
    """Why a row is left out."""

    UNREADABLE = "unreadable"
    TOO_LONG = "too_long"
    FIELDS = "fields"
    NO_TEXT = "no_text"
    NO_CLIP_NAME = "no_clip_name"
    CLIP_OUTSIDE = "clip_outside"
    CLIP_MISSING = "clip_missing"
    REPEATED = "repeated"
    NO_GIVEN = "no_given"
    UNKNOWN_LABEL = "unknown_label"


@dataclass(frozen=True, kw_only=True, slots=True)
class BadRow:
    """A row that no sample could be made of."""

    file: Path
    line: int
    """From 1; the header is line 1."""
    fault: Fault
    problem: str
    """For people: what is wrong with the row."""

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.problem}"


Row = Sample | BadRow


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Drawn = TypeVar("Drawn", bound=_Named)


def draw_samples(samples: Iterable[Drawn], count: int, *, seed: int = 0) -> list[Drawn]:
    """Draws `count` samples at random, or all if they are fewer; sorted by id.

    The draw depends on ids and seed alone, not on the order, and a larger one holds the smaller.
    Samples stream by: only those drawn are kept.
    """
    key = hashlib.blake2b(str(seed).encode(), digest_size=32).digest()

    def place(sample: Drawn) -> bytes:
        return hashlib.blake2b(sample.id.encode(), key=key, digest_size=16).digest()

    return sorted(heapq.nsmallest(count, samples, key=place), key=attrgetter("id"))


@dataclass(slots=True)
class LeftOut:
    """Counts bad rows while samples stream by, and keeps the first ones to show."""

    most_shown: int = 20
    counts: Counter[Fault] = field(default_factory=Counter)
    shown: list[BadRow] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.counts.total()

    def samples(self, rows: Iterable[Row]) -> Iterator[Sample]:
        """Yields the samples among the rows."""
        for row in rows:
            if isinstance(row, Sample):
                yield row
            else:
                self._add(row)

    def _add(self, row: BadRow) -> None:
        self.counts[row.fault] += 1
        if len(self.shown) < self.most_shown:
            self.shown.append(row)
