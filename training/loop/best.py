"""Which weights of a training are the best so far."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from training.loop.checkpoints import Checkpoints
from training.loop.learning import Learner
from training.loop.setup import Setup
from training.loop.states import Progress
from training.loop.validating import Validation
from training.loop.validator import Validator
from training.models.saving import fill


class Weighed(NamedTuple):
    best: bool
    against: float | None
    """Loss of the best before, on the same samples; None where nothing could be compared."""


class Best:
    """Compares validations, and only on the same samples.

    Some may not be readable each time. Then the best weights are validated again, on what can be
    read now. Where that is something else once more, the validation counts neither way.
    """

    def __init__(
        self, setup: Setup, learner: Learner, progress: Progress, validator: Validator
    ) -> None:
        self._setup, self._learner = setup, learner
        self._progress, self._validator = progress, validator
        self._checkpoints = Checkpoints(setup)

    def weigh(self, found: Validation) -> Weighed:
        """Whether a validation found the best weights so far; it is kept, if so.

        All ranks call it alike.
        """
        progress = self._progress
        if self._is_of_others(found):
            self._validate_again()
        if self._is_of_others(found):
            return Weighed(best=False, against=None)
        before = progress.best_loss
        best = before is None or found.loss < before
        progress.worse = 0 if best else progress.worse + 1
        if best:
            progress.best_loss, progress.best_counted = found.loss, found.counted
        return Weighed(best, before)

    def _is_of_others(self, found: Validation) -> bool:
        return self._progress.best_loss is not None and self._progress.best_counted != found.counted

    def _validate_again(self) -> None:
        progress = self._progress
        if not self._checkpoints.stands(progress.best_folder):
            progress.best_loss = None  # nothing is left that could be better
            return
        with self._best_weights():
            found = self._validator.validate(step=progress.step)
        if found.tokens:
            progress.best_loss = found.loss if math.isfinite(found.loss) else None
            progress.best_counted = found.counted

    @contextmanager
    def _best_weights(self) -> Iterator[None]:
        weights = self._learner.parameters
        before = {name: weight.detach().cpu().clone() for name, weight in weights.items()}
        try:
            self._setup.model.load(self._setup.order.finetuned / self._progress.best_folder)
            yield
        finally:
            fill(weights, before)
