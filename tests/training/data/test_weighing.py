"""How often samples come, by the weights of their sources."""

from collections import Counter
from itertools import chain
from pathlib import Path

import numpy as np
import pytest

from tests.training.data.collections import lay_folder
from tests.training.data.opening import FOLDER, SCHEDULE, keys, opened, plan_of, steps_of
from training.data.mixture import Mixture
from training.data.weighing import weighed


def drawn(counts: list[int], weights: list[float], epoch: int) -> list[int]:
    source = np.repeat(np.arange(len(counts), dtype="u2"), counts)
    order = weighed(source, weights, epoch=epoch, rng=np.random.default_rng(3))
    return [int(place) for place in order]


def test_by_default_every_sample_comes_once() -> None:
    assert drawn([3, 4], [1.0, 1.0], epoch=5) == list(range(7))


def test_a_quarter_at_a_time_all_have_their_turn_in_four_epochs() -> None:
    epochs = [drawn([12], [0.25], epoch) for epoch in range(4)]

    assert [len(one) for one in epochs] == [3, 3, 3, 3]
    assert sorted(chain.from_iterable(epochs)) == list(range(12))


def test_what_weighs_more_comes_again() -> None:
    first, second = (Counter(drawn([4], [2.5], epoch)) for epoch in (0, 1))

    assert sorted(first.values()) == [2, 2, 3, 3]
    assert {place for place, times in first.items() if times == 3}.isdisjoint(
        place for place, times in second.items() if times == 3
    )


def test_of_every_source_something_is_taken() -> None:
    assert len(drawn([5, 40], [0.01, 0.5], epoch=0)) == 1 + 20


def test_a_source_without_samples_gives_none() -> None:
    assert drawn([0, 2], [0.5, 1.0], epoch=0) == [0, 1]


@pytest.fixture
def mixture(tmp_path: Path) -> Mixture:
    weights = {"often": 3.0, "rarely": 0.5, "plainly": 1.0}
    for name in weights:
        lay_folder(tmp_path / name, "deu", [0.2] * 10)
    return opened(
        tmp_path,
        {name: FOLDER.model_copy(update={"weight": each}) for name, each in weights.items()},
    )


def arrived(mixture: Mixture, epoch: int) -> Counter[str]:
    steps = steps_of(mixture, epoch=epoch)
    assert [step.step for step in steps] == list(range(plan_of(mixture).steps))
    return Counter(one.source for step in steps for batch in step.batches for one in batch)


def test_epochs_hold_sources_by_their_weights(mixture: Mixture) -> None:
    for epoch in (0, 1, 7):
        assert arrived(mixture, epoch) == {"often": 30, "rarely": 5, "plainly": 10}


def test_a_step_that_is_gone_on_at_is_the_same(mixture: Mixture) -> None:
    whole = steps_of(mixture, epoch=1)

    rest = steps_of(mixture, epoch=1, start=3)

    assert [keys(step) for step in rest] == [keys(step) for step in whole[3:]]


def test_to_validate_with_every_sample_comes_once(mixture: Mixture) -> None:
    plan = mixture.plan(0, SCHEDULE, 1, weighed=False)

    assert sorted(place for step in range(plan.steps) for place in plan.positions(step)) == list(
        range(30)
    )
