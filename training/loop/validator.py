"""Runs a model on samples held out from training, on all ranks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import torch

from engines.loading import is_out_of_memory
from training import events
from training.data.leaving_out import Missed
from training.loop.batches import Batch, ahead, halved, padded_frames
from training.loop.devices import let_go
from training.loop.learning import Learner
from training.loop.reading import Reading, reader
from training.loop.setup import Setup
from training.loop.validating import Reply, Validation, is_answered, name_samples, reply_to, score

_MOST_TOKENS = 256
"""Of an answer: a model that doesn't stop shall not keep a validation for hours."""


@dataclass(slots=True)
class _Heard:
    loss: float = 0.0
    """Sum over answer tokens."""
    tokens: int = 0
    keys: list[str] = field(default_factory=list)
    """Of the samples that they are from."""
    replies: list[Reply] = field(default_factory=list)
    skipped: list[Missed] = field(default_factory=list)


class Validator:
    """The same samples each time, and no gradients."""

    def __init__(self, setup: Setup, learner: Learner) -> None:
        self._setup, self._learner = setup, learner
        self._schedule, self._data = setup.order.recipe.schedule, setup.order.recipe.data
        self._batch_frames = self._schedule.batch_frames
        """Of this rank, padded: answering takes other memory than learning."""

    def validate(self, *, step: int) -> Validation:
        """Call it on all ranks; all of them hear the same.

        Args:
            step: after which it is, for those who are told.

        Raises:
            DeviceFullError: not even a single row fits.
        """
        self._setup.model.eval()
        found = _Heard()
        with torch.no_grad():
            for reading in self._readings():
                found.skipped += reading.skipped
                heard = self._hear(reading, step)
                found.loss += heard.loss
                found.tokens += heard.tokens
                found.keys += heard.keys
                found.replies += heard.replies
        self._setup.model.train()
        ranks = self._setup.ranks
        loss, counted = ranks.sums(found.loss, found.tokens)
        return Validation(
            loss=loss / max(1, counted),
            tokens=int(counted),
            counted=name_samples(ranks.collect(found.keys)),
            metrics=score(ranks.collect(found.replies)),
            skipped=ranks.collect(found.skipped),
        )

    def _hear(self, reading: Reading, step: int) -> _Heard:
        """Again in smaller batches, where memory ended."""
        while True:
            most = min(self._batch_frames, self._learner.batch_frames)
            batches = self._learner.even(reading.batches, most)
            if (heard := self._try(batches, reading)) is not None:
                return heard
            self._halve(batches, step)

    def _try(self, batches: Sequence[Batch], reading: Reading) -> _Heard | None:
        """None where memory ended."""
        heard = _Heard()
        try:
            for batch in batches:
                heard.loss += float(self._learner.loss(batch))
                heard.tokens += sum(row.answer_tokens for row in batch)
                heard.keys += [row.key for row in batch]
                heard.replies += self._answer(batch, reading)
        except (RuntimeError, MemoryError) as error:
            if self._setup.sharded or not is_out_of_memory(error):
                raise
            return None
        return heard

    def _halve(self, batches: Sequence[Batch], step: int) -> None:
        self._batch_frames = halved(
            self._batch_frames, padded=max(map(padded_frames, batches)), rows=max(map(len, batches))
        )
        let_go(self._setup.ranks.device)
        told = events.Halved(step=step, batch_frames=self._batch_frames, validating=True)
        self._setup.teller.tell(told)

    def _readings(self) -> Iterator[Reading]:
        held_out, ranks = self._setup.held_out, self._setup.ranks
        if held_out is None:
            return
        read = reader(self._setup.model, most_tokens=self._data.longest_answer)
        plan = held_out.plan(0, self._schedule, ranks.count, weighed=False)
        with ahead(plan.stream(ranks.rank), read) as readings:
            yield from readings

    def _answer(self, batch: Batch, reading: Reading) -> list[Reply]:
        rows = [row for row in batch if self._is_answered(row.key)]
        if not rows or self._setup.sharded:  # answers have unlike lengths, and ranks would wait
            return []
        with self._setup.autocast():
            texts = self._setup.model.answer(
                rows, most_tokens=min(_MOST_TOKENS, self._data.longest_answer)
            )
        asked = [reading.examples[row] for row in rows]
        return [
            reply_to(one, text, self._data.sources[one.source])
            for one, text in zip(asked, texts, strict=True)
        ]

    def _is_answered(self, key: str) -> bool:
        held_out = self._setup.held_out
        return held_out is not None and is_answered(
            key, wanted=self._schedule.answered, of=held_out.samples
        )
