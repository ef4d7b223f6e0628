"""Whether a training's files will find room."""

import shutil
from pathlib import Path

from django.conf import settings

from training.recipes import Recipe
from training.runs.errors import NoRoomError
from training.runs.estimating import disk_bytes


def check_room(recipe: Recipe) -> None:
    """On this machine.

    Raises:
        NoRoomError: its states and checkpoints would fill the disk.
    """
    needed = disk_bytes(recipe)
    if needed is None:
        return
    for folder in (settings.TRAINING_FOLDER, Path(settings.FINETUNED_FOLDER)):
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
        if free < needed:
            raise NoRoomError(folder, free=free, needed=needed)
