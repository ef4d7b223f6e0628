from io import StringIO

import numpy as np
import pytest
from django.core.management import call_command

from annotation.statistics.facts import SCALES
from annotation.statistics.screening import UNSCREENED, Reason
from annotation.statistics.simulation.campaign import run_campaign
from annotation.statistics.simulation.peer import peer_alpha
from annotation.statistics.simulation.trial import run_trial
from annotation.statistics.simulation.world import CHEATERS, Kind, World


def test_intervals_hold_the_truth_and_cheaters_are_caught() -> None:
    trial = run_trial(World(honest=8), campaigns=60, seed=1, alpha_of=peer_alpha())

    for scale in SCALES:
        assert trial.coverage(scale) == pytest.approx(0.95, abs=0.08)
        assert abs(np.mean(trial.errors[scale])) < 0.08
    assert {kind: (trial.caught(kind) or 0) > 0.95 for kind in CHEATERS} == dict.fromkeys(
        CHEATERS, True
    )
    assert (trial.caught(Kind.HONEST) or 0) < 0.04
    assert trial.caught(Kind.INVERTED, Reason.GOLD_OFF) == 1
    assert (trial.caught(Kind.TOO_FAST, Reason.TOO_FAST) or 0) > 0.2
    assert trial.alphas_compared == 120
    assert trial.alpha_gap < 1e-9


def test_two_raters_get_no_interval() -> None:
    trial = run_trial(World(honest=2), campaigns=5, seed=1)

    assert [trial.coverage(scale) for scale in SCALES] == [None, None]


def test_without_screening_cheaters_move_the_mean() -> None:
    """Else the simulation would prove nothing about screening."""
    world = World(honest=8, cheaters=(Kind.INVERTED,) * 4)
    raw = run_trial(world, campaigns=20, seed=2, rules=UNSCREENED)
    clean = run_trial(world, campaigns=20, seed=2)

    assert np.mean(raw.errors["understood"]) < -0.25
    assert abs(np.mean(clean.errors["understood"])) < 0.15


def test_everyone_hears_evenly_and_nothing_twice() -> None:
    votes = run_campaign(World(honest=8), np.random.default_rng(3)).votes
    pairs = [(each.rater, each.item) for each in votes]

    assert len(set(pairs)) == len(pairs) == 240
    assert {sum(rater == who for rater, _ in pairs) for who in range(12)} == {20}


def test_command_prints_every_size_without_a_database() -> None:
    printed = StringIO()
    call_command("simulate_raters", campaigns=2, raters=[2, 8], stdout=printed)
    text = printed.getvalue()

    assert "8 + 4" in text
    assert "too few raters" in text
    assert all(kind.value in text for kind in Kind)


@pytest.mark.slow
@pytest.mark.parametrize("honest", [8, 20])
def test_intervals_hold_the_truth_in_93_to_97_of_100(honest: int) -> None:
    trial = run_trial(World(honest=honest), campaigns=1_000, seed=1)

    for scale in SCALES:
        assert 0.93 <= (trial.coverage(scale) or 0) <= 0.97
    assert min(trial.caught(kind) or 0 for kind in CHEATERS) > 0.98
