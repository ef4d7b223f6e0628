"""A studio's real workers, beat and web server as processes of their own, which a test may kill."""

import os
import signal
import sys
from pathlib import Path
from typing import Self

from django.db import connection

from supervisor.ports import HOST
from supervisor.process import ManagedProcess
from supervisor.state import ROOT

LEASE_SECONDS = 2.0
SWEEP_SECONDS = 0.3


def database_url() -> str:
    """That of this test's own database."""
    at = connection.settings_dict
    return f"postgresql://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


class Studio:
    """Ends everything it started when its ``with`` block does."""

    def __init__(self, folder: Path, *, broker_url: str) -> None:
        self.folder = folder
        self.audio = folder / "audio"
        self.app = "config"
        self.processes: list[ManagedProcess] = []
        self.environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "platform"), str(ROOT)]),
            "DATABASE_URL": database_url(),
            "BROKER_URL": broker_url,
            "AUDIO_STORE": str(self.audio),
            "BATCH_LEASE_SECONDS": str(LEASE_SECONDS),
            "SWEEP_SECONDS": str(SWEEP_SECONDS),
            "LOG_LEVEL": "INFO",
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.processes:
            resume(process)
            process.kill()
            process.stop(0)

    def worker(self, name: str, *, pool: str = "solo") -> ManagedProcess:
        queues = ("-Q", "cpu,gpu,sync", "-c", "1", "-n", f"{name}@%h", "--pool", pool)
        return self._celery(name, "worker", *queues, "--without-gossip", "--without-mingle")

    def beat(self) -> ManagedProcess:
        return self._celery("beat", "beat", "--schedule", str(self.folder / "schedule"))

    def web(self, port: int) -> ManagedProcess:
        bind = ("--bind", f"{HOST}:{port}", "--threads", "4", "--no-control-socket")
        return self._start("web", "gunicorn", "config.wsgi", *bind)

    def _celery(self, name: str, *arguments: str) -> ManagedProcess:
        return self._start(name, "celery", "-A", self.app, *arguments, "-l", "INFO")

    def _start(self, name: str, *arguments: str) -> ManagedProcess:
        process = ManagedProcess(
            name=name,
            argv=[sys.executable, "-m", *arguments],
            log=self.folder / f"{name}.log",
            record=self.folder / name,
            cwd=ROOT,
            env=self.environment,
        )
        self.processes.append(process)
        process.spawn()
        return process


def pause(process: ManagedProcess) -> None:
    os.killpg(process.pid or 0, signal.SIGSTOP)


def resume(process: ManagedProcess) -> None:
    if process.is_running():
        os.killpg(process.pid or 0, signal.SIGCONT)
