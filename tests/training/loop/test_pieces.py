"""Parts of the loop that need no model."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from engines.protocols import Task
from training.errors import CheckpointNotSavedError, DeviceMissingError, FolderBusyError
from training.examples import Example
from training.loop.batches import ahead, cut, padded_frames
from training.loop.devices import open_devices
from training.loop.folders import locked, written
from training.loop.rates import rate_at
from training.loop.validating import Reply, is_answered, reply_to, score
from training.models.base import Row
from training.recipes.fields import Layout, Schedule, Source


@pytest.mark.parametrize(
    ("decay", "rates"),
    [
        ("constant", [0.25, 0.5, 0.5, 0.5, 0.5, 0.5]),
        ("linear", [0.25, 0.5, 0.5, 0.375, 0.25, 0.125]),
        ("cosine", [0.25, 0.5, 0.5, 0.426777, 0.25, 0.073223]),
    ],
)
def test_the_rate_rises_and_falls_as_computed_by_hand(decay: str, rates: list[float]) -> None:
    schedule = Schedule.model_validate(
        {"epochs": 1, "batch_size": 1, "learning_rate": 0.5, "warmup_steps": 2, "decay": decay}
    )

    assert [rate_at(step, schedule, steps=6) for step in range(6)] == pytest.approx(rates, abs=1e-6)


def test_a_training_shorter_than_its_warm_up_only_rises() -> None:
    schedule = Schedule(epochs=1, batch_size=1, learning_rate=0.5, warmup_steps=10, decay="cosine")

    assert [rate_at(step, schedule, steps=3) for step in range(3)] == pytest.approx(
        [0.05, 0.1, 0.15]
    )


def _row(frames: int) -> Row:
    return Row(key=str(frames), sound=None, frames=frames, tokens=(1,), answer_tokens=1)


def test_batches_are_cut_by_padded_frames_and_empty_ones_left_out() -> None:
    rows = [_row(frames) for frames in (10, 20, 30, 50, 5, 5)]

    small = cut([tuple(rows[:3]), (), tuple(rows[3:])], 40)

    assert [[row.frames for row in batch] for batch in small] == [[10, 20], [30], [50], [5, 5]]
    assert [padded_frames(batch) for batch in small] == [40, 30, 50, 10]
    assert padded_frames(()) == 0


def test_items_are_read_ahead_in_order_without_gradients_and_closed_early() -> None:
    closed = []

    def items() -> Iterator[int]:
        try:
            yield from range(100)
        finally:
            closed.append(True)

    def read(item: int) -> tuple[int, bool]:
        return item, torch.is_grad_enabled()

    with ahead(items(), read) as made:
        found = [next(made), next(made)]

    assert found == [(0, False), (1, False)]
    assert closed == [True]
    assert torch.is_grad_enabled()


def test_what_fails_while_it_is_read_ahead_is_raised() -> None:
    with ahead(iter([1, 0]), lambda item: 1 // item) as made:
        assert next(made) == 1
        with pytest.raises(ZeroDivisionError):
            next(made)


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    with written(tmp_path / "one") as folder:
        (folder / "file").write_text("old")
        assert not (tmp_path / "one").exists()

    with pytest.raises(CheckpointNotSavedError):
        _write_half(tmp_path / "one")

    assert (tmp_path / "one" / "file").read_text() == "old"
    assert os.listdir(tmp_path) == ["one"]  # noqa: PTH208 - hidden ones, too


def _write_half(where: Path) -> None:
    with written(where) as folder:
        (folder / "file").write_text("new")
        (folder / "missing").read_text()  # any error of the disk


def test_a_folder_is_trained_in_by_one_process(tmp_path: Path) -> None:
    busy = pytest.raises(FolderBusyError, match="Another training")
    with locked(tmp_path), busy, locked(tmp_path):
        pass
    with locked(tmp_path):
        pass


def test_the_same_samples_are_answered_each_time_about_as_many_as_wanted() -> None:
    keys = [f"item {number}" for number in range(1_000)]

    answered = [key for key in keys if is_answered(key, wanted=100, of=1_000)]

    assert 70 < len(answered) < 130
    assert answered == [key for key in keys if is_answered(key, wanted=100, of=1_000)]
    assert all(is_answered(key, wanted=64, of=32) for key in keys)
    assert not any(is_answered(key, wanted=0, of=1_000) for key in keys)


def test_replies_are_scored_by_their_task_as_mean_of_language_pairs() -> None:
    replies = [
        Reply("transcribe", "deu", "deu", "ein zwei drei vier", "ein zwei drei fünf"),
        Reply("transcribe", "eng", "eng", "one two", "one two"),
        Reply("translate", "deu", "eng", "a b c d e", "a b c d e"),
        Reply("answer", "deu", "deu", "ja", "ja"),
    ]

    found = score(replies)

    assert found["transcribe.wer"] == pytest.approx((0.25 + 0) / 2)
    assert found["translate.bleu"] == pytest.approx(100)
    assert found["answer.chrf"] == pytest.approx(100)
    assert score([]) == {}


def test_closed_answers_are_scored_as_their_suite_scores_them() -> None:
    suites = {
        "intent_classification": [("play_radio", "Play_radio."), ("news_query", "play_radio")],
        "slot_filling": [("time = now", "time = now"), ("none", "none")],
        "keyword_extraction": [("sun, rain", "rain, sun")],
    }
    plain = {"language": "eng", "target": "eng"}

    found = score(
        [
            Reply(kind=suite, reference=right, text=said, **plain)
            for suite, pairs in suites.items()
            for right, said in pairs
        ]
    )

    assert found["intent_classification.accuracy"] == 0.5
    assert found["slot_filling.slu_f1"] == pytest.approx(1)
    assert found["keyword_extraction.keyword_f1"] == pytest.approx(1)
    assert not [name for name in found if "chrf" in name]


SAID, HEARD = "TRANSCRIPT: hm\nANSWER: happy", "TRANSCRIPT: ah\nanswer: sad"


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"suite": "emotion_recognition", "joint": 0.1}, ("emotion_recognition", "happy", "sad")),
        ({"suite": "emotion_recognition"}, ("emotion_recognition", SAID, HEARD)),
        ({}, ("answer", SAID, HEARD)),
    ],
)
def test_of_a_joint_reply_the_answer_counts(
    asked: dict[str, Any], wanted: tuple[str, str, str]
) -> None:
    source = Source(layout=Layout.FOLDER, task=Task.ANSWER, **asked)
    example = Example(
        key="a",
        samples=np.zeros(9, np.float32),
        answer=SAID,
        language="eng",
        target="eng",
        source="a",
    )

    reply = reply_to(example, HEARD, source)

    assert (reply.kind, reply.reference, reply.text) == wanted


@pytest.mark.parametrize("device", ["cuda:99", "tpu", "cuda:x", "CPU", ""])
def test_a_device_that_is_not_there_is_told(device: str) -> None:
    with pytest.raises(DeviceMissingError, match="There is no device"):
        open_devices(device, "bf16")


@pytest.mark.skipif(torch.cuda.is_available(), reason="asks what happens without a GPU")
def test_a_gpu_that_is_asked_for_is_never_replaced_by_the_cpu() -> None:
    with pytest.raises(DeviceMissingError, match="'cuda'"):
        open_devices("cuda", "bf16")


@pytest.mark.gpu
@pytest.mark.skipif(torch.cuda.device_count() < 2, reason="needs two GPUs")
def test_a_numbered_gpu_is_taken() -> None:
    assert str(open_devices("cuda:1", "bf16")[0].device) == "cuda:1"
