"""One step: what the loss is, and what is done with it."""

import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NoReturn

import numpy as np
import torch
from torch import Tensor, nn

from engines.loading import is_out_of_memory
from training import events
from training.errors import LossNotFiniteError
from training.examples import Example
from training.loop.batches import Batch, cut, halved, padded_frames
from training.loop.devices import let_go
from training.loop.setup import Setup
from training.models.base import Row


@dataclass(frozen=True, kw_only=True, slots=True)
class Learned:
    """Of one step, on all ranks together."""

    loss: float
    """Mean over answer tokens; nats."""
    norm: float
    samples: int
    answer_tokens: int
    tokens: int


class Learner:
    """Takes steps, with the loss as mean over all answer tokens of a step, on whatever rank.

    Gradients are added once a step by one all-reduce instead of being overlapped with the backward
    pass: adapters are small, and so a rank that runs out of memory, or has fewer batches than
    others, leaves nobody waiting inside of a pass.

    Where frozen weights are sharded, ranks do meet within each pass: then all have equally many
    batches, empty ones if need be, and one that runs out of memory ends the training.

    What is drawn in a step (dropout) depends on seed, step and rank alone, so that nothing of the
    generators must be kept to go on.
    """

    def __init__(self, setup: Setup) -> None:
        """Takes the model as it lies on its device; what trains of it is float32."""
        schedule, ranks, model = setup.order.recipe.schedule, setup.ranks, setup.model
        self._model, self._ranks, self._schedule = model, ranks, schedule
        self._setup = setup
        self.batch_frames = schedule.batch_frames
        self.parameters: dict[str, nn.Parameter] = dict(model.trained())
        self.optimizer = torch.optim.AdamW(
            self.parameters.values(),
            lr=schedule.learning_rate,
            betas=schedule.betas,
            weight_decay=schedule.weight_decay,
            fused=ranks.device.type == "cuda",
        )

    def learn(self, batches: Sequence[Batch], *, step: int, rate: float) -> Learned | None:
        """Takes a step; None, and nothing done, where all of its samples were skipped.

        Args:
            batches: this rank's; they may be empty.
            step: its number, from 1.
            rate: learning rate.

        Raises:
            LossNotFiniteError: the weights stay as they were.
            DeviceFullError: not even a single row fits.
        """
        rows = [row for batch in batches for row in batch]
        answer_tokens, tokens, samples = self._ranks.sums(
            sum(row.answer_tokens for row in rows), sum(len(row.tokens) for row in rows), len(rows)
        )
        if not answer_tokens:
            return None
        loss = self._gradients(batches, step=step, answer_tokens=answer_tokens)
        norm = nn.utils.clip_grad_norm_(self.parameters.values(), self._schedule.most_norm)
        if not torch.isfinite(norm):
            self._blame(self.even(batches, self.batch_frames), step)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.optimizer.step()
        return Learned(
            loss=loss,
            norm=float(norm),
            samples=int(samples),
            answer_tokens=int(answer_tokens),
            tokens=int(tokens),
        )

    def _gradients(self, batches: Sequence[Batch], *, step: int, answer_tokens: float) -> float:
        """Leaves the gradients of all ranks in the parameters, and gives the loss."""
        while True:
            small = self.even(batches, self.batch_frames)
            torch.manual_seed(_seed(self._schedule.seed, step, self._ranks.rank))
            self.optimizer.zero_grad()
            losses = self._backward(small, answer_tokens)
            full, whole = self._ranks.sums(losses is None, sum(losses or ()))
            if not full:
                break
            self._halve(small, step)
        if not math.isfinite(whole):
            self._blame(small, step)
        self._ranks.add(_gradients_of(self.parameters.values()))
        return whole

    def _backward(self, batches: Sequence[Batch], answer_tokens: float) -> list[float] | None:
        """Losses of batches, which add up to the step's; None where memory ran out."""
        losses = []
        try:
            for batch in batches:
                loss = self.loss(batch) / answer_tokens
                loss.backward()  # type: ignore[no-untyped-call]
                losses.append(loss.detach())
        except (RuntimeError, MemoryError) as error:
            if self._setup.sharded or not is_out_of_memory(error):
                raise
            return None
        return torch.stack(losses).tolist() if losses else []

    def even(self, batches: Sequence[Batch], most_frames: int) -> list[Batch]:
        """Batches of at most so many padded frames, as many as on other ranks where it matters."""
        small = cut(batches, most_frames)
        if not self._setup.sharded:
            return small
        [most] = self._ranks.most(len(small))
        return small + [()] * (int(most) - len(small))

    def loss(self, batch: Sequence[Row]) -> Tensor:
        """Sum over the answer tokens of some rows, nats; 0 for none of them."""
        if not batch:
            return 0 * self.loss([self._spare])
        inputs = self._model.together(batch)
        with self._setup.autocast():
            loss: Tensor = self._model(
                **{name: one.to(self._ranks.device) for name, one in inputs.items()}
            )
        return loss

    @cached_property
    def _spare(self) -> Row:
        """Nothing is learnt from it, but the pass is walked."""
        return self._model.read(
            Example(
                key="",
                samples=np.zeros(16_000, dtype=np.float32),
                answer=".",
                transcript=".",
                language="eng",
                target="eng",
                source="",
            )
        )

    def _halve(self, batches: Sequence[Batch], step: int) -> None:
        """Raises DeviceFullError: all batches are single rows already."""
        most, longest = self._ranks.most(
            max(map(padded_frames, batches), default=0), max(map(len, batches), default=0)
        )
        self.batch_frames = halved(self.batch_frames, padded=most, rows=longest)
        self.optimizer.zero_grad()
        let_go(self._ranks.device)
        self._setup.teller.tell(events.Halved(step=step, batch_frames=self.batch_frames))

    def _blame(self, batches: Sequence[Batch], step: int) -> NoReturn:
        """Raises LossNotFiniteError, on all ranks alike, with the rows that it came from."""
        found = self._ranks.collect([] if self._setup.sharded else [*self._culprits(batches)])
        batch, _ = found[0] if found else (1, "")
        keys = [key for _, key in found] or self._ranks.collect(
            [row.key for one in batches for row in one]
        )
        raise LossNotFiniteError(step=step, batch=batch, keys=keys)

    def _culprits(self, batches: Sequence[Batch]) -> Iterator[tuple[int, str]]:
        """Numbers of batches, from 1, and keys of rows that give no finite gradient alone."""
        for number, batch in enumerate(batches, 1):
            for row in batch:
                self.optimizer.zero_grad()
                loss = self.loss([row])
                loss.backward()  # type: ignore[no-untyped-call]
                gradients = _gradients_of(self.parameters.values())
                if not all(bool(one.isfinite().all()) for one in (loss, *gradients)):
                    yield number, row.key


def _gradients_of(parameters: Iterable[nn.Parameter]) -> Iterator[Tensor]:
    """Zeros where nothing was learnt."""
    for parameter in parameters:
        if parameter.grad is None:
            parameter.grad = torch.zeros_like(parameter)
        yield parameter.grad


def _seed(seed: int, step: int, rank: int) -> int:
    told = hashlib.blake2b(f"{seed} {step} {rank}".encode(), digest_size=7).digest()
    return int.from_bytes(told)
