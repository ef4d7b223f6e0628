"""Ten kill -9 at random moments of a translate and a synthesize job change nothing at all."""

import random
from pathlib import Path

import pytest

from generation.recount import find_differences
from tests.corpus.xquad import needs_xquad
from tests.faults.clicking import Manager
from tests.faults.killing import Killer, assert_each_unit_is_done_once, failures, walk_and_kill
from tests.faults.servers import own_valkey
from tests.faults.studio import Studio
from tests.faults.xquad_road import QUESTIONS, Road, fingerprints, make_xquad_dataset, undisturbed
from tests.jobs.brokers import broker_at

pytestmark = [
    pytest.mark.slow,
    pytest.mark.processes,
    pytest.mark.django_db(transaction=True),
    needs_xquad,
]
# Of ten: what holds a batch, the worker around it alone, the broker between them, and the web
# server that somebody clicks at.
VICTIMS = ["pool process"] * 4 + ["worker"] * 2 + ["broker"] * 2 + ["web"] * 2


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_ten_random_kills_leave_what_an_undisturbed_run_leaves(seed: int, tmp_path: Path) -> None:
    expected = undisturbed()
    chance = random.Random(seed)  # noqa: S311 - a test's dice
    victims = chance.sample(VICTIMS, len(VICTIMS))
    dataset = make_xquad_dataset()
    with (
        own_valkey(tmp_path) as valkey,
        broker_at(valkey.url),
        Studio(tmp_path, broker_url=valkey.url) as studio,
    ):
        # The batch that this test strikes again and again is not to blame for it.
        studio.environment["BATCH_DEATHS"] = "100"
        studio.beat()
        manager = Manager(studio, dataset)
        road = Road(dataset, start=manager.start_job)
        walk_and_kill(road, Killer(studio, valkey, manager), victims, chance)

    assert fingerprints(dataset) == expected
    assert failures(road) == []
    assert_each_unit_is_done_once(road, [4 * QUESTIONS, 5 * QUESTIONS])
    assert find_differences(dataset.pk, mend=False) == []
