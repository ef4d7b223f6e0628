"""Trainings in processes of their own, forked from one that has imported all they need."""

import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

import torch

from training.events import Step, read_events
from training.loop.running import train

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload([__name__, "training.models.qwen2_5_omni.factory"])


def start(folder: Path) -> BaseProcess:
    process = _context.Process(target=_train, args=(folder,))
    process.start()
    return process


def _train(folder: Path) -> None:
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    torch.set_num_threads(1)
    sys.exit(train(folder))


def steps_of(folder: Path) -> list[Step]:
    return [each for each in read_events(folder)[0] if isinstance(each, Step)]


def wait_for(is_there: Callable[[], bool], process: BaseProcess) -> None:
    """Until something has happened, or the process ended without it."""
    while process.is_alive() and not is_there():
        time.sleep(0.005)
    assert is_there()
