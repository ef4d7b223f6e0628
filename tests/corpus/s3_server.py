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


@contextmanager
def running_s3() -> Iterator[str]:
    """Yields its address; the bucket exists."""
    with tempfile.TemporaryDirectory(prefix="studio-s3-") as folder:
        (Path(folder) / BUCKET).mkdir()
        port = free_port()
        command = ["serve", "--host", "127.0.0.1", "--port", str(port), "--data-dir", folder]
        server = subprocess.Popen(
            [Path(sys.executable).with_name("nanio"), *command, "--no-access-log"],
            env={
                **os.environ,
                "NANIO_ACCESS_KEY": KEYS["AWS_ACCESS_KEY_ID"],
                "NANIO_SECRET_KEY": KEYS["AWS_SECRET_ACCESS_KEY"],
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address, server)
            yield address
        finally:
            server.terminate()
            server.wait(10)


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
