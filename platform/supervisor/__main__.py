"""`python -m supervisor run`, `manage`, `label-studio`: what `make` does by these names."""

import argparse
import os
import signal
import sys
import time
from pathlib import Path
from threading import Event
from typing import NoReturn

from supervisor.accounts import read_accounts
from supervisor.beside import run_label_studio
from supervisor.errors import StartInterruptedError, SupervisorError
from supervisor.ports import parse_port
from supervisor.state import ROOT, StateFolder, default_folder
from supervisor.studio import Studio, inherited_environment


def main(arguments: list[str] | None = None) -> int:
    options = read_options(arguments)
    try:
        if options.command == "manage":
            manage(StateFolder(options.state or default_folder()), options.arguments)
        if options.command == "label-studio":
            return run_beside(StateFolder(options.state or default_folder()))
        port = parse_port(options.port) if options.port else None
        return run(Studio(options.state, port=port))
    except SupervisorError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1


def read_options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m supervisor", description=__doc__)
    commands = parser.add_subparsers(required=True, dest="command")
    command = commands.add_parser("run", help="start the studio, keep it running until Ctrl-C")
    command.add_argument("--port", default=os.environ.get("PORT"), help="web port ($PORT, or 8000)")
    manager = commands.add_parser("manage", help="run a command of manage.py on that studio")
    beside = commands.add_parser("label-studio", help="start Label Studio beside that studio")
    for each in (command, manager, beside):
        each.add_argument("--state", type=Path, help="state folder ($STUDIO_STATE, or .studio)")
    manager.add_argument("arguments", nargs=argparse.REMAINDER, help="such as: report_checks demo")
    return parser.parse_args(arguments)


def run(studio: Studio) -> int:
    """Until Ctrl-C, SIGTERM or the terminal's end; returns the exit status."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: studio.ask_to_stop())
    began = time.monotonic()
    try:
        studio.start()
        introduce(studio, seconds=time.monotonic() - began)
        studio.keep()
    except StartInterruptedError:
        pass
    finally:
        studio.stop()
    studio.terminal.say("Stopped.")
    return 0


def run_beside(state: StateFolder) -> int:
    """Label Studio, until Ctrl-C; returns the exit status."""
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    run_label_studio(state, stop)
    return 0


def manage(state: StateFolder, arguments: list[str]) -> NoReturn:
    """Becomes `manage.py`, with the addresses of the studio that runs.

    Raises:
        NotRunningError: None runs on this folder.
    """
    environment = {**inherited_environment(), **state.read_environment()}
    program = [sys.executable, str(ROOT / "manage.py"), *arguments]
    os.execve(sys.executable, program, environment)  # noqa: S606 - our own program, no shell


def introduce(studio: Studio, *, seconds: float) -> None:
    say = studio.terminal.say
    say(f"\nMultiSpeech Studio runs at {studio.url} (ready after {seconds:.1f} s)")
    studio.terminal.show_accounts(read_accounts(studio.state.path))
    say(f"Logs are in {studio.state.logs}. Ctrl-C stops.")


if __name__ == "__main__":
    sys.exit(main())
