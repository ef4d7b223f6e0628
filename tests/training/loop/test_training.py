"""A training from its start to its end, with all that it leaves behind."""

import hashlib
import json
from pathlib import Path

import pytest
import torch

from tests.training.loop.ran import losses, run, spoil, told
from tests.training.loop.tiny import Tiny, TinyModel, lay_tones, open_tones, order_for
from training.errors import (
    DeviceFullError,
    LossNotFiniteError,
    NothingLearntError,
)
from training.events import (
    Done,
    Halved,
    Kept,
    Saved,
    Skipped,
    Started,
    Step,
)
from training.examples import Example


def test_it_learns_its_examples_by_heart_and_saves_what_it_learnt(tmp_path: Path) -> None:
    clips = lay_tones(tmp_path / "three", 3)

    ending = run(Tiny(tmp_path, {"epochs": 60, "validate_every": 1000}, clips=clips))

    found = [loss for _, loss in losses(tmp_path)]
    assert ending == "steps"
    assert len(found) == 60
    assert found[-1] < 0.1 * found[0]
    learnt = TinyModel(seed=9)
    learnt.load(tmp_path / "finetuned" / "mine")
    plan = open_tones(clips, order_for(tmp_path)).plan(0, order_for(tmp_path).recipe.schedule, 1)
    heard = [each for step in plan.stream(0) for batch in step.batches for each in batch]
    rows = [learnt.read(each) for each in heard]
    assert sorted(each.answer for each in heard) == ["a", "bc", "cde"]
    assert learnt.answer(rows, most_tokens=9) == [each.answer for each in heard]


def test_events_tell_each_step_and_what_was_kept(tmp_path: Path) -> None:
    run(Tiny(tmp_path))

    [started] = told(tmp_path, Started)
    steps = told(tmp_path, Step)
    assert (started.step, started.steps, started.samples) == (0, 12, 16)
    assert (started.trained, started.parameters) == (8625, 8628)
    assert [each.step for each in steps] == [*range(1, 13)]
    assert [each.epoch for each in steps[:4]] == [0.25, 0.5, 0.75, 1.0]
    assert [each.learning_rate for each in steps[:4]] == pytest.approx([0.025, 0.05, 0.05, 0.045])
    assert {each.samples for each in steps} == {4}
    assert [each.step for each in told(tmp_path, Kept)] == [3, 6, 9, 12]
    assert sorted(each.name for each in (tmp_path / "states").iterdir()) == [
        "step-00000009",
        "step-00000012",
    ]
    [saved], [done] = told(tmp_path, Saved), told(tmp_path, Done)
    assert (saved.step, saved.folder, saved.final) == (12, "mine", True)
    assert (done.step, done.folder, done.why) == (12, "mine", "steps")


def test_curves_lie_beside_the_events(tmp_path: Path) -> None:
    run(Tiny(tmp_path, {"epochs": 1}))

    [file] = (tmp_path / "tensorboard").iterdir()
    assert b"train/loss" in file.read_bytes()


def test_the_checkpoint_says_what_made_it_and_its_sums_are_right(tmp_path: Path) -> None:
    run(Tiny(tmp_path, merged=True))

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


def test_what_is_skipped_is_told_and_changes_nothing_else(tmp_path: Path) -> None:
    clips = lay_tones(tmp_path / "clips", 16)
    open_tones(clips, order_for(tmp_path, epochs=1))
    spoil(clips, 3, 7)

    run(Tiny(tmp_path, {"epochs": 1}, clips=clips))

    skipped = told(tmp_path, Skipped)
    assert sorted((each.key, each.reason) for each in skipped) == [
        ("deu/3.wav", "unreadable"),
        ("deu/7.wav", "unreadable"),
    ]
    assert sum(each.samples for each in told(tmp_path, Step)) == 14


def test_longer_answers_than_the_recipe_takes_are_skipped(tmp_path: Path) -> None:
    tiny = Tiny(tmp_path, {"epochs": 1})
    tiny.longest_answer = 5

    run(tiny)

    assert {(each.key, each.reason) for each in told(tmp_path, Skipped)} == {
        (f"deu/{number}.wav", "answer_too_long") for number in (4, 9, 14)
    }


def test_what_a_family_can_not_learn_from_is_skipped_with_its_reason(tmp_path: Path) -> None:
    class Choosy(TinyModel):
        def hindrance(self, example: Example) -> str:
            return "four letters are hard" if len(example.answer) == 4 else ""

    run(Tiny(tmp_path, {"epochs": 1}, model=Choosy()))

    assert {(each.key, each.reason, each.detail) for each in told(tmp_path, Skipped)} == {
        (f"deu/{number}.wav", "not_learnable", "four letters are hard") for number in (3, 8, 13)
    }


def test_a_step_of_which_nothing_is_left_teaches_nothing(tmp_path: Path) -> None:
    clips = lay_tones(tmp_path / "clips", 4)
    open_tones(clips, order_for(tmp_path, epochs=1, batch_size=1))
    spoil(clips, 2)

    run(Tiny(tmp_path, {"epochs": 1, "batch_size": 1}, clips=clips))

    assert len(told(tmp_path, Step)) == 3
    assert told(tmp_path, Done)


def test_a_training_that_learns_nothing_at_all_fails_and_saves_nothing(tmp_path: Path) -> None:
    clips = lay_tones(tmp_path / "clips", 16)
    open_tones(clips, order_for(tmp_path))
    spoil(clips, *range(16))

    with pytest.raises(NothingLearntError, match="last 4 steps, up to step 4"):
        run(Tiny(tmp_path, clips=clips))

    assert not (tmp_path / "finetuned").exists()
    assert not told(tmp_path, Done)


def test_too_little_memory_halves_batches_and_learns_the_same(tmp_path: Path) -> None:
    enough, little = tmp_path / "enough", tmp_path / "little"
    run(Tiny(enough))

    run(Tiny(little, model=TinyModel(most_frames=70)))

    [halved] = told(little, Halved)
    assert halved.batch_frames <= 70
    assert [loss for _, loss in losses(little)] == pytest.approx(
        [loss for _, loss in losses(enough)], rel=1e-5
    )


def test_memory_for_not_even_one_clip_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DeviceFullError, match=r"clip of 0 s alone"):
        run(Tiny(tmp_path, model=TinyModel(most_frames=1)))


def test_a_loss_that_is_no_number_names_the_clip_and_keeps_what_was(tmp_path: Path) -> None:
    with pytest.raises(LossNotFiniteError) as caught:
        run(Tiny(tmp_path, {"validate_every": 1}, model=TinyModel(poison="gh")))

    assert caught.value.keys == ("deu/6.wav",)
    assert caught.value.step == len(told(tmp_path, Step)) + 1
