from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from common.errors import StudioError
from engines.errors import EngineError
from evaluation.runs.voicing import Outcome, Wish, voice_texts
from evaluation.suites.errors import LayoutError, SuiteUnknownError
from evaluation.suites.loading import get_suite
from evaluation.suites.suite import Suite
from languages import LANGUAGES


class Command(BaseCommand):
    help = (
        "Speaks a published text set (GLUE, XNLI, any of SQuAD's layout) and lays it out as its "
        "suite is read: below EVALUATION_FOLDER it can be frozen as a benchmark."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("suite", help="such as spoken_nli, spoken_rte, spoken_passages")
        parser.add_argument("source", type=Path, help="folder with the published files")
        parser.add_argument("out", type=Path, help="folder to write to; a second run goes on there")
        parser.add_argument("--languages", nargs="*", choices=[*LANGUAGES], help="ISO 639-3")
        parser.add_argument("--most", type=int, help="texts of each language, drawn by their ids")
        parser.add_argument("--seed", type=int, default=0, help="of that draw, and of who speaks")
        parser.add_argument("--engine", default="espeak-ng", help="a synthesizer with own voices")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            suite = get_suite(options["suite"])
            for language in options["languages"] or [pair.language for pair in suite.pairs]:
                self._voice(suite, language, options)
        except (SuiteUnknownError, LayoutError, EngineError, ValueError) as problem:
            raise CommandError(str(problem)) from problem
        except StudioError as problem:
            raise CommandError(problem.message) from problem

    def _voice(self, suite: Suite, language: str, options: dict[str, Any]) -> None:
        """A language that nobody asked for by name may be missing."""
        wish = Wish(engine=options["engine"], most=options["most"], seed=options["seed"])
        try:
            outcome = voice_texts(suite, language, options["source"], options["out"], wish)
        except LayoutError as missing:
            if options["languages"] or len(suite.pairs) == 1:
                raise
            self.stdout.write(f"{language}: {missing}")
        else:
            self._tell(language, outcome)

    def _tell(self, language: str, outcome: Outcome) -> None:
        left = "".join(f", {count} {why}" for why, count in outcome.left_out.items())
        self.stdout.write(f"{language}: {outcome.spoken} spoken{left}")
