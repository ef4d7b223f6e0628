"""What arrives at the ranks, and what is skipped on the way."""

import io
import resource
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from tests.training.data.collections import (
    RATE,
    lay_folder,
    lay_release,
    released,
    shard_bytes,
    tone,
)
from tests.training.data.opening import FOLDER, RELEASE, keys, opened, plan_of, steps_of
from training.data import planning
from training.data.epochs import StepOfRank
from training.data.holding_out import hold_out
from training.data.leaving_out import Reason
from training.data.mixture import Mixture
from training.errors import NoRoomError


@pytest.fixture
def mixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mixture:
    """50 rows of a release in five shards and 30 clips, shuffled 16 at a time."""
    monkeypatch.setattr(planning, "WINDOW", 16)
    rows = [released(number, seconds=0.2 + number / 100) for number in range(50)]
    lay_release(tmp_path / "ours", rows, a_shard=10)
    lay_folder(tmp_path / "clips", "deu", [0.2 + number / 50 for number in range(30)])
    return opened(tmp_path, {"ours": RELEASE, "clips": FOLDER})


def test_an_epoch_brings_every_sample_once(mixture: Mixture) -> None:
    steps = steps_of(mixture)

    arrived = [key for step in steps for key in keys(step)]
    assert [step.step for step in steps] == list(range(10))
    assert len(set(arrived)) == len(arrived) == 80


def test_epochs_have_other_orders_and_the_same_one_again_the_same(mixture: Mixture) -> None:
    first, again, second = (
        [keys(step) for step in steps_of(mixture, epoch=epoch)] for epoch in (0, 0, 1)
    )

    assert first == again
    assert first != second


@pytest.mark.parametrize("start", [1, 3, 9])
def test_going_on_at_a_step_brings_what_would_have_come(mixture: Mixture, start: int) -> None:
    whole = steps_of(mixture)

    rest = steps_of(mixture, start=start)

    assert [(step.step, keys(step)) for step in rest] == [
        (step.step, keys(step)) for step in whole[start:]
    ]


def test_going_on_reads_no_shard_of_before(mixture: Mixture, tmp_path: Path) -> None:
    plan = plan_of(mixture)
    last = set(mixture.index.rows["shard"][plan.window_positions(4)].tolist())
    for number, shard in enumerate(sorted((tmp_path / "ours").glob("*.parquet"))):
        if number not in last | set(mixture.index.rows["shard"][plan.window_positions(3)].tolist()):
            shard.unlink()

    rest = list(plan.stream(0, 8))

    assert [step.skipped for step in rest] == [(), ()]


@pytest.mark.parametrize("ranks", [2, 3])
def test_ranks_share_out_what_one_would_do_alone(mixture: Mixture, ranks: int) -> None:
    alone = [sorted(keys(step)) for step in steps_of(mixture)]

    plan = plan_of(mixture, ranks=ranks)
    by_rank = [list(plan.stream(rank)) for rank in range(ranks)]

    together = [
        sorted(key for step in steps for key in keys(step)) for steps in zip(*by_rank, strict=True)
    ]
    assert together == alone
    for steps in zip(*by_rank, strict=True):
        assert len({len(step.batches) for step in steps}) == 1


def test_ranks_that_run_apart_read_the_same_folder(mixture: Mixture) -> None:
    """Each lets go of shards that another may not have opened yet."""

    def read(rank: int) -> list[StepOfRank]:
        return list(plan_of(mixture, ranks=4).stream(rank))

    with ThreadPoolExecutor(4) as threads:
        by_rank = list(threads.map(read, range(4)))

    assert not [step.skipped for steps in by_rank for step in steps if step.skipped]
    assert sum(len(keys(step)) for steps in by_rank for step in steps) == mixture.samples


def test_smaller_batches_hold_the_same_steps(mixture: Mixture) -> None:
    plan = plan_of(mixture)
    smaller = mixture.plan(0, plan.schedule.model_copy(update={"batch_frames": 200}), 1)

    assert [sorted(keys(step)) for step in smaller.stream(0)] == [
        sorted(keys(step)) for step in plan.stream(0)
    ]


def test_nothing_unpacked_stays_behind(mixture: Mixture) -> None:
    stream = plan_of(mixture).stream(0)
    next(stream)
    stream.close()

    assert not list((mixture.folder / "unpacked").glob("*.arrow"))


def _file(samples: Any, rate: int = RATE, **how: Any) -> bytes:
    file = io.BytesIO()
    soundfile.write(file, samples, rate, **{"format": "WAV", **how})
    return file.getvalue()


def _hour() -> bytes:
    return _file(np.zeros(3_600 * 8_000, dtype="i2"), 8_000, format="FLAC")


def _not_numbers() -> bytes:
    return _file(np.array([0.1, np.nan] * 4_000, dtype=np.float32), subtype="FLOAT")


BAD: dict[str, tuple[Callable[[], bytes], Reason]] = {
    "noise.wav": (lambda: b"no sound", Reason.UNREADABLE),
    "nothing.wav": (lambda: _file(np.zeros(0, dtype=np.float32)), Reason.UNREADABLE),
    "short.wav": (lambda: _file(tone(0.05)), Reason.TOO_SHORT),
    "hour.flac": (_hour, Reason.TOO_LONG),
    "longer.wav": (lambda: _file(tone(20.0)), Reason.OTHER_LENGTH),
    "nan.wav": (_not_numbers, Reason.NOT_FINITE),
}


@pytest.mark.parametrize(("make", "reason"), BAD.values(), ids=list(BAD))
def test_a_bad_clip_is_skipped_and_counted_and_alters_no_other(
    tmp_path: Path, make: Callable[[], bytes], reason: Reason
) -> None:
    """The release promises a second of speech each."""
    content = make()
    rows = [released(number, audio=content if number == 5 else b"made") for number in range(16)]
    lay_release(tmp_path / "bad", rows)
    lay_release(tmp_path / "good", [released(number) for number in range(16)])

    bad, good = (steps_of(opened(tmp_path, {name: RELEASE})) for name in ("bad", "good"))

    [skipped] = [each for step in bad for each in step.skipped]
    assert (skipped.key, skipped.source, skipped.reason) == ("item-0005/deu", "bad", reason)
    others = [[key for key in keys(step) if key != "item-0005/deu"] for step in good]
    assert [keys(step) for step in bad] == others


def test_clips_that_are_bad_by_their_header_are_never_planned(tmp_path: Path) -> None:
    lay_folder(tmp_path / "clips", "deu", [0.5, 0.0, 0.05, 31.0, 0.5])
    (tmp_path / "clips" / "deu" / "clip_0004.wav").write_bytes(b"no sound")

    mixture = opened(tmp_path, {"clips": FOLDER})

    assert mixture.samples == 1
    assert mixture.manifest()["sources"]["clips"]["left_out"] == {
        "too_long": {"count": 1, "examples": ["deu/clip_0003.wav"]},
        "too_short": {"count": 2, "examples": ["deu/clip_0001.wav", "deu/clip_0002.wav"]},
        "unreadable": {"count": 1, "examples": ["deu/clip_0004.wav"]},
    }


def test_a_clip_that_has_gone_is_skipped(tmp_path: Path) -> None:
    lay_folder(tmp_path / "clips", "deu", [0.5] * 3)
    mixture = opened(tmp_path, {"clips": FOLDER})
    (tmp_path / "clips" / "deu" / "clip_0001.wav").unlink()

    [step] = steps_of(mixture)

    assert [(each.key, each.reason) for each in step.skipped] == [
        ("deu/clip_0001.wav", Reason.GONE)
    ]
    assert len(keys(step)) == 2


def test_rows_of_a_shard_that_was_damaged_since_are_skipped(tmp_path: Path) -> None:
    rows = [released(number) for number in range(16)]
    lay_release(tmp_path / "ours", rows, a_shard=8)
    mixture = opened(tmp_path, {"ours": RELEASE})
    shard = tmp_path / "ours" / "v1-00001-of-00002.parquet"
    shard.write_bytes(shard_bytes(rows[:8], "parquet")[:2_000])

    steps = steps_of(mixture)

    skipped = [each for step in steps for each in step.skipped]
    assert {each.reason for each in skipped} == {Reason.SHARD_UNREADABLE}
    assert len(skipped) == sum(len(keys(step)) for step in steps) == 8
    assert "v1-00001-of-00002.parquet" in skipped[0].key


def test_versions_of_an_item_are_never_on_both_sides(tmp_path: Path) -> None:
    rows = [
        released(number, language, seconds=0.2)
        for number in range(30)
        for language in ("deu", "fra", "spa")
    ]
    lay_release(tmp_path / "ours", rows)
    mixture = opened(tmp_path, {"ours": RELEASE})

    train, held = hold_out(mixture, samples=9, seed=0)

    assert (train.samples, held.samples) == (81, 9)
    sides = [
        {key.split("/")[0] for step in steps_of(one) for key in keys(step)} for one in (train, held)
    ]
    assert not sides[0] & sides[1]


@pytest.mark.parametrize(
    ("items", "wanted", "held_out"), [(9, 500, 3), (9, 2, 3), (9, 1, 0), (4, 500, 0)]
)
def test_few_items_in_many_languages_give_one_to_validate_with(
    tmp_path: Path, items: int, wanted: int, held_out: int
) -> None:
    languages = ("deu", "fra", "spa")
    rows = [released(number, one, seconds=0.2) for number in range(items) for one in languages]
    lay_release(tmp_path / "ours", rows)

    mixture = opened(tmp_path, {"ours": RELEASE})
    train, held = hold_out(mixture, samples=wanted, seed=0)

    assert (train.samples, held.samples) == (len(rows) - held_out, held_out)


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """The system refuses files beyond a limit as it does when the disk is full."""
    lay_release(tmp_path / "ours", [released(number) for number in range(16)])
    mixture = opened(tmp_path, {"ours": RELEASE})

    with few_bytes_a_file(10_000), pytest.raises(NoRoomError, match="no room to unpack"):
        steps_of(mixture)

    assert sum(len(keys(step)) for step in steps_of(mixture)) == 16


@contextmanager
def few_bytes_a_file(most: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
