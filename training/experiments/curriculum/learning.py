"""A language model that reads the artificial language, and ways to make it hear. Imports torch."""

import copy
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import median
from typing import Any

import torch
import transformers
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pad_sequence

from training.experiments.curriculum.world import (
    END,
    PAD,
    TASKS,
    TRANSCRIBE,
    VOCABULARY,
    WIDTH,
    Question,
    World,
)
from training.models.lora import adapter_weights, add_lora
from training.models.losses import IGNORED
from training.models.padding import mask_of, padded
from training.models.speechverse.projector import ConvolutionProjector, Sizes
from training.recipes.fields import Lora

BATCH = 32
_WARMUP = 10
_READ_RATE = 3e-3
_EXPLODED = 10
"""Times the median gradient of its run."""
_ENDLESS = 1e6
"""What stands for longer ones, so that they have a mean."""


@dataclass(frozen=True, slots=True)
class Stage:
    steps: int
    tasks: Sequence[int]
    adapter: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Learnt:
    """What came of a training."""

    loss: float
    """Of questions held out, all tasks alike; nats a token."""
    right: float
    """Share of their answers that are right to the last token, in percent."""
    diverged: bool
    """It ended no better than it began, or with no number."""
    explosions: int
    """Steps whose gradient was that many times longer than the median one."""
    longest: float
    """Gradient, in median ones."""


def curriculum(steps: int) -> tuple[Stage, ...]:
    """A third as stage 1, a sixth as warm-up of the adapter, half for all tasks (section 2.3)."""
    first, warm = steps // 3, steps // 6
    return (
        Stage(first, (TRANSCRIBE,), adapter=False),
        Stage(warm, (TRANSCRIBE,), adapter=True),
        Stage(steps - first - warm, TASKS, adapter=True),
    )


def at_once(steps: int) -> tuple[Stage, ...]:
    return (Stage(steps, TASKS, adapter=True),)


def read(world: World, *, steps: int) -> Any:
    """A small T5 that learnt all tasks of written sentences but how they sound; frozen."""
    torch.manual_seed(0)
    family: Any = transformers
    model = family.T5ForConditionalGeneration(
        family.T5Config(
            vocab_size=VOCABULARY, d_model=32, d_kv=16, d_ff=64, num_layers=2, num_heads=2,
            dropout_rate=0.0, pad_token_id=PAD, eos_token_id=END, decoder_start_token_id=PAD,
        )
    )  # fmt: skip
    optimizer = torch.optim.AdamW(model.parameters(), lr=_READ_RATE)
    drawn = Random("read")  # noqa: S311 - no secret
    for _ in range(steps):
        asked = world.ask(TASKS[:-1], 2 * BATCH, drawn)
        tokens = [(*one.sentence.letters, *one.prompt, END) for one in asked]
        embedded = model.shared(padded(tokens, PAD))
        lengths = torch.tensor([len(row) for row in tokens])
        optimizer.zero_grad()
        _loss(_logits(model, embedded, lengths, asked), asked).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    return model.requires_grad_(requires_grad=False).eval()


class Hearer(nn.Module):
    """SpeechVerse's own convolutions and adapters around what reads."""

    def __init__(self, reader: Any) -> None:
        super().__init__()
        self.projector = ConvolutionProjector(
            Sizes(heard=WIDTH, spoken=32, layers=1, kernel=3, strides=(2, 2))
        )
        self.model = copy.deepcopy(reader)
        lora = Lora(rank=4, alpha=4, modules=("q", "v"))
        add_lora(self.model, lora, within=[self.model], base="read")

    def forward(self, asked: Sequence[Question]) -> Tensor:
        """Logits of the answers, (questions, longest, vocabulary)."""
        states = [one.sentence.states for one in asked]
        counts = [len(one) for one in states]
        heard = pad_sequence(states, batch_first=True)[:, None]
        spoken = self.projector(heard, torch.tensor(counts))
        pieces = spoken.split([self.projector.tokens(one) for one in counts])
        words = [self.model.shared(torch.tensor([*one.prompt, END])) for one in asked]
        rows = [torch.cat(both) for both in zip(pieces, words, strict=True)]
        lengths = torch.tensor([len(row) for row in rows])
        return _logits(self.model, pad_sequence(rows, batch_first=True), lengths, asked)

    def weights(self, *, adapter: bool) -> list[nn.Parameter]:
        """Those that train."""
        adapters = adapter_weights(self.model).values() if adapter else ()
        return [*self.projector.parameters(), *adapters]


def learn(reader: Any, world: World, stages: Iterable[Stage], *, rate: float, seed: int) -> Learnt:
    """Trains a new hearer, without cutting gradients, and asks it what it learnt."""
    torch.manual_seed(seed)
    hearer, drawn = Hearer(reader), Random(f"heard {seed}")  # noqa: S311 - no secret
    held_out = world.ask(TASKS, 250, Random("held out"))  # noqa: S311 - no secret
    before, _ = _examine(hearer, held_out)
    norms = [
        norm for stage in stages for norm in _walk(hearer, world, stage, rate=rate, drawn=drawn)
    ]
    loss, right = _examine(hearer, held_out)
    usual = max(median(norms), 1 / _ENDLESS)
    return Learnt(
        loss=loss,
        right=right,
        diverged=not loss < before,
        explosions=sum(not norm <= _EXPLODED * usual for norm in norms),
        longest=min(max(norms) / usual, _ENDLESS),
    )


def _walk(hearer: Hearer, world: World, stage: Stage, *, rate: float, drawn: Random) -> list[float]:
    """Takes a stage's steps; gives their gradients' lengths."""
    weights = hearer.weights(adapter=stage.adapter)
    optimizer = torch.optim.AdamW(weights, lr=rate, weight_decay=0.0)
    norms = []
    for step in range(stage.steps):
        asked = world.ask(stage.tasks, BATCH, drawn)
        optimizer.param_groups[0]["lr"] = rate * min(1.0, (step + 1) / _WARMUP)
        optimizer.zero_grad()
        _loss(hearer(asked), asked).backward()  # type: ignore[no-untyped-call]
        slopes = [one.grad for one in weights if one.grad is not None]
        norms.append(float(torch.nan_to_num(nn.utils.get_total_norm(slopes), nan=torch.inf)))
        optimizer.step()
    return norms


@torch.no_grad()
def _examine(hearer: Hearer, asked: Sequence[Question]) -> tuple[float, float]:
    """Loss, and percent of answers that greedy writing would get right."""
    logits, labels = hearer(asked), _labels(asked)
    correct = (logits.argmax(-1) == labels) | (labels == IGNORED)
    loss = float(_loss(logits, asked))
    return loss if math.isfinite(loss) else math.inf, 100 * float(correct.all(1).float().mean())


def _logits(model: Any, embedded: Tensor, lengths: Tensor, asked: Sequence[Question]) -> Tensor:
    mask = mask_of(lengths, embedded.shape[1]).long()
    found: Tensor = model(inputs_embeds=embedded, attention_mask=mask, labels=_labels(asked)).logits
    return found


def _loss(logits: Tensor, asked: Sequence[Question]) -> Tensor:
    labels = _labels(asked)
    # (questions, said, vocabulary) -> (questions x said, vocabulary)
    return cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=IGNORED)


def _labels(asked: Sequence[Question]) -> Tensor:
    return padded([(*one.answer, END) for one in asked], IGNORED)
