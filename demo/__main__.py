"""`make demo`: the whole road of a dataset, headless, in a throw-away folder.

Starts a studio of its own and walks it over REST alone, as a manager, raters and a researcher
would. ``DEMO_INPUT=folder`` takes other files than the demo's.
"""

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from demo.client import RestError
from demo.report import show_report
from demo.road import Road
from demo.source import DemoInputError, find_input
from supervisor.accounts import read_accounts
from supervisor.errors import SupervisorError
from supervisor.programs import Programs, studio_programs
from supervisor.studio import Studio


def demo_programs(state: Path, port: int) -> Programs:
    """A studio with the demo's people, but without its dataset: that comes over REST."""
    programs = studio_programs(state, port)
    migrate, load_demo = programs.setup
    people = replace(load_demo, argv=(*load_demo.argv, "--people-only"))
    return replace(programs, setup=(migrate, people))


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="multispeech-demo-") as folder:
        return walk_in(Path(folder))


def walk_in(folder: Path) -> int:
    """Starts the studio in this folder, with the database that lies there, if one does."""
    console = Console()
    try:
        files = find_input(os.environ.get("DEMO_INPUT"))
        # The raters are a program: they need not sit through every clip, and all sign in at once.
        os.environ.update(LISTENING_SPEED="1000", LOGIN_RATE="1000/min")
        with Studio(folder, programs=demo_programs) as studio:
            road = Road(studio.url, read_accounts(folder), files, console)
            show_report(console, road.walk())
    except (SupervisorError, DemoInputError, RestError) as problem:
        console.print(f"[red]{problem}[/red]")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
