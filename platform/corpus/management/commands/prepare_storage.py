import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from corpus.errors import AudioStoreError
from corpus.storage import audio_store

PAUSE_S = 0.5


class Command(BaseCommand):
    help = "Makes the folder or the bucket that AUDIO_STORE names, if it is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--wait", type=float, default=0.0, metavar="SECONDS",
            help="try again for so long while the store doesn't answer",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        until = time.monotonic() + options["wait"]
        while not self._prepare(is_last=time.monotonic() >= until):
            time.sleep(PAUSE_S)
        self.stdout.write(f"Audio store ready: {settings.AUDIO_STORE}")

    def _prepare(self, *, is_last: bool) -> bool:
        try:
            audio_store().prepare()
        except AudioStoreError as problem:
            if is_last:
                raise CommandError(problem.message) from problem
            return False
        return True
