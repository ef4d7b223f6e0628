"""A worker of trainings as a process of its own, which a test may kill. It trains by stand-in."""

import os
import sys
from pathlib import Path

STAND_IN = Path(__file__).with_name("stand_in.py")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from jobs.enums import Queue
    from jobs.work import work
    from training.runs import carrying_out, process

    process.command_for = lambda folder: [sys.executable, str(STAND_IN), str(folder)]
    carrying_out.POLL_S = 0.05
    work(Queue.TRAIN, seconds=60)


if __name__ == "__main__":
    main()
