"""A training from its start, or from its newest state, to its end."""

import math
import time
from collections.abc import Iterator
from typing import Literal

from training import events
from training.errors import NothingLearntError
from training.loop.agreeing import agree, digest_order, digest_weights
from training.loop.batches import ahead
from training.loop.learning import Learned, Learner
from training.loop.milestones import Milestones
from training.loop.rates import rate_at
from training.loop.reading import Reading, reader
from training.loop.setup import Setup
from training.loop.states import Progress

Ending = Literal["steps", "patience", "stopped"]
_MOST_EMPTY = 20
"""Steps in a row that may teach nothing: more are no bad clip but data that is gone."""


class Training:
    """Every rank has one, and all take the same way through it."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._schedule = setup.order.recipe.schedule
        self._ranks, self._tell = setup.ranks, setup.teller.tell
        self._learner = Learner(setup)
        self._progress = Progress(batch_frames=self._schedule.batch_frames)
        self._plan = setup.mixture.plan(0, self._schedule, self._ranks.count)
        self._steps: int = min(
            every := math.ceil(self._schedule.epochs * self._plan.steps),
            self._schedule.most_steps or every,
        )

    def run(self) -> Ending:
        """Trains.

        Raises:
            TrainingError: it can't go on.
        """
        self._begin()
        milestones = Milestones(self._setup, self._learner, self._progress)
        ending = self._learn_all(milestones)
        if ending == "stopped":
            milestones.stop()
        else:
            milestones.end(ending)
        return ending

    def _begin(self) -> None:
        kept = self._setup.states.go_on(self._learner.parameters, self._learner.optimizer)
        self._progress = kept or self._progress
        agree(
            self._ranks,
            {
                "state to go on from": str(self._progress.step),
                "weights": digest_weights(self._learner.parameters),
                "order of samples": digest_order(self._plan),
            },
        )
        self._learner.batch_frames = min(self._progress.batch_frames, self._schedule.batch_frames)
        parameters = [*self._setup.model.parameters()]
        self._tell(
            events.Started(
                step=self._progress.step,
                steps=self._steps,
                samples=self._setup.mixture.samples,
                hours=self._setup.mixture.hours,
                held_out=0 if self._setup.held_out is None else self._setup.held_out.samples,
                trained=sum(each.numel() for each in parameters if each.requires_grad),
                parameters=sum(each.numel() for each in parameters),
                processes=self._ranks.count,
                device=self._setup.device,
                precision=self._setup.precision,
                useful_share=self._plan.useful_share if self._ranks.first else 1.0,
            )
        )
        self._since = time.monotonic()

    def _learn_all(self, milestones: Milestones) -> Ending:
        for reading in self._to_come():
            if self._progress.worse >= (self._schedule.patience or math.inf):
                return "patience"
            if self._is_asked():
                return "stopped"
            self._learn(reading)
            at = self._progress.step
            if at < self._steps and at % self._schedule.validate_every == 0:
                milestones.reach()
                self._since = time.monotonic()
        return "steps"

    def _to_come(self) -> Iterator[Reading]:
        """What this rank learns from, step by step, to the end."""
        read = reader(self._setup.model, most_tokens=self._setup.order.recipe.data.longest_answer)
        while self._progress.step < self._steps:
            epoch, start = divmod(self._progress.step, self._plan.steps)
            plan = self._setup.mixture.plan(epoch, self._schedule, self._ranks.count)
            with ahead(plan.stream(self._ranks.rank, start=start), read) as readings:
                for reading in readings:
                    yield reading
                    if self._progress.step >= self._steps:
                        return

    def _is_asked(self) -> bool:
        return bool(*self._ranks.most(self._setup.stopping.asked))

    def _learn(self, reading: Reading) -> None:
        step = self._progress.step + 1
        rate = rate_at(self._progress.step, self._schedule, steps=self._steps)
        learned = self._learner.learn(reading.batches, step=step, rate=rate)
        self._progress.step = step
        self._progress.batch_frames = self._learner.batch_frames
        self._tell_skipped(reading)
        if learned is None:
            self._endure()
        else:
            self._progress.empty = 0
            self._tell_step(learned, rate)

    def _endure(self) -> None:
        """Raises NothingLearntError: an epoch taught nothing, or too many steps in a row."""
        progress = self._progress
        progress.empty += 1
        if progress.empty >= min(_MOST_EMPTY, self._plan.steps, self._steps):
            raise NothingLearntError(step=progress.step, steps=progress.empty)

    def _tell_step(self, learned: Learned, rate: float) -> None:
        now = time.monotonic()
        took, self._since = now - self._since, now
        self._tell(
            events.Step(
                step=self._progress.step,
                epoch=self._progress.step / self._plan.steps,
                loss=learned.loss,
                learning_rate=rate,
                norm=learned.norm,
                samples=learned.samples,
                answer_tokens=learned.answer_tokens,
                tokens_per_s=learned.tokens / took,
                samples_per_s=learned.samples / took,
                memory_bytes=self._setup.memory_bytes(),
            )
        )

    def _tell_skipped(self, reading: Reading) -> None:
        if any(self._ranks.most(len(reading.skipped))):
            for each in self._ranks.collect([*reading.skipped]):
                self._tell(
                    events.Skipped(
                        step=self._progress.step,
                        key=each.key,
                        reason=each.reason,
                        detail=each.detail,
                    )
                )
