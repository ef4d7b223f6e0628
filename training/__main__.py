"""Trains what a folder's ``run.json`` asks for: ``python -m training RUN_FOLDER``.

``accelerate launch -m training RUN_FOLDER`` or ``torchrun -m training RUN_FOLDER`` does it with
many processes. Several on CPUs need ``--multi_gpu``, too: with ``--cpu`` Accelerate starts only
one. Exit status: see `training.orders`.
"""

import argparse
import logging
import sys
from pathlib import Path


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("folder", type=Path, help="holds run.json; all that comes of it goes there")
    folder: Path = parser.parse_args().folder
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    from training.loop.running import train  # imports torch, which takes seconds

    return train(folder)


if __name__ == "__main__":
    sys.exit(main())
