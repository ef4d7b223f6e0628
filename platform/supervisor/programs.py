"""The programs a studio is made of, as data."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from supervisor.children import ChildSpec, RestartPolicy
from supervisor.ports import HOST
from supervisor.state import ROOT


@dataclass(frozen=True, kw_only=True)
class Programs:
    setup: Sequence[ChildSpec]
    """Run to their end, one after the other, before the rest."""
    kept: Sequence[ChildSpec]
    """Kept running."""
    health_path: str | None = None
    """The studio is ready when a GET of it on the web port answers 200."""
    policy: RestartPolicy = field(default_factory=RestartPolicy)


ProgramsFor = Callable[[Path, int], Programs]
"""From the state folder and the web port."""


def studio_programs(state: Path, port: int) -> Programs:
    return Programs(
        setup=(_manage("migrate", "--no-input"), _manage("load_demo")),
        kept=(_web(port), *_workers(), _beat(state)),
        health_path="/health/",
    )


def _manage(command: str, *options: str) -> ChildSpec:
    return ChildSpec(
        name=command, argv=(sys.executable, str(ROOT / "manage.py"), command, *options)
    )


def _python(name: str, *arguments: str, essential: bool = False) -> ChildSpec:
    return ChildSpec(name=name, argv=(sys.executable, "-m", *arguments), essential=essential)


def _web(port: int) -> ChildSpec:
    how = ("--config", "python:config.web")
    # Its control socket has one place per user, over which two studios would quarrel.
    limits = ("--graceful-timeout", "5", "--no-control-socket")
    bind = ("--bind", f"{HOST}:{port}")
    return _python("web", "gunicorn", "config.wsgi", *how, *bind, *limits, essential=True)


def _workers() -> tuple[ChildSpec, ...]:
    """One for all queues; where models can run, theirs has a single process of its own.

    Each process holds a model for itself, and a laptop seldom has room for two. What trains works
    in the worker's own process, so that it hears at once that the worker shall end.
    """
    if find_spec("torch") is None:
        return (_worker("worker", "cpu,gpu,train,sync", processes=2),)
    return (
        _worker("worker", "cpu,sync", processes=2),
        _worker("model-worker", "gpu", processes=1),
        _worker("training-worker", "train", processes=1, pool="solo"),
    )


def _worker(name: str, queues: str, *, processes: int, pool: str = "prefork") -> ChildSpec:
    options = ("-Q", queues, "-c", str(processes), "-n", f"{name}@%h", "--pool", pool)
    talk = ("--without-gossip", "--without-mingle", "-l", "INFO")
    return _python(name, "celery", "-A", "config", "worker", *options, *talk)


def _beat(state: Path) -> ChildSpec:
    schedule = ("--schedule", str(state / "beat"), "-l", "WARNING")
    return _python("beat", "celery", "-A", "config", "beat", *schedule)
