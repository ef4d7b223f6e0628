"""What a training goes on from, and what is safe when it fails."""

import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import torch

from tests.training.loop.ran import StoppedModel, files, losses, run, told, weights
from tests.training.loop.tiny import Tiny, TinyModel
from training.errors import CheckpointNotSavedError, StateMismatchError
from training.events import Step, Stopped
from training.orders import STOP

Filling = Callable[[int], AbstractContextManager[None]]


@pytest.mark.parametrize("ends_at", [1, 5, 9])
def test_a_training_that_was_ended_goes_on_with_the_same_losses(
    tmp_path: Path, ends_at: int
) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    run(Tiny(whole))

    ended = run(Tiny(parts, model=StoppedModel(parts, at=ends_at)))
    stops = told(parts, Stopped)
    tried = weights(parts / "finetuned" / f"mine-step-{ends_at}")
    resumed = run(Tiny(parts, model=TinyModel(seed=5)))

    assert (ended, resumed) == ("stopped", "steps")
    assert [each.step for each in stops] == [ends_at]
    assert not (parts / STOP).exists()
    assert tried
    assert [each.name for each in (parts / "finetuned").iterdir()] == ["mine"]
    assert losses(parts) == losses(whole)
    assert weights(parts / "finetuned" / "mine") == weights(whole / "finetuned" / "mine")


def test_a_state_of_another_recipe_is_not_gone_on_from(tmp_path: Path) -> None:
    run(Tiny(tmp_path))

    with pytest.raises(StateMismatchError, match=r"schedule\.seed"):
        run(Tiny(tmp_path, {"seed": 4}))


def test_other_learning_rates_and_more_epochs_go_on(tmp_path: Path) -> None:
    run(Tiny(tmp_path))

    run(Tiny(tmp_path, {"epochs": 4, "learning_rate": 0.01}))

    assert [each.step for each in told(tmp_path, Step)] == [*range(1, 17)]


def test_a_merge_without_memory_loses_nothing_and_is_tried_again(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="allocate memory"):
        run(Tiny(tmp_path, model=_MergingTooMuch(), merged=True))
    learnt = weights(tmp_path / "finetuned" / "mine")

    run(Tiny(tmp_path, model=TinyModel(seed=5), merged=True))

    assert weights(tmp_path / "finetuned" / "mine") == learnt
    assert (tmp_path / "finetuned" / "mine" / "merged" / "model.safetensors").is_file()


class _MergingTooMuch(TinyModel):
    def merge(self, folder: Path) -> None:
        torch.empty(2**60)  # more than any machine has


def test_a_full_disk_leaves_what_was_saved_before(tmp_path: Path, full_disk: Filling) -> None:
    run(Tiny(tmp_path))
    before = files(tmp_path)

    with full_disk(20_000), pytest.raises(CheckpointNotSavedError, match="make room"):
        run(Tiny(tmp_path, {"epochs": 4}))

    assert files(tmp_path) == before
    assert run(Tiny(tmp_path, {"epochs": 4})) == "steps"


@pytest.fixture
def full_disk() -> Filling:
    """No file can be written beyond so many bytes, as on a disk that is full."""

    @contextmanager
    def fill(most: int) -> Iterator[None]:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return fill
