"""What a training of the tiny model did and left behind."""

import hashlib
import json
from pathlib import Path
from typing import Any, TypeVar

import torch

from tests.training.loop.tiny import Tiny, TinyModel
from training.events import (
    Event,
    Step,
    read_events,
    standing,
)
from training.loop.telling import Teller
from training.loop.training import Ending, Training
from training.orders import STOP

Kind = TypeVar("Kind", bound=Event)


def run(tiny: Tiny) -> Ending:
    tiny.folder.mkdir(exist_ok=True)
    with Teller(tiny.folder, first=True) as teller:
        return Training(tiny.setup(teller)).run()


def told(folder: Path, kind: type[Kind]) -> list[Kind]:
    return [each for each in standing(read_events(folder)[0]) if isinstance(each, kind)]


def losses(folder: Path) -> list[tuple[int, float]]:
    return [(each.step, each.loss) for each in told(folder, Step)]


def weights(folder: Path) -> str:
    return hashlib.sha256((folder / "tiny.safetensors").read_bytes()).hexdigest()


def about(checkpoint: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((checkpoint / "metrics.json").read_text())
    return found


def files(folder: Path) -> dict[str, str]:
    """Of states and checkpoints."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for part in ("states", "finetuned")
        for path in (folder / part).rglob("*")
        if path.is_file()
    }


def spoil(clips: Path, *numbers: int) -> None:
    """After they were found to be good."""
    for number in numbers:
        (clips / "deu" / f"{number}.wav").write_bytes(b"no sound")


class StoppedModel(TinyModel):
    """Asks its training to end while it takes a step."""

    def __init__(self, folder: Path, *, at: int) -> None:
        super().__init__()
        self._folder, self._at = folder, at

    def forward(self, **inputs: torch.Tensor) -> torch.Tensor:
        if len(told(self._folder, Step)) == self._at - 1:
            (self._folder / STOP).touch()
        return super().forward(**inputs)
