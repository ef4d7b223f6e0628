"""A real `python -m supervisor run` over the real servers, with small programs for Django's.

Arguments: state folder, web port.
"""

import sys
from pathlib import Path

from supervisor.__main__ import run
from supervisor.children import ChildSpec
from supervisor.errors import SupervisorError
from supervisor.programs import Programs
from supervisor.studio import Studio
from tests.supervisor.processes import python

WEB = """
import http.server, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/health/" else 404)
        self.end_headers()
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
"""
# Like Celery's pool: a child of its own, which a plain SIGTERM to the parent doesn't reach.
WORKER = """
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(15)"])
time.sleep(60)
"""
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
SETUP = """
import json, os, pathlib
account = {"username": "rita", "password": "x", "role": "rater", "languages": ["ara"]}
state = pathlib.Path(os.environ["STUDIO_STATE"])
(state / "demo-accounts.json").write_text(json.dumps([account]))
"""


def programs(_state: Path, port: int) -> Programs:
    return Programs(
        setup=(ChildSpec(name="load_demo", argv=python(SETUP)),),
        kept=(
            ChildSpec(name="web", argv=python(WEB, str(port)), essential=True),
            ChildSpec(name="worker", argv=python(WORKER)),
        ),
        health_path="/health/",
    )


def stubborn_programs(_state: Path, _port: int) -> Programs:
    return Programs(setup=(), kept=(ChildSpec(name="worker", argv=python(STUBBORN)),))


if __name__ == "__main__":
    try:
        sys.exit(
            run(Studio(Path(sys.argv[1]), port=int(sys.argv[2]), fast=True, programs=programs))
        )
    except SupervisorError as problem:
        sys.exit(str(problem))
