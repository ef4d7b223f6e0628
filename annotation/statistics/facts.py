"""What is known of votes and of the sessions they were given in: plain data, no Django."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Literal

Scale = Literal["naturalness", "understood"]
SCALES: tuple[Scale, ...] = ("naturalness", "understood")
SCORES = (1, 2, 3, 4, 5)


@dataclass(frozen=True, kw_only=True, slots=True)
class RawVote:
    """One answer of one rater to one recording, as it stands; never changed, never dropped."""

    id: Hashable
    session: Hashable
    """Of a `Session`."""
    rater: Hashable
    item: Hashable
    """The English item: its recordings are no independent samples."""
    recording: Hashable
    """What was heard."""
    language: str
    """ISO 639-3."""
    engine: str
    voice: str
    naturalness: int
    """1-5"""
    understood: int
    """1-5"""
    seconds: float
    """From opening, or the answer before it, to sending."""
    clip_s: float
    """How long the recording is."""
    elsewhere: bool = False
    """Given in Label Studio, where nothing proves that the clip was heard."""

    def score(self, scale: Scale) -> int:
        return self.naturalness if scale == "naturalness" else self.understood


@dataclass(frozen=True, kw_only=True, slots=True)
class GoldScore:
    """How far an answer to a clip of known quality is off: the answer minus the right score."""

    naturalness: int
    understood: int

    def gap(self, scale: Scale) -> int:
        return self.naturalness if scale == "naturalness" else self.understood


@dataclass(frozen=True, kw_only=True, slots=True)
class Session:
    """A sitting of one rater, or all that was asked outside of one.

    What is None or empty was not asked, so no rule can judge it.
    """

    id: Hashable
    rater: Hashable
    language: str
    finished: bool | None = None
    traps_failed: int = 0
    gold: tuple[GoldScore, ...] = ()
    hidden_s: float = 0.0
    """How long the page was out of sight while a clip was open."""
    spare_s: float | None = None
    """By the server's clock, for each answer: from the session's start to its end, less what was
    heard. What a browser says has no part in it."""
