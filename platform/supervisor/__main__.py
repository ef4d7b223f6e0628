"""`python -m supervisor run`: what `make run` does."""

import argparse
import os
import signal
import sys
import time
from pathlib import Path

from supervisor.accounts import read_accounts
from supervisor.errors import StartInterruptedError, SupervisorError
from supervisor.ports import parse_port
from supervisor.studio import Studio


def main(arguments: list[str] | None = None) -> int:
    options = read_options(arguments)
    try:
        port = parse_port(options.port) if options.port else None
        return run(Studio(options.state, port=port))
    except SupervisorError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1


def read_options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m supervisor", description=__doc__)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("run", help="start the studio, keep it running until Ctrl-C")
    command.add_argument("--port", default=os.environ.get("PORT"), help="web port ($PORT, or 8000)")
    command.add_argument("--state", type=Path, help="state folder ($STUDIO_STATE, or .studio)")
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


def introduce(studio: Studio, *, seconds: float) -> None:
    say = studio.terminal.say
    say(f"\nMultiSpeech Studio runs at {studio.url} (ready after {seconds:.1f} s)")
    studio.terminal.show_accounts(read_accounts(studio.state.path))
    say(f"Logs are in {studio.state.logs}. Ctrl-C stops.")


if __name__ == "__main__":
    sys.exit(main())
