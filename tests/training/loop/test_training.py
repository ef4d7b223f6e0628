"""A training from its start to its end, with all that it leaves behind."""

import hashlib
import json
import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
import torch
from safetensors.torch import load_file

from tests.training.loop.tiny import Tiny, TinyModel, lay_tones, open_tones, order_for
from training.errors import (
    CheckpointNotSavedError,
    DeviceFullError,
    LossNotFiniteError,
    NothingLearntError,
    StateMismatchError,
)
from training.events import (
    Done,
    Event,
    Halved,
    Kept,
    Removed,
    Saved,
    Skipped,
    Started,
    Step,
    Stopped,
    Validated,
    read_events,
    standing,
)
from training.loop.telling import Teller
from training.loop.training import Ending, Training
from training.orders import STOP

Kind = TypeVar("Kind", bound=Event)
Filling = Callable[[int], AbstractContextManager[None]]


def _run(tiny: Tiny) -> Ending:
    tiny.folder.mkdir(exist_ok=True)
    with Teller(tiny.folder, first=True) as teller:
        return Training(tiny.setup(teller)).run()


def _told(folder: Path, kind: type[Kind]) -> list[Kind]:
    return [each for each in standing(read_events(folder)[0]) if isinstance(each, kind)]


def _losses(folder: Path) -> list[tuple[int, float]]:
    return [(each.step, each.loss) for each in _told(folder, Step)]


def test_it_learns_its_examples_by_heart_and_saves_what_it_learnt(tmp_path: Path) -> None:
    clips = lay_tones(tmp_path / "three", 3)

    ending = _run(Tiny(tmp_path, {"epochs": 60, "validate_every": 1000}, clips=clips))

    losses = [loss for _, loss in _losses(tmp_path)]
    assert ending == "steps"
    assert len(losses) == 60
    assert losses[-1] < 0.1 * losses[0]
    learnt = TinyModel(seed=9)
    learnt.load(tmp_path / "finetuned" / "mine")
    plan = open_tones(clips, order_for(tmp_path)).plan(0, order_for(tmp_path).recipe.schedule, 1)
    heard = [each for step in plan.stream(0) for batch in step.batches for each in batch]
    rows = [learnt.read(each) for each in heard]
    assert sorted(each.answer for each in heard) == ["a", "bc", "cde"]
    assert learnt.answer(rows, most_tokens=9) == [each.answer for each in heard]


@pytest.mark.parametrize("ends_at", [1, 5, 9])
def test_a_training_that_was_ended_goes_on_with_the_same_losses(
    tmp_path: Path, ends_at: int
) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    _run(Tiny(whole))

    ended = _run(Tiny(parts, model=_Ending(parts, at=ends_at)))
    told = _told(parts, Stopped)
    tried = _weights(parts / "finetuned" / f"mine-step-{ends_at}")
    resumed = _run(Tiny(parts, model=TinyModel(seed=5)))

    assert (ended, resumed) == ("stopped", "steps")
    assert [each.step for each in told] == [ends_at]
    assert not (parts / STOP).exists()
    assert tried
    assert [each.name for each in (parts / "finetuned").iterdir()] == ["mine"]
    assert _losses(parts) == _losses(whole)
    assert _weights(parts / "finetuned" / "mine") == _weights(whole / "finetuned" / "mine")


class _Ending(TinyModel):
    """Asks its training to end while it takes a step."""

    def __init__(self, folder: Path, *, at: int) -> None:
        super().__init__()
        self._folder, self._at = folder, at

    def forward(self, **inputs: torch.Tensor) -> torch.Tensor:
        if len(_told(self._folder, Step)) == self._at - 1:
            (self._folder / STOP).touch()
        return super().forward(**inputs)


def _weights(folder: Path) -> str:
    return hashlib.sha256((folder / "tiny.safetensors").read_bytes()).hexdigest()


def test_events_tell_each_step_and_what_was_kept(tmp_path: Path) -> None:
    _run(Tiny(tmp_path))

    [started] = _told(tmp_path, Started)
    steps = _told(tmp_path, Step)
    assert (started.step, started.steps, started.samples) == (0, 12, 16)
    assert (started.trained, started.parameters) == (8625, 8628)
    assert [each.step for each in steps] == [*range(1, 13)]
    assert [each.epoch for each in steps[:4]] == [0.25, 0.5, 0.75, 1.0]
    assert [each.learning_rate for each in steps[:4]] == pytest.approx([0.025, 0.05, 0.05, 0.045])
    assert {each.samples for each in steps} == {4}
    assert [each.step for each in _told(tmp_path, Kept)] == [3, 6, 9, 12]
    assert sorted(each.name for each in (tmp_path / "states").iterdir()) == [
        "step-00000009",
        "step-00000012",
    ]
    [saved], [done] = _told(tmp_path, Saved), _told(tmp_path, Done)
    assert (saved.step, saved.folder, saved.final) == (12, "mine", True)
    assert (done.step, done.folder, done.why) == (12, "mine", "steps")


def test_curves_lie_beside_the_events(tmp_path: Path) -> None:
    _run(Tiny(tmp_path, {"epochs": 1}))

    [file] = (tmp_path / "tensorboard").iterdir()
    assert b"train/loss" in file.read_bytes()


def test_the_checkpoint_says_what_made_it_and_its_sums_are_right(tmp_path: Path) -> None:
    _run(Tiny(tmp_path, merged=True))

    folder = tmp_path / "finetuned" / "mine"
    said = {name: json.loads((folder / f"{name}.json").read_text()) for name in _SAID}
    assert said["recipe"]["name"] == "tiny"
    assert said["data"]["sources"]["clips"]["samples"] == 16
    assert said["environment"]["packages"]["torch"] == torch.__version__
    assert said["metrics"]["step"] == 12
    assert (folder / "merged" / "model.safetensors").is_file()
    lines = [line.split("  ") for line in (folder / "SHA256SUMS").read_text().splitlines()]
    sums = {name: digest for digest, name in lines}
    assert sums == {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }


_SAID = ("recipe", "data", "environment", "metrics")


def test_the_best_checkpoint_is_the_one_that_counts(tmp_path: Path) -> None:
    # What is held out says something else than what is learnt: it gets worse and worse.
    held_out = lay_tones(tmp_path / "other", 4, answer="ZZZZ")

    ending = _run(Tiny(tmp_path, {"patience": 2}, held_out=held_out))

    validated = _told(tmp_path, Validated)
    assert ending == "patience"
    assert [(each.step, each.best) for each in validated] == [(3, True), (6, False), (9, False)]
    assert set(validated[0].metrics) == {
        "transcribe.error_rate",
        "transcribe.wer",
        "transcribe.cer",
    }
    assert [(each.folder, each.final) for each in _told(tmp_path, Saved)] == [
        ("mine-step-3", False),
        ("mine", True),
    ]
    assert [each.folder for each in _told(tmp_path, Removed)] == ["mine-step-3"]
    assert [each.name for each in (tmp_path / "finetuned").iterdir()] == ["mine"]
    about = json.loads((tmp_path / "finetuned" / "mine" / "metrics.json").read_text())
    assert (about["step"], about["loss"]) == (3, validated[0].loss)


def test_a_training_that_has_ended_only_says_so_again(tmp_path: Path) -> None:
    held_out = lay_tones(tmp_path / "other", 4, answer="ZZZZ")
    _run(Tiny(tmp_path, held_out=held_out))
    before = _files(tmp_path)

    again = _run(Tiny(tmp_path, model=TinyModel(seed=5), held_out=held_out))

    assert again == "steps"
    assert _files(tmp_path) == before
    assert [(each.step, each.folder) for each in _told(tmp_path, Done)] == [(12, "mine")] * 2


def test_more_epochs_replace_only_what_was_worse(tmp_path: Path) -> None:
    held_out = lay_tones(tmp_path / "other", 4, answer="ZZZZ")
    _run(Tiny(tmp_path, held_out=held_out))

    _run(Tiny(tmp_path, {"epochs": 4}, held_out=held_out))

    assert [each.step for each in _told(tmp_path, Validated) if each.best] == [3]
    assert _about(tmp_path / "finetuned" / "mine")["step"] == 3


def test_a_stop_at_the_best_step_leaves_what_the_validation_found(tmp_path: Path) -> None:
    held_out = lay_tones(tmp_path / "other", 4, answer="ZZZZ")
    model = _Ending(tmp_path, at=3)

    ending = _run(Tiny(tmp_path, {"patience": 2}, model=model, held_out=held_out))

    [validated] = _told(tmp_path, Validated)
    about = _about(tmp_path / "finetuned" / "mine-step-3")
    assert ending == "stopped"
    assert about == {"step": 3, "loss": validated.loss, **validated.metrics}


def test_a_validation_that_could_read_nothing_finds_no_best(tmp_path: Path) -> None:
    held_out = lay_tones(tmp_path / "other", 4)
    open_tones(held_out, order_for(tmp_path))
    _break(held_out, *range(4))

    _run(Tiny(tmp_path, held_out=held_out))

    assert _told(tmp_path, Validated) == []
    assert sorted(each.reason for each in _told(tmp_path, Skipped)) == ["unreadable"] * 4
    assert _about(tmp_path / "finetuned" / "mine") == {"step": 12, "loss": None}


def test_what_is_merged_is_the_best_checkpoint(tmp_path: Path) -> None:
    held_out = lay_tones(tmp_path / "other", 4, answer="ZZZZ")

    _run(Tiny(tmp_path, {"patience": 2}, held_out=held_out, merged=True))

    folder = tmp_path / "finetuned" / "mine"
    adapter = load_file(folder / "tiny.safetensors")
    merged = load_file(folder / "merged" / "model.safetensors")
    assert _about(folder)["step"] == 3
    assert all(torch.equal(merged[name], weight) for name, weight in adapter.items())


def test_a_merge_without_memory_loses_nothing_and_is_tried_again(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="allocate memory"):
        _run(Tiny(tmp_path, model=_MergingTooMuch(), merged=True))
    learnt = _weights(tmp_path / "finetuned" / "mine")

    _run(Tiny(tmp_path, model=TinyModel(seed=5), merged=True))

    assert _weights(tmp_path / "finetuned" / "mine") == learnt
    assert (tmp_path / "finetuned" / "mine" / "merged" / "model.safetensors").is_file()


class _MergingTooMuch(TinyModel):
    def merge(self, folder: Path) -> None:
        torch.empty(2**60)  # more than any machine has


@pytest.mark.parametrize("kind", [Saved, Kept, Removed])
def test_killed_while_it_ends_it_ends_the_next_time(tmp_path: Path, kind: type[Event]) -> None:
    held_out = lay_tones(tmp_path / "other", 4, answer="ZZZZ")
    with pytest.raises(KeyboardInterrupt), _Killing(tmp_path, kind) as teller:
        Training(Tiny(tmp_path, {"patience": 2}, held_out=held_out).setup(teller)).run()

    ending = _run(Tiny(tmp_path, {"patience": 2}, held_out=held_out))

    assert ending == "patience"
    assert [each.name for each in (tmp_path / "finetuned").iterdir()] == ["mine"]
    assert _about(tmp_path / "finetuned" / "mine")["step"] == 3


class _Killing(Teller):
    """Its training dies once the final checkpoint stands and it tells of such an event."""

    def __init__(self, folder: Path, kind: type[Event]) -> None:
        super().__init__(folder, first=True)
        self._final, self._kind = folder / "finetuned" / "mine", kind

    def tell(self, event: Event) -> None:
        super().tell(event)
        if self._final.exists() and isinstance(event, self._kind):
            raise KeyboardInterrupt


def _about(checkpoint: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((checkpoint / "metrics.json").read_text())
    return told


def test_what_is_skipped_is_told_and_changes_nothing_else(tmp_path: Path) -> None:
    clips = lay_tones(tmp_path / "clips", 16)
    open_tones(clips, order_for(tmp_path, epochs=1))
    _break(clips, 3, 7)

    _run(Tiny(tmp_path, {"epochs": 1}, clips=clips))

    skipped = _told(tmp_path, Skipped)
    assert sorted((each.key, each.reason) for each in skipped) == [
        ("deu/3.wav", "unreadable"),
        ("deu/7.wav", "unreadable"),
    ]
    assert sum(each.samples for each in _told(tmp_path, Step)) == 14


def _break(clips: Path, *numbers: int) -> None:
    """After they were found to be good."""
    for number in numbers:
        (clips / "deu" / f"{number}.wav").write_bytes(b"no sound")


def test_longer_answers_than_the_recipe_takes_are_skipped(tmp_path: Path) -> None:
    tiny = Tiny(tmp_path, {"epochs": 1})
    tiny.longest_answer = 5

    _run(tiny)

    assert {(each.key, each.reason) for each in _told(tmp_path, Skipped)} == {
        (f"deu/{number}.wav", "answer_too_long") for number in (4, 9, 14)
    }


def test_a_step_of_which_nothing_is_left_teaches_nothing(tmp_path: Path) -> None:
    clips = lay_tones(tmp_path / "clips", 4)
    open_tones(clips, order_for(tmp_path, epochs=1, batch_size=1))
    _break(clips, 2)

    _run(Tiny(tmp_path, {"epochs": 1, "batch_size": 1}, clips=clips))

    assert len(_told(tmp_path, Step)) == 3
    assert _told(tmp_path, Done)


def test_a_training_that_learns_nothing_at_all_fails_and_saves_nothing(tmp_path: Path) -> None:
    clips = lay_tones(tmp_path / "clips", 16)
    open_tones(clips, order_for(tmp_path))
    _break(clips, *range(16))

    with pytest.raises(NothingLearntError, match="last 4 steps, up to step 4"):
        _run(Tiny(tmp_path, clips=clips))

    assert not (tmp_path / "finetuned").exists()
    assert not _told(tmp_path, Done)


def test_too_little_memory_halves_batches_and_learns_the_same(tmp_path: Path) -> None:
    enough, little = tmp_path / "enough", tmp_path / "little"
    _run(Tiny(enough))

    _run(Tiny(little, model=TinyModel(most_frames=70)))

    [halved] = _told(little, Halved)
    assert halved.batch_frames <= 70
    assert [loss for _, loss in _losses(little)] == pytest.approx(
        [loss for _, loss in _losses(enough)], rel=1e-5
    )


def test_memory_for_not_even_one_clip_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DeviceFullError, match=r"clip of 0 s alone"):
        _run(Tiny(tmp_path, model=TinyModel(most_frames=1)))


def test_a_loss_that_is_no_number_names_the_clip_and_keeps_what_was(tmp_path: Path) -> None:
    with pytest.raises(LossNotFiniteError) as caught:
        _run(Tiny(tmp_path, {"validate_every": 1}, model=TinyModel(poison="gh")))

    assert caught.value.keys == ("deu/6.wav",)
    assert caught.value.step == len(_told(tmp_path, Step)) + 1


def test_a_state_of_another_recipe_is_not_gone_on_from(tmp_path: Path) -> None:
    _run(Tiny(tmp_path))

    with pytest.raises(StateMismatchError, match=r"schedule\.seed"):
        _run(Tiny(tmp_path, {"seed": 4}))


def test_other_learning_rates_and_more_epochs_go_on(tmp_path: Path) -> None:
    _run(Tiny(tmp_path))

    _run(Tiny(tmp_path, {"epochs": 4, "learning_rate": 0.01}))

    assert [each.step for each in _told(tmp_path, Step)] == [*range(1, 17)]


def test_a_full_disk_leaves_what_was_saved_before(tmp_path: Path, full_disk: Filling) -> None:
    _run(Tiny(tmp_path))
    before = _files(tmp_path)

    with full_disk(20_000), pytest.raises(CheckpointNotSavedError, match="make room"):
        _run(Tiny(tmp_path, {"epochs": 4}))

    assert _files(tmp_path) == before
    assert _run(Tiny(tmp_path, {"epochs": 4})) == "steps"


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


def _files(folder: Path) -> dict[str, str]:
    """Of states and checkpoints."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for part in ("states", "finetuned")
        for path in (folder / part).rglob("*")
        if path.is_file()
    }
