"""What a recipe takes of the places where its sources lie."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from engines.protocols import Task
from tests.training.data.collections import (
    lay_release,
    released,
)
from training.data.mixture import Mixture, open_mixture
from training.orders import Place
from training.recipes.fields import Data, Layout, Schedule, Source

SCHEDULE = Schedule(
    epochs=1, batch_size=8, learning_rate=1e-4, warmup_steps=0, decay="constant", batch_frames=1_000
)
RELEASE = Source(layout=Layout.RELEASE, task=Task.ANSWER)


def opened(folder: Path, sources: Mapping[str, Source], *, seed: int = 0, **data: Any) -> Mixture:
    """Sources lie in folders of their names."""
    places = {name: Place(path=str(folder / name)) for name in sources}
    return open_mixture(
        Data(sources=dict(sources), **data), places, cache=folder / "cache", seed=seed
    )


@pytest.mark.parametrize("form", ["parquet", "webdataset"])
def test_a_release_is_read_as_it_was_exported(tmp_path: Path, form: str) -> None:
    rows = [released(number, seconds=0.5 + number / 100) for number in range(60)]
    lay_release(tmp_path / "ours", rows, a_shard=25, form=form)
    mixture = opened(tmp_path, {"ours": RELEASE})

    steps = list(mixture.plan(0, SCHEDULE, 1).stream(0))

    found = {each.key: each for step in steps for batch in step.batches for each in batch}
    assert sorted(found) == [f"item-{number:04}/deu" for number in range(60)]
    one = found["item-0007/deu"]
    assert (one.answer, one.language, one.target, one.source) == ("Answer 7.", "deu", "deu", "ours")
    assert len(one.samples) == round(0.57 * 16_000)
    assert [step.skipped for step in steps] == [()] * 8
