"""What is validated, and which checkpoint is the best of it."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from tests.training.loop.ran import StoppedModel, about, files, losses, run, spoil, told
from tests.training.loop.tiny import Tiny, TinyModel, lay_tones, open_tones, order_for
from training.errors import DeviceFullError, LossNotFiniteError
from training.events import Done, Event, Halved, Kept, Removed, Saved, Skipped, Validated
from training.loop.batches import padded_frames
from training.loop.telling import Teller
from training.loop.training import Training
from training.models.base import Row


def test_the_best_checkpoint_is_the_one_that_counts(tmp_path: Path) -> None:
    # What is held out says something else than what is learnt: it gets worse and worse.
    held_out = lay_tones(tmp_path / "other", 4, answer="ZZZZ")

    ending = run(Tiny(tmp_path, {"patience": 2}, held_out=held_out))

    validated = told(tmp_path, Validated)
    assert ending == "patience"
    assert [(each.step, each.best) for each in validated] == [(3, True), (6, False), (9, False)]
    assert set(validated[0].metrics) == {
        "transcribe.error_rate",
        "transcribe.wer",
        "transcribe.cer",
    }
    assert [(each.folder, each.final) for each in told(tmp_path, Saved)] == [
        ("mine-step-3", False),
        ("mine", True),
    ]
    assert [each.folder for each in told(tmp_path, Removed)] == ["mine-step-3"]
    assert [each.name for each in (tmp_path / "finetuned").iterdir()] == ["mine"]
    best = about(tmp_path / "finetuned" / "mine")
    assert (best["step"], best["loss"]) == (3, validated[0].loss)


def test_a_training_that_has_ended_only_says_so_again(tmp_path: Path) -> None:
    held_out = lay_tones(tmp_path / "other", 4, answer="ZZZZ")
    run(Tiny(tmp_path, held_out=held_out))
    before = files(tmp_path)

    again = run(Tiny(tmp_path, model=TinyModel(seed=5), held_out=held_out))

    assert again == "steps"
    assert files(tmp_path) == before
    assert [(each.step, each.folder) for each in told(tmp_path, Done)] == [(12, "mine")] * 2


def test_more_epochs_replace_only_what_was_worse(tmp_path: Path) -> None:
    held_out = lay_tones(tmp_path / "other", 4, answer="ZZZZ")
    run(Tiny(tmp_path, held_out=held_out))

    run(Tiny(tmp_path, {"epochs": 4}, held_out=held_out))

    assert [each.step for each in told(tmp_path, Validated) if each.best] == [3]
    assert about(tmp_path / "finetuned" / "mine")["step"] == 3


def test_a_stop_at_the_best_step_leaves_what_the_validation_found(tmp_path: Path) -> None:
    held_out = lay_tones(tmp_path / "other", 4, answer="ZZZZ")
    model = StoppedModel(tmp_path, at=3)

    ending = run(Tiny(tmp_path, {"patience": 2}, model=model, held_out=held_out))

    [validated] = told(tmp_path, Validated)
    assert ending == "stopped"
    assert about(tmp_path / "finetuned" / "mine-step-3") == {
        "step": 3,
        "loss": validated.loss,
        **validated.metrics,
    }


def test_a_validation_that_could_read_nothing_finds_no_best(tmp_path: Path) -> None:
    held_out = lay_tones(tmp_path / "other", 4)
    open_tones(held_out, order_for(tmp_path))
    spoil(held_out, *range(4))

    run(Tiny(tmp_path, held_out=held_out))

    assert told(tmp_path, Validated) == []
    assert sorted(each.reason for each in told(tmp_path, Skipped)) == ["unreadable"] * 4
    assert about(tmp_path / "finetuned" / "mine") == {"step": 12, "loss": None}


def test_a_validation_that_is_no_number_says_what_helps(tmp_path: Path) -> None:
    held_out = lay_tones(tmp_path / "other", 4, answer="ZZZZ")

    with pytest.raises(LossNotFiniteError, match="step 3, on the samples held out") as failed:
        run(Tiny(tmp_path, model=TinyModel(poison="ZZZZ"), held_out=held_out))

    assert "Start a new training with a lower schedule.learning_rate." in str(failed.value)


def test_what_is_merged_is_the_best_checkpoint(tmp_path: Path) -> None:
    held_out = lay_tones(tmp_path / "other", 4, answer="ZZZZ")

    run(Tiny(tmp_path, {"patience": 2}, held_out=held_out, merged=True))

    folder = tmp_path / "finetuned" / "mine"
    adapter = load_file(folder / "tiny.safetensors")
    merged = load_file(folder / "merged" / "model.safetensors")
    assert about(folder)["step"] == 3
    assert all(torch.equal(merged[name], weight) for name, weight in adapter.items())


@pytest.mark.parametrize("kind", [Saved, Kept, Removed])
def test_killed_while_it_ends_it_ends_the_next_time(tmp_path: Path, kind: type[Event]) -> None:
    held_out = lay_tones(tmp_path / "other", 4, answer="ZZZZ")
    with pytest.raises(KeyboardInterrupt), _Killing(tmp_path, kind) as teller:
        Training(Tiny(tmp_path, {"patience": 2}, held_out=held_out).setup(teller)).run()

    ending = run(Tiny(tmp_path, {"patience": 2}, held_out=held_out))

    assert ending == "patience"
    assert [each.name for each in (tmp_path / "finetuned").iterdir()] == ["mine"]
    assert about(tmp_path / "finetuned" / "mine")["step"] == 3


class _Killing(Teller):
    """Its training dies once the final checkpoint stands and it tells of such an event."""

    def __init__(self, folder: Path, kind: type[Event]) -> None:
        super().__init__(folder, first=True)
        self._final, self._kind = folder / "finetuned" / "mine", kind

    def tell(self, event: Event) -> None:
        super().tell(event)
        if self._final.exists() and isinstance(event, self._kind):
            raise KeyboardInterrupt


def test_validations_on_fewer_samples_are_compared_on_those_alone(tmp_path: Path) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    validated = {}
    for folder, lost in ((whole, None), (parts, 3)):
        held_out = lay_tones(folder / "other", 4, answer="ZZZZ")
        with _Losing(folder, held_out, lost) as teller:
            Training(Tiny(folder, model=_Hard(), held_out=held_out).setup(teller)).run()
        validated[folder] = told(folder, Validated)

    first, second, *_ = validated[parts]
    assert second.loss < first.loss  # only since the hard one is gone
    assert second.against is not None
    assert second.against < second.loss
    assert [each.best for each in validated[parts]] == [True, False, False, False]
    assert [each.against for each in validated[whole][1:]] == [first.loss] * 3
    assert losses(parts) == losses(whole)
    assert about(parts / "finetuned" / "mine")["step"] == 3


def test_validations_on_samples_that_come_and_go_count_neither_way(tmp_path: Path) -> None:
    held_out = lay_tones(tmp_path / "other", 4, answer="ZZZZ")
    model = _Vanishing(held_out)

    with _Losing(tmp_path, held_out, 3) as teller:
        tiny = Tiny(tmp_path, {"patience": 2}, model=model, held_out=held_out)
        ending = Training(tiny.setup(teller)).run()

    validated = told(tmp_path, Validated)
    assert ending == "steps"  # which one worse validation too few lets it reach
    assert [each.best for each in validated] == [True, False, False, False]
    assert [each.against is None for each in validated] == [True, True, False, False]


def test_without_the_best_checkpoint_other_samples_find_a_new_best(tmp_path: Path) -> None:
    held_out = lay_tones(tmp_path / "other", 4, answer="ZZZZ")

    with _Losing(tmp_path, held_out, 3, checkpoint=True) as teller:
        Training(Tiny(tmp_path, held_out=held_out).setup(teller)).run()

    found = [(each.step, each.best, each.against is None) for each in told(tmp_path, Validated)]
    assert found[:3] == [(3, True, True), (6, True, True), (9, False, False)]
    assert about(tmp_path / "finetuned" / "mine")["step"] == 6


class _Losing(Teller):
    """After the first validation a held-out clip can't be read any more."""

    def __init__(
        self, folder: Path, held_out: Path, lost: int | None, *, checkpoint: bool = False
    ) -> None:
        super().__init__(folder, first=True)
        self._held_out, self._lost = held_out, lost
        self._checkpoint = folder / "finetuned" / "mine-step-3" if checkpoint else None

    def tell(self, event: Event) -> None:
        super().tell(event)
        if isinstance(event, Kept) and event.step == 3:
            if self._lost is not None:
                spoil(self._held_out, self._lost)
            if self._checkpoint is not None:
                shutil.rmtree(self._checkpoint)


class _Hard(TinyModel):
    """One clip is heard badly, whatever was learnt."""

    def forward(self, **inputs: torch.Tensor) -> torch.Tensor:
        hard = 0.0 if self.training else 100.0 * (inputs["frames"] == 33).sum()
        return super().forward(**inputs) + hard


class _Vanishing(TinyModel):
    """One more clip is gone when the best weights are validated again."""

    def __init__(self, held_out: Path) -> None:
        super().__init__()
        self._held_out = held_out

    def load(self, folder: Path) -> None:
        super().load(folder)
        spoil(self._held_out, 2)


def test_too_little_memory_to_validate_halves_only_validations(tmp_path: Path) -> None:
    held_out = lay_tones(tmp_path / "other", 8)
    enough, little = tmp_path / "enough", tmp_path / "little"
    run(Tiny(enough, held_out=held_out))

    run(Tiny(little, model=_LittleMemory(70), held_out=held_out))

    [halved] = told(little, Halved)
    assert (halved.step, halved.validating) == (3, True)
    assert halved.batch_frames <= 70
    assert losses(little) == losses(enough)
    found, expected = told(little, Validated), told(enough, Validated)
    assert [each.loss for each in found] == pytest.approx([each.loss for each in expected])
    assert [each.metrics for each in found] == [each.metrics for each in expected]


def test_memory_to_validate_not_even_one_clip_is_an_error(tmp_path: Path) -> None:
    held_out = lay_tones(tmp_path / "other", 4)

    with pytest.raises(DeviceFullError, match="alone needs more memory"):
        run(Tiny(tmp_path, model=_LittleMemory(1), held_out=held_out))


class _LittleMemory(TinyModel):
    """Answers no batch of more padded frames; it learns from any."""

    def __init__(self, most_frames: int) -> None:
        super().__init__()
        self._most = most_frames

    def answer(self, rows: Sequence[Row], *, most_tokens: int) -> list[str]:
        if padded_frames(rows) > self._most:
            torch.empty(2**60)  # more than any machine has
        return super().answer(rows, most_tokens=most_tokens)
