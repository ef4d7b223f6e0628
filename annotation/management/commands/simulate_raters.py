from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console

from annotation.statistics.screening import VERSIONS
from annotation.statistics.simulation.peer import peer_alpha
from annotation.statistics.simulation.report import catches, coverages
from annotation.statistics.simulation.trial import run_trial
from annotation.statistics.simulation.world import World


class Command(BaseCommand):
    help = (
        "Draws raters with known bias, noise and tricks against a known truth, and prints how "
        "often intervals hold it and cheaters are caught. Needs no database."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--campaigns", type=int, default=200, help="of each size")
        parser.add_argument("--raters", type=int, nargs="+", default=[2, 8, 20], help="honest ones")
        parser.add_argument("--items", type=int, default=World.items)
        parser.add_argument("--votes-per-item", type=int, default=World.votes_per_item)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--rules", type=int, default=max(VERSIONS), choices=sorted(VERSIONS))

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(width=110)
        trials = []
        for raters in options["raters"]:
            world = World(
                honest=raters,
                items=options["items"],
                votes_per_item=options["votes_per_item"],
            )
            trial = run_trial(
                world,
                campaigns=options["campaigns"],
                seed=options["seed"],
                rules=VERSIONS[options["rules"]],
                alpha_of=peer_alpha(),
            )
            trials.append(trial)
        with console.capture() as printed:
            console.print(coverages(trials))
            console.print(catches(trials))
        self.stdout.write(printed.get())
