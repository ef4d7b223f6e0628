"""What a training tells while it runs: lines of JSON in its folder, read by whoever watches.

Knows no torch. The file only grows, so that a reader may keep its place. A training that goes on
from a state begins with another `Started`: what was told of steps after that one holds no more.
"""

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from errno import ENOSPC
from pathlib import Path
from typing import Self

FILE = "events.jsonl"
"""Of a run's folder."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    at: float = field(default_factory=time.time)
    """Unix time in seconds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Started(Event):
    """The model and the data are read."""

    step: int
    """That it goes on from; 0 for a new training."""
    steps: int
    """In all."""
    samples: int
    """Of the mixture, without those held out."""
    hours: float
    """Of audio in the mixture."""
    held_out: int
    """Samples that it validates with."""
    trained: int
    """Parameters that train."""
    parameters: int
    """All of them."""
    processes: int
    device: str
    precision: str
    """Of the forward pass: bf16 or fp32."""
    useful_share: float
    """Of the padded frames of the first epoch, those that are sound."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step(Event):
    step: int
    """Steps done, this one included."""
    epoch: float
    """Passes over the mixture done."""
    loss: float
    """Mean over the answer tokens of this step's samples, on all ranks; nats."""
    learning_rate: float
    norm: float
    """Of the gradient, before it was cut."""
    samples: int
    """That this step learnt from."""
    answer_tokens: int
    """That the loss was counted on."""
    tokens_per_s: float
    """Prompts, places of sound and answers, without padding, on all ranks."""
    samples_per_s: float
    memory_bytes: int
    """The most that a device held so far; on the CPU, what the process did."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Validated(Event):
    step: int
    loss: float
    """Mean over the answer tokens of the held-out samples; nats."""
    metrics: Mapping[str, float]
    """Such as ``wer`` and ``bleu``, from answers to some of them."""
    best: bool
    """No validation of this training had a lower loss on these samples."""
    against: float | None = None
    """Loss of the best one before on the same samples, which was validated again where others could
    be read then; None where there is none, or where samples come and go."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Saved(Event):
    """A checkpoint that `checkpoint:FOLDER` serves."""

    step: int
    folder: str
    """Its name below the folder of finetuned checkpoints."""
    best: bool
    final: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Removed(Event):
    """A checkpoint made room for a better one."""

    step: int
    folder: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept(Event):
    """A state to go on from."""

    step: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Skipped(Event):
    """A sample that nothing was learnt from."""

    step: int
    key: str
    reason: str
    """A code, such as ``unreadable``."""
    detail: str = ""
    """For people."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Halved(Event):
    """A device had too little memory for a batch; it is done again in smaller ones."""

    step: int
    batch_frames: int
    """From now on."""
    validating: bool = False
    """Only validations have smaller ones; steps stay as they were."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stopped(Event):
    """Somebody asked it to end; it can go on from here."""

    step: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Failed(Event):
    code: str
    """Class of the error."""
    message: str
    """For people."""
    rank: int = 0
    """Process that it happened in; the message names another one than the first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Done(Event):
    step: int
    folder: str
    """Of the checkpoint, below the folder of finetuned ones."""
    why: str
    """``steps``: all were done; ``patience``: validations no longer got better."""


_KINDS: Mapping[str, type[Event]] = {
    kind.__name__.lower(): kind
    for kind in (
        *(Started, Step, Validated, Saved, Removed, Kept, Skipped, Halved),
        *(Stopped, Failed, Done),
    )
}


def to_line(event: Event) -> str:
    """One line of JSON, without its end; ``event`` says the kind."""
    said = {"event": type(event).__name__.lower(), **asdict(event)}
    return json.dumps(said, ensure_ascii=False, allow_nan=False)


def from_line(line: str) -> Event:
    """Raises ValueError: no event of ours. Fields it doesn't know are left out."""
    said = json.loads(line)
    kind = _KINDS.get(str(said.get("event"))) if isinstance(said, dict) else None
    if kind is None:
        raise ValueError(f"This line tells no event of a training: {line!r}")
    known = {each.name for each in fields(kind)}
    try:
        return kind(**{name: value for name, value in said.items() if name in known})
    except TypeError as error:
        raise ValueError(f"This event of a training is not complete: {line!r}") from error


def read_events(folder: Path, start: int = 0) -> tuple[list[Event], int]:
    """Events of a run from a place in its file on, and the place to read on from (bytes).

    A line that is still being written is left for the next time.
    """
    path = folder / FILE
    if not path.is_file():
        return [], start
    with path.open("rb") as file:
        file.seek(start)
        told = file.read()
    whole = told[: told.rfind(b"\n") + 1]
    # Not str.splitlines, which also ends a line at marks that JSON holds as they are.
    lines = whole.decode().split("\n")[:-1]
    return [from_line(line) for line in lines], start + len(whole)


def standing(events: Iterable[Event]) -> list[Event]:
    """Those that still hold: without what was told of steps that were done again."""
    held: list[Event] = []
    for event in events:
        if isinstance(event, Started):
            held = [one for one in held if getattr(one, "step", 0) <= event.step]
        held.append(event)
    return held


class EventLog:
    """Appends to a run's file, a whole line at a time."""

    def __init__(self, folder: Path) -> None:
        path = folder / FILE
        path.touch()
        told = path.read_bytes()
        self._file = path.open("r+b", buffering=0)
        self._file.truncate(told.rfind(b"\n") + 1)  # a line that a killed process began
        self._file.seek(0, 2)

    def tell(self, event: Event) -> None:
        """Raises OSError: the disk is full; no part of the line is left."""
        line = f"{to_line(event)}\n".encode()
        start = self._file.tell()
        written = 0
        try:
            written = self._file.write(line)
        finally:
            if written < len(line):
                self._file.seek(start)
                self._file.truncate()
        if written < len(line):
            raise OSError(ENOSPC, "no room for the event", FILE)

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
