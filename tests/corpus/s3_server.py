"""A real S3 server (nanio) as a process of its own."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from supervisor.ports import free_port

KEYS = {"AWS_ACCESS_KEY_ID": "studio", "AWS_SECRET_ACCESS_KEY": "studio-secret-key"}
REGION = "us-east-1"
BUCKET = "audio"
READY_WITHIN_S = 30.0


class S3Server:
    """Keeps its objects in a folder, so that they outlive a kill."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        folder = str(self.folder)
        command = ["serve", "--host", "127.0.0.1", "--port", str(self._port), "--data-dir", folder]
        self._process = subprocess.Popen(
            [Path(sys.executable).with_name("nanio"), *command, "--no-access-log"],
            env={
                **os.environ,
                "NANIO_ACCESS_KEY": KEYS["AWS_ACCESS_KEY_ID"],
                "NANIO_SECRET_KEY": KEYS["AWS_SECRET_ACCESS_KEY"],
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _wait(self.address, self._process)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)


@contextmanager
def running_s3() -> Iterator[S3Server]:
    """A server whose bucket exists."""
    with tempfile.TemporaryDirectory(prefix="studio-s3-") as folder:
        (Path(folder) / BUCKET).mkdir()
        server = S3Server(Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.kill()


def _wait(address: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + READY_WITHIN_S
    while True:
        assert server.poll() is None, "the S3 server ended while starting"
        assert time.monotonic() < deadline, "the S3 server doesn't answer"
        try:
            requests.get(address, timeout=2)
        except requests.ConnectionError:
            time.sleep(0.05)
        else:
            return
