"""Claims of papers, tried small: artificial languages, tiny models, some seeds, minutes on a CPU.

``python -m training.experiments NAME`` says what came out, whichever way. This file knows no torch.
"""

from collections.abc import Mapping
from importlib import import_module

from training.experiments.reporting import Report

EXPERIMENTS: Mapping[str, str] = {
    "curriculum": "training.experiments.curriculum",
    "multi-instructional": "training.experiments.multi_instructional",
    "language_interference": "training.experiments.language_interference",
}
"""Modules by the experiment's name; each has `run`."""


def run(name: str, *, seeds: int, quick: bool = False) -> Report:
    """Carries out an experiment; imports torch.

    Args:
        name: one of `EXPERIMENTS`.
        seeds: so many times, from seed 0 on.
        quick: takes the same way in seconds, too short for anything to come out.
    """
    report: Report = import_module(EXPERIMENTS[name]).run(seeds=seeds, quick=quick)
    return report
