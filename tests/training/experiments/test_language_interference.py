"""The way of the experiment, walked in seconds; `slow` tests try the claim itself."""

from pathlib import Path
from statistics import fmean

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("peft")

import engines.settings
from training.experiments import EXPERIMENTS, run
from training.experiments.language_interference import (
    BANKS,
    WORLDS,
    Size,
    try_once,
    wanted,
    write_parts,
)
from training.experiments.tiny import on_cpu
from training.experiments.two_languages import LANGUAGES, LENGTH, WORDS, Cue, World, sentences

NAME = "language_interference"


@pytest.mark.parametrize("cue", Cue)
def test_the_same_sounds_mean_other_words_where_languages_conflict(cue: Cue) -> None:
    conflict, same = World(conflict=True, cue=cue), World(conflict=False, cue=cue)
    first, second = LANGUAGES

    for world in (conflict, same):
        for language in LANGUAGES:
            assert len({world.sound_of(word, language) for word in WORDS}) == len(WORDS)
    assert all(conflict.sound_of(word, first) != conflict.sound_of(word, second) for word in WORDS)
    assert all(same.sound_of(word, first) == same.sound_of(word, second) for word in WORDS)


def test_a_hum_alone_tells_languages_apart_and_only_at_the_start_if_it_is_there() -> None:
    started, throughout = (World(conflict=True, cue=cue) for cue in (Cue.START, Cue.THROUGHOUT))
    clips = {
        world: (
            world.clip(WORDS[:LENGTH], LANGUAGES[0]),
            world.clip(WORDS[1 : 1 + LENGTH], LANGUAGES[1]),
        )
        for world in (started, throughout)
    }
    behind = -LENGTH * round(0.34 * 16_000)

    one, other = clips[started]
    assert len(one) == -behind + round(0.34 * 16_000)
    assert np.array_equal(one[behind:], other[behind:])
    assert not np.array_equal(one, other)
    one, other = clips[throughout]
    assert len(one) == -behind
    assert np.abs(one - other).max() < 0.21


def test_every_sentence_is_told_with_what_is_said_in_it() -> None:
    said = [*sentences()]

    example = WORLDS[0].example(said[9], LANGUAGES[1])

    assert len(set(said)) == len(WORDS) ** LENGTH
    assert example.transcript == " ".join(said[9])
    assert wanted(example.transcript, "backwards") == " ".join(reversed(said[9]))


def test_the_whole_way_is_walked_and_leaves_everything_as_it_was() -> None:
    before = engines.settings.current()

    report = run(NAME, seeds=1, quick=True)

    assert NAME in EXPERIMENTS
    assert engines.settings.current() is before
    assert [row[2] for row in report.rows] == [*BANKS] * len(WORLDS)
    assert {len(row) for row in report.rows} == {len(report.columns)}


@pytest.mark.slow
def test_queries_by_language_gain_where_languages_conflict_and_only_their_start_tells_them(
    tmp_path: Path,
) -> None:
    """Two of the experiment's five seeds; docs/benchmarks.md has all, with intervals."""
    world, size = World(conflict=True, cue=Cue.START), Size()
    gains = []
    for seed in (0, 1):
        folder = tmp_path / str(seed)
        folder.mkdir()
        with on_cpu():
            write_parts(folder, size, seed)
            shared, hard = (
                try_once(folder, world, BANKS[name], size, seed) for name in ("shared", "hard")
            )
        gains.append(fmean(hard[each] - shared[each] for each in LANGUAGES))

    assert min(gains) > 5, gains
