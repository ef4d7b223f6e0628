"""Runs a model on samples held out from training, on all ranks."""

from collections.abc import Iterator, Sequence

import torch

from training.examples import Example
from training.loop.batches import Batch, ahead
from training.loop.learning import Learner
from training.loop.reading import Reading, Skipped, reader
from training.loop.setup import Setup
from training.loop.validating import Reply, Validation, is_answered, score

_MOST_TOKENS = 256
"""Of an answer: a model that doesn't stop shall not keep a validation for hours."""


class Validator:
    """The same samples each time, and no gradients."""

    def __init__(self, setup: Setup, learner: Learner) -> None:
        self._setup, self._learner = setup, learner
        self._schedule, self._data = setup.order.recipe.schedule, setup.order.recipe.data

    def validate(self) -> Validation:
        """Call it on all ranks; all of them hear the same."""
        self._setup.model.eval()
        loss, tokens = 0.0, 0
        replies: list[Reply] = []
        skipped: list[Skipped] = []
        with torch.no_grad():
            for reading in self._readings():
                skipped += reading.skipped
                for batch in self._learner.even(reading.batches):
                    loss += float(self._learner.loss(batch))
                    tokens += sum(row.answer_tokens for row in batch)
                    replies += self._answer(batch, reading)
        self._setup.model.train()
        ranks = self._setup.ranks
        loss, counted = ranks.sums(loss, tokens)
        return Validation(
            loss=loss / max(1, counted),
            tokens=int(counted),
            metrics=score(ranks.collect(replies)),
            skipped=ranks.collect(skipped),
        )

    def _readings(self) -> Iterator[Reading]:
        held_out, ranks = self._setup.held_out, self._setup.ranks
        if held_out is None:
            return
        read = reader(self._setup.model, most_tokens=self._data.longest_answer)
        plan = held_out.plan(0, self._schedule, ranks.count)
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
        return [*_replies([reading.examples[row] for row in rows], texts)]

    def _is_answered(self, key: str) -> bool:
        held_out = self._setup.held_out
        return held_out is not None and is_answered(
            key, wanted=self._schedule.answered, of=held_out.samples
        )


def _replies(asked: Sequence[Example], texts: Sequence[str]) -> Iterator[Reply]:
    for one, text in zip(asked, texts, strict=True):
        yield Reply(one.task, one.language, one.target, one.answer, text)
