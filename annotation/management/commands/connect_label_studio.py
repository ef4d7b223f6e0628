"""`manage.py connect_label_studio URL`, as `make label-studio` calls it."""

import argparse
import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotation.label_studio.connections import connect, set_connection
from common.errors import StudioError


class Command(BaseCommand):
    help = "Connects a Label Studio server. Its token is read from LABEL_STUDIO_TOKEN."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("url", help="such as http://127.0.0.1:8080")
        parser.add_argument("--name", default="local", help="what managers call it")

    def handle(self, *args: Any, **options: Any) -> None:
        token = os.environ.get("LABEL_STUDIO_TOKEN", "")
        if not token:
            raise CommandError("LABEL_STUDIO_TOKEN is not set.")
        try:
            made = set_connection(options["name"], url=options["url"], token=token, by=None)
            with connect(made) as client:
                me = client.who_am_i()
        except StudioError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Connected {made} at {made.url} as {me.email}.")
