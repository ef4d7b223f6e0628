"""What is done every so many steps, and at the end: validate, save, keep a state."""

import math
from collections.abc import Iterable

from training import events
from training.data.leaving_out import Missed
from training.errors import LossNotFiniteError
from training.loop.best import Best
from training.loop.checkpoints import Checkpoints, Standing
from training.loop.learning import Learner
from training.loop.setup import Setup
from training.loop.states import Progress
from training.loop.validator import Validator


class Milestones:
    """All ranks reach them together; the first one writes."""

    def __init__(self, setup: Setup, learner: Learner, progress: Progress) -> None:
        self._setup, self._learner, self._progress = setup, learner, progress
        self._validator = Validator(setup, learner)
        self._best = Best(setup, learner, progress, self._validator)
        self._checkpoints = Checkpoints(setup)
        self._tell = setup.teller.tell
        self._told: set[str] = set()
        """Held-out samples that could not be read, and were told."""

    def reach(self) -> None:
        """Validates, saves a checkpoint if none was better, and keeps a state.

        Raises:
            CheckpointNotSavedError: what was saved before is untouched.
        """
        standing = self._validate()
        if standing.best and not self._untrained:
            self._save_best(standing)
        self._keep()
        self._clear()

    def stop(self) -> None:
        """Keeps a state, and a checkpoint that can be tried; it goes once a later one stands."""
        self._replaced_stop()
        name = self._name_of_step()
        if not self._untrained and name != self._progress.best_folder:
            self._progress.stop_folder = name
        self._keep()
        if self._progress.stop_folder:
            self._save(name, Standing())
        self._clear()
        self._tell(events.Stopped(step=self._progress.step))
        self._setup.stopping.done()

    def end(self, why: str) -> None:
        """Saves the checkpoint that the training was for: the best that validations found.

        One that ended here before only says so again.
        """
        name = self._setup.order.name
        if self._progress.ended != self._progress.step or not self._checkpoints.stands(name):
            self._finish(name, why)
        self._clear()
        if self._setup.order.merged:
            self._merge(name)
        self._tell(events.Done(step=self._progress.step, folder=name, why=why))

    def _finish(self, name: str, why: str) -> None:
        standing = self._validate() if why == "steps" else Standing()
        best = self._progress.best_folder
        if not standing.best and best != name and self._checkpoints.stands(best):
            self._take_best(name)
        elif standing.best or not best or not self._checkpoints.stands(name):
            self._save(name, standing, final=True)
        self._progress.best_folder = name if standing.best or best else ""
        self._progress.ended = self._progress.step
        self._replaced(best)
        self._replaced_stop()
        self._keep()

    def _validate(self) -> Standing:
        if self._setup.held_out is None:
            return Standing()
        found = self._validator.validate(step=self._progress.step)
        self._tell_skipped(found.skipped)
        progress = self._progress
        if not found.tokens:  # nothing was heard, and nothing is the best of it
            return Standing()
        if not math.isfinite(found.loss):
            raise LossNotFiniteError(step=progress.step)
        weighed = self._best.weigh(found)
        self._tell(
            events.Validated(
                step=progress.step,
                loss=found.loss,
                metrics=found.metrics,
                best=weighed.best,
                against=weighed.against,
            )
        )
        return Standing(loss=found.loss, metrics=found.metrics, best=weighed.best)

    def _tell_skipped(self, skipped: Iterable[Missed]) -> None:
        """Each once, however often it was missed."""
        for each in skipped:
            if each.key not in self._told:
                self._told.add(each.key)
                self._tell(
                    events.Skipped(
                        step=self._progress.step,
                        key=each.key,
                        reason=each.reason,
                        detail=each.detail,
                    )
                )

    def _save_best(self, standing: Standing) -> None:
        before = self._progress.best_folder
        self._progress.best_folder = self._name_of_step()
        self._save(self._progress.best_folder, standing)
        self._replaced(before)
        self._replaced_stop()

    @property
    def _untrained(self) -> bool:
        return self._progress.empty == self._progress.step

    def _name_of_step(self) -> str:
        return f"{self._setup.order.name}-step-{self._progress.step}"

    def _save(self, name: str, standing: Standing, *, final: bool = False) -> None:
        if self._setup.ranks.first:
            self._checkpoints.save(name, standing, step=self._progress.step)
        self._setup.ranks.wait()
        self._tell_saved(name, best=standing.best, final=final)

    def _tell_saved(self, name: str, *, best: bool, final: bool) -> None:
        self._tell(events.Saved(step=self._progress.step, folder=name, best=best, final=final))

    def _keep(self) -> None:
        if self._setup.ranks.first:
            self._setup.states.keep(
                self._progress, self._learner.parameters, self._learner.optimizer
            )
        self._setup.ranks.wait()
        self._tell(events.Kept(step=self._progress.step))

    def _take_best(self, name: str) -> None:
        """The best becomes the final one."""
        if self._setup.ranks.first:
            self._checkpoints.rename(self._progress.best_folder, name)
        self._setup.ranks.wait()
        self._tell_saved(name, best=True, final=True)

    def _merge(self, name: str) -> None:
        """Only now: where it fails, the adapter is safe, and the next start tries again."""
        if self._setup.ranks.first:
            self._checkpoints.merge(name)
        self._setup.ranks.wait()
        self._tell_saved(name, best=bool(self._progress.best_folder), final=True)

    def _replaced(self, name: str) -> None:
        """It goes once a state is kept that knows what stands in its place."""
        if name:
            self._progress.outdated.append(name)

    def _replaced_stop(self) -> None:
        self._replaced(self._progress.stop_folder)
        self._progress.stop_folder = ""

    def _clear(self) -> None:
        progress = self._progress
        stay = {self._setup.order.name, progress.best_folder, progress.stop_folder}
        for name in progress.outdated:
            if name not in stay:
                self._forget(name)
        progress.outdated.clear()

    def _forget(self, name: str) -> None:
        if self._setup.ranks.first:
            self._checkpoints.remove(name)
        self._tell(events.Removed(step=self._progress.step, folder=name))
