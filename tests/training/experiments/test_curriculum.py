"""The way through the curriculum's experiment; what it finds is for its full size."""

from random import Random

import pytest

pytest.importorskip("torch")
pytest.importorskip("peft")

from training.experiments import run
from training.experiments.curriculum.learning import Hearer, Stage, at_once, curriculum, learn, read
from training.experiments.curriculum.world import (
    COUNT,
    LOUD,
    MOOD,
    NO,
    SEARCH,
    TASKS,
    TRANSCRIBE,
    TRANSLATE,
    YES,
    World,
)


def test_answers_follow_from_sentences() -> None:
    asked = World(0).ask(TASKS, 200, Random(1))  # noqa: S311 - no secret

    for one in asked:
        letters, task = one.sentence.letters, one.prompt[0]
        right = {
            TRANSCRIBE: one.answer == letters,
            TRANSLATE: len(one.answer) == len(letters),
            SEARCH: (one.answer == (YES,)) == (one.prompt[-1] in letters),
            COUNT: one.answer == (20 + len(letters),),
            MOOD: (one.answer == (LOUD,)) == one.sentence.loud,
        }
        assert right[task]
    assert {one.answer for one in asked if one.prompt[0] == SEARCH} == {(YES,), (NO,)}


def test_both_ways_take_as_many_steps_and_only_one_begins_without_the_adapter() -> None:
    staged, whole = curriculum(100), at_once(100)

    assert sum(one.steps for one in staged) == sum(one.steps for one in whole) == 100
    assert [one.adapter for one in staged] == [False, True, True]
    assert [one.tasks for one in staged] == [(TRANSCRIBE,), (TRANSCRIBE,), TASKS]
    assert [(one.adapter, one.tasks) for one in whole] == [(True, TASKS)]


def test_the_reader_stays_frozen_and_the_adapter_waits_for_its_stage() -> None:
    world = World(0)
    hearer = Hearer(read(world, steps=1))
    plain, adapted = (len(hearer.weights(adapter=each)) for each in (False, True))

    assert 0 < plain < adapted
    assert {id(one) for one in hearer.weights(adapter=True)} == {
        id(one) for one in hearer.parameters() if one.requires_grad
    }


def test_the_same_seed_learns_the_same_and_a_rate_beyond_reason_explodes() -> None:
    world = World(0)
    reader = read(world, steps=1)
    stages = (Stage(3, TASKS, adapter=True),)

    first, again = (learn(reader, world, stages, rate=1e-3, seed=4) for _ in range(2))
    wild = learn(reader, world, stages, rate=1e6, seed=4)

    assert first == again
    assert not first.diverged
    assert first.explosions == 0
    assert wild.explosions
    assert wild.longest > 10


def test_its_table_has_a_row_for_each_way() -> None:
    said = str(run("curriculum", seeds=2, quick=True))

    assert "| 0.005 | curriculum | 0 of 2 |" in said
    assert "| 0.005 | all at once | 0 of 2 |" in said
    assert "the curriculum got" in said
