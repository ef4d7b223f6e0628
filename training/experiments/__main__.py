"""Tries a paper's claim small: ``python -m training.experiments NAME``; without a name, all."""

import argparse
import sys

from training.experiments import EXPERIMENTS, run

SEEDS = 5


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.experiments", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(EXPERIMENTS))
    parser.add_argument("--seeds", type=int, default=SEEDS, help="how many times; default: 5")
    parser.add_argument("--quick", action="store_true", help="only walk the way, in seconds")
    asked = parser.parse_args()
    if unknown := set(asked.names) - EXPERIMENTS.keys():
        parser.error(f"no experiment is called {', '.join(sorted(unknown))}")
    for name in asked.names or EXPERIMENTS:
        report = run(name, seeds=asked.seeds, quick=asked.quick)
        sys.stdout.write(f"## {name}\n\n{report}\n\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
