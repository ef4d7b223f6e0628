"""Trainings in processes of their own, forked from one that has imported all they need."""

import multiprocessing
import os
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
import torch

from training.events import Step, read_events
from training.loop.running import train
from training.loop.training import Ending, Training

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload([__name__, "training.models.qwen2_5_omni.factory"])


def start(folder: Path) -> BaseProcess:
    process = _context.Process(target=_train, args=(folder, {}))
    process.start()
    return process


def start_together(folders: Sequence[Path], *, last_breaks: bool = False) -> list[BaseProcess]:
    """One training's processes, each with what its machine has as the run's folder.

    Args:
        folders: of the first process and of the others.
        last_breaks: the last process has an error before its first step.
    """
    port = str(_free_port())
    processes: list[BaseProcess] = []
    for rank, folder in enumerate(folders):
        number = {"RANK": str(rank), "LOCAL_RANK": str(rank), "WORLD_SIZE": str(len(folders))}
        place = {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}
        breaks = last_breaks and rank == len(folders) - 1
        process = _context.Process(target=_train, args=(folder, {**number, **place}, breaks))
        process.start()
        processes.append(process)
    return processes


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def _train(folder: Path, environment: Mapping[str, str], breaks: bool = False) -> None:
    os.environ.update({"TOKENIZERS_PARALLELISM": "false", **environment})
    torch.set_num_threads(1)
    if breaks:
        pytest.MonkeyPatch().setattr(Training, "run", _break)  # of this process alone
    sys.exit(train(folder))


def _break(_: Training) -> Ending:
    raise RuntimeError("The device went away.")


def steps_of(folder: Path) -> list[Step]:
    return [each for each in read_events(folder)[0] if isinstance(each, Step)]


def wait_for(is_there: Callable[[], bool], process: BaseProcess) -> None:
    """Until something has happened, or the process ended without it."""
    while process.is_alive() and not is_there():
        process.join(0.005)
    assert is_there()
