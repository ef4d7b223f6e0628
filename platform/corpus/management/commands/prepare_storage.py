from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from corpus.storage import audio_store


class Command(BaseCommand):
    help = "Makes the folder or the bucket that AUDIO_STORE names, if it is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        audio_store().prepare()
        self.stdout.write(f"Audio store ready: {settings.AUDIO_STORE}")
