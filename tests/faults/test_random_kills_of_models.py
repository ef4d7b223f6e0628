"""Random kills of workers that hold models, in each job of the road, change nothing at all."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

pytest.importorskip("coqpit")

import torch

from catalog.models import Dataset
from engines.audio import encode_flac
from generation.kinds import check, speaking, translate
from generation.recount import find_differences
from tests.checkpoints.everything import build_everything
from tests.checkpoints.xtts import small_parts
from tests.engines.speaking import checkpoints, voice_clip
from tests.factories import count_anew, make_dataset, make_item, make_voice
from tests.faults.clicking import Manager
from tests.faults.killing import Killer, assert_each_unit_is_done_once, failures, walk_and_kill
from tests.faults.models_app import cut_small
from tests.faults.servers import own_valkey
from tests.faults.studio import Studio
from tests.faults.xquad_road import Road, Steps, fingerprints
from tests.jobs.brokers import broker_at

pytestmark = [
    pytest.mark.slow,
    pytest.mark.processes,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:.*weight_norm.*:FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
ITEMS = 24
VICTIMS = ["pool process"] * 4 + ["worker", "broker", "web"]
STEPS: Steps = {
    "translate": {"engine": "nllb-200"},
    "synthesize": {"engine": "xtts-v2", "max_attempts": 2},
    "listen": {"groups": ["recognition", "speaker"]},
}


@pytest.fixture
def models(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, Path]]:
    """In this process as in the workers: batches that are cut alike come out alike."""
    torch.set_num_threads(1)
    for kind in (translate, speaking, check):
        monkeypatch.setattr(kind, "BATCH_UNITS", kind.BATCH_UNITS)
    cut_small()
    with small_parts():
        folders = build_everything(tmp_path_factory.mktemp("models"))
        with checkpoints(folders):
            yield folders


def make_choices() -> Dataset:
    """What the tiny models learnt to translate, and two people to speak like."""
    dataset = make_dataset(languages=["eng", "deu"], voice_share_cap=0.5)
    for number in range(ITEMS):
        question = f"{number}\nWho wrote it?\nA) Mars\nB) Venus"
        make_item(dataset, external_id=f"i{number:03}", question=question, answer=f"{number}")
    for number in range(2):
        clip = voice_clip(seconds=4.0, seed=number)
        content = encode_flac(clip.samples, clip.sample_rate)
        make_voice(dataset, name=f"reader{number}", content=content)
    count_anew(dataset)
    return dataset


def test_random_kills_of_workers_with_models_leave_what_an_undisturbed_run_leaves(
    models: dict[str, Path], tmp_path: Path
) -> None:
    calm = Road(make_choices(), steps=STEPS)
    calm.walk()
    # Some clips are too short to know a voice by: of both runs the same.
    expected, expected_failures = fingerprints(calm.dataset), failures(calm)
    chance = random.Random(1)  # noqa: S311 - a test's dice
    victims = chance.sample(VICTIMS, len(VICTIMS))
    dataset = make_choices()
    with (
        own_valkey(tmp_path) as valkey,
        broker_at(valkey.url),
        Studio(tmp_path, broker_url=valkey.url) as studio,
    ):
        studio.app = "tests.faults.models_app"
        studio.environment |= {
            # The batch that this test strikes again and again is not to blame for it.
            "BATCH_DEATHS": "100",
            "AUDIO_STORE": str(settings.AUDIO_STORE),
            "ENGINE_CHECKPOINTS": ",".join(f"{name}={path}" for name, path in models.items()),
            "ENGINE_DEVICE": "cpu",
            "OMP_NUM_THREADS": "1",
        }
        studio.beat()
        manager = Manager(studio, dataset, STEPS)
        road = Road(dataset, start=manager.start_job, steps=STEPS)
        walk_and_kill(road, Killer(studio, valkey, manager), victims, chance)

    assert fingerprints(dataset) == expected
    assert failures(road) == expected_failures
    assert_each_unit_is_done_once(road, [ITEMS, 2 * ITEMS, 2 * ITEMS])
    assert find_differences(dataset.pk, mend=False) == []
