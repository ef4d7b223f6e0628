"""How the process that trains is started and ended, and what it is told."""

import subprocess
import sys
import time
from pathlib import Path

from pytest_django import Settings

from catalog.models import Dataset
from tests.training.runs.following import begin
from training.orders import STOP
from training.runs.places import order_for
from training.runs.process import command_for

_DEAF = "import time; print('begun', flush=True); time.sleep(60)"


def test_training_is_one_process_or_several_or_what_accelerate_was_told(settings: Settings) -> None:
    folder = Path("runs/1-tiny")
    alone = command_for(folder)
    settings.TRAINING_DEVICES = 2
    gpus = command_for(folder)
    settings.ENGINE_DEVICE = "cpu"
    cores = command_for(folder)
    settings.TRAINING_ACCELERATE_CONFIG = "fsdp.yaml"
    told = command_for(folder)

    assert alone == [sys.executable, "-m", "training", str(folder)]
    launch = [sys.executable, "-m", "accelerate.commands.launch"]
    assert gpus[:6] == [*launch, "--multi_gpu", "--num_processes", "2"]
    assert cores == gpus  # the order names the device
    assert told == [*launch, "--config_file", "fsdp.yaml", "-m", "training", str(folder)]


def test_release_in_object_storage_is_read_from_there(dataset: Dataset, settings: Settings) -> None:
    run = begin(dataset)
    settings.AUDIO_STORE = "s3://speech/audio"
    settings.S3_ENDPOINT_URL = "http://127.0.0.1:9000"

    place = order_for(run).places["multispeechqa"]

    assert (place.path, place.endpoint) == ("s3://speech/audio", "http://127.0.0.1:9000")
    assert [shard.path.endswith(f"{shard.sha256}.flac") for shard in place.shards] == [True]


def test_process_that_does_not_listen_is_ended_after_a_while(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "training.runs.minding", str(tmp_path), "0.3"]
    minding = subprocess.Popen(
        [*command, sys.executable, "-c", _DEAF], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert minding.stdin
    assert minding.stdout
    assert minding.stdout.readline() == b"begun\n"

    began = time.monotonic()
    minding.stdin.close()

    assert minding.wait(30) == 128 + 9
    assert time.monotonic() - began < 30
    assert (tmp_path / STOP).exists()
    minding.stdout.close()


def test_exit_status_is_that_of_the_training(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "training.runs.minding", str(tmp_path), "1",
         sys.executable, "-c", "raise SystemExit(75)"],
        stdin=subprocess.PIPE, check=False,
    )  # fmt: skip

    assert ended.returncode == 75
