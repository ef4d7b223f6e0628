"""A model of a few hundred weights, a few examples, and a setup to train the one on the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import numpy as np
import soundfile
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from training.data.mixture import Mixture, open_mixture
from training.examples import Example
from training.loop.devices import open_devices, put_on_device
from training.loop.setup import Setup
from training.loop.stopping import Stopping
from training.loop.telling import Teller
from training.models.base import Row, SpeechLanguageModel
from training.orders import Place, RunOrder
from training.recipes import recipe_from

_END = 256
_WIDTH = 16
_RATE = 16_000


class TinyModel(SpeechLanguageModel):
    """Hears how loud a clip is in eight bands, and says bytes."""

    def __init__(
        self, *, seed: int = 0, most_frames: int | None = None, poison: str | None = None
    ) -> None:
        """Makes new weights.

        Args:
            seed: of them.
            most_frames: padded; it asks for more memory than there is where a batch has more.
            poison: an answer that gives no number.
        """
        super().__init__()
        torch.manual_seed(seed)
        self.listen = nn.Linear(8, _WIDTH)
        self.before = nn.Embedding(_END + 1, _WIDTH)
        self.head = nn.Linear(_WIDTH, _END + 1)
        self.frozen = nn.Parameter(torch.ones(3), requires_grad=False)
        self._most_frames = most_frames
        self._poison = poison

    def read(self, example: Example) -> Row:
        loud = np.abs(np.fft.rfft(example.samples, n=512))[1:257].reshape(8, 32).sum(axis=1)
        said = (*example.answer.encode(), _END)
        if example.answer == self._poison:
            loud = loud * np.nan
        return Row(
            key=example.key,
            sound=torch.tensor(np.log1p(loud)).float(),
            frames=len(example.samples) // 160,
            tokens=said,
            answer_tokens=len(said),
        )

    def together(self, rows: Sequence[Row]) -> dict[str, Tensor]:
        longest = max(row.answer_tokens for row in rows)
        labels = [[*row.tokens, *[-100] * (longest - row.answer_tokens)] for row in rows]
        return {
            "sounds": torch.stack([row.sound for row in rows]),
            "labels": torch.tensor(labels),
            "frames": torch.tensor([row.frames for row in rows]),
        }

    def forward(self, **inputs: Tensor) -> Tensor:
        if self._most_frames and len(inputs["frames"]) * inputs["frames"].max() > self._most_frames:
            torch.empty(2**60)  # more than any machine has
        labels = inputs["labels"]
        before = torch.roll(labels, 1, dims=1).clamp(min=0)
        before[:, 0] = _END
        states = torch.tanh(self.listen(inputs["sounds"])[:, None] + self.before(before))
        # (rows, said, bytes) -> (rows x said, bytes)
        return cross_entropy(self.head(states).flatten(0, 1), labels.flatten(), reduction="sum")

    def answer(self, rows: Sequence[Row], *, most_tokens: int) -> list[str]:
        return [self._say(row, most_tokens) for row in rows]

    def _say(self, row: Row, most_tokens: int) -> str:
        said = [_END]
        for _ in range(most_tokens):
            state = torch.tanh(self.listen(row.sound) + self.before(torch.tensor(said[-1])))
            said.append(int(self.head(state).argmax()))
            if said[-1] == _END:
                break
        return bytes(one for one in said if one != _END).decode(errors="replace")

    def save(self, folder: Path) -> None:
        save_file({name: one.data for name, one in self.trained()}, folder / "tiny.safetensors")

    def load(self, folder: Path) -> None:
        self.load_state_dict(load_file(folder / "tiny.safetensors"), strict=False)

    def merge(self, folder: Path) -> None:
        folder.mkdir()
        save_file(self.state_dict(), folder / "model.safetensors")

    def licences(self) -> Mapping[str, str]:
        return {"tests/tiny": "Apache-2.0"}


def lay_tones(root: Path, count: int, *, answer: str = "") -> Path:
    """A folder of German tones of different pitch and length, with an answer each."""
    folder = root / "deu"
    folder.mkdir(parents=True)
    lines = ["path\ttext"]
    for number in range(count):
        time = np.arange(4_800 + 160 * number) / _RATE
        soundfile.write(
            folder / f"{number}.wav", np.sin(2 * np.pi * (300 + 450 * number) * time), _RATE
        )
        said = answer or ascii_lowercase[number : number + 1 + number % 5]
        lines.append(f"{number}.wav\t{said}")
    (folder / "metadata.tsv").write_text("\n".join(lines) + "\n")
    return root


def open_tones(root: Path, order: RunOrder) -> Mixture:
    return open_mixture(
        order.recipe.data,
        {"clips": Place(path=str(root), licence="CC0-1.0")},
        cache=root.with_name(f"{root.name}-found"),
        seed=order.recipe.schedule.seed,
    )


def order_for(folder: Path, *, longest_answer: int = 1_024, **schedule: Any) -> RunOrder:
    """Of a training of 12 steps, four an epoch."""
    recipe = recipe_from(
        {
            "name": "tiny",
            "title": "Tiny",
            "describes": "For tests.",
            "model": {"family": "tiny", "lora": {"rank": 1, "alpha": 1}},
            "data": {
                "sources": {"clips": {"layout": "folder", "task": "transcribe"}},
                "longest_answer": longest_answer,
            },
            "schedule": {
                "epochs": 3,
                "batch_size": 4,
                "learning_rate": 0.05,
                "warmup_steps": 2,
                "batch_frames": 100,
                "decay": "linear",
                "validate_every": 3,
                **schedule,
            },
        }
    )
    return RunOrder(name="mine", recipe=recipe, places={}, finetuned=folder / "finetuned")


@dataclass
class Tiny:
    """What a training is set up from; change it before `setup`."""

    folder: Path
    schedule: dict[str, Any] = field(default_factory=dict)
    model: TinyModel = field(default_factory=TinyModel)
    clips: Path | None = None
    """Where `lay_tones` laid them; 16 of its own where it is empty."""
    held_out: Path | None = None
    merged: bool = False
    longest_answer: int = 1_024

    def setup(self, teller: Teller) -> Setup:
        order = order_for(self.folder, longest_answer=self.longest_answer, **self.schedule)
        accelerator, precision = open_devices("cpu", order.recipe.schedule.precision)
        put_on_device(self.model, accelerator, precision)
        return Setup(
            folder=self.folder,
            order=order.model_copy(update={"merged": self.merged}),
            model=self.model,
            mixture=open_tones(self.clips or self._own_clips, order),
            held_out=open_tones(self.held_out, order) if self.held_out else None,
            accelerator=accelerator,
            precision=precision,
            teller=teller,
            stopping=Stopping(self.folder),
        )

    @property
    def _own_clips(self) -> Path:
        own = self.folder / "clips"
        return own if own.exists() else lay_tones(own, 16)
