from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from common.errors import StudioError
from corpus.storage import AudioStore, audio_store
from corpus.storage_check import count_orphans, delete_orphans, orphaned_before


class Command(BaseCommand):
    help = (
        "Counts audio objects that nothing here has and that no batch under way can have put, "
        "older than an hour; with --delete, deletes them and what killed uploads left behind."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--delete", action="store_true", help="delete, and name each object")

    def handle(self, *args: Any, **options: Any) -> None:
        store = audio_store()
        try:
            if options["delete"]:
                self._delete(store)
            else:
                self.stdout.write(f"{count_orphans(store)} orphans. Delete them with --delete.")
        except StudioError as problem:
            raise CommandError(problem.message) from problem

    def _delete(self, store: AudioStore) -> None:
        deleted = 0
        for sha256 in delete_orphans(store):
            self.stdout.write(sha256)
            deleted += 1
        unfinished = store.delete_unfinished(orphaned_before())
        self.stdout.write(f"{deleted} orphans and {unfinished} unfinished uploads deleted.")
