"""What a training is told: ``run.json`` in its folder. Plain data: no torch, no Django."""

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationError

from training.errors import OrderInvalidError
from training.recipes.fields import CheckpointName, Name, Part, Recipe

FILE = "run.json"
"""Of a run's folder."""
STOPPED = 75
"""Exit status of a training that was asked to end (SIGTERM, SIGINT): it can go on. 0 is done."""
FAILED = 1
"""Exit status after an error; the last event says which.

Launchers of many processes give their own status instead: the last event tells how it ended.
"""
STOP = "stop"
"""Whoever makes a file of this name in a run's folder asks it to end after its step, as SIGTERM
does; it is removed when the training has ended, or by whoever starts it again."""

LONGEST_NAME = 80


def name_problem(name: str) -> str:
    """Why no training can be called so; empty where one can."""
    if len(name) > LONGEST_NAME:
        return f"it has more than {LONGEST_NAME} characters"
    if re.search(r"-step-\d+$", name):
        return "it ends as checkpoints of single steps do, which come and go"
    return ""


def _usable(name: str) -> str:
    if problem := name_problem(name):
        raise ValueError(problem)
    return name


NewName = Annotated[CheckpointName, AfterValidator(_usable)]


class Shard(Part):
    """One file of a release's export."""

    path: str
    """Below the place's path."""
    name: str = ""
    """What people know it by, with the ending of its format; its path where it is empty."""
    sha256: str = ""
    """What its bytes must come to; empty where that isn't known."""


class Place(Part):
    """Where a source of the mixture lies. Credentials are never written down.

    They are found as boto3 and pyarrow find them, in the environment for example.
    """

    path: str = Field(min_length=1)
    """A folder, or ``s3://bucket/folder``."""
    shards: tuple[Shard, ...] = ()
    """Of a release; empty for all in the folder that end with ``.parquet`` or ``.tar``."""
    endpoint: str = ""
    """Address of object storage other than Amazon's."""
    region: str = ""
    licence: str = ""
    """SPDX name for what carries none itself; rows of a release carry theirs."""


class RunOrder(Part):
    name: NewName
    """The checkpoint is served as ``checkpoint:NAME``."""
    recipe: Recipe
    places: dict[Name, Place]
    """By source of the mixture."""
    finetuned: Path
    """The folder that checkpoints are written to, and that `recipe.model.start` lies in."""
    checkpoints: dict[str, str] = {}
    """Folders of published models, by engine, where they are not on the hub."""
    device: str = "auto"
    """A torch device; ``auto`` is what Accelerate finds."""
    merged: bool = False
    """Writes whole weights with the adapter merged in, too: below ``merged`` in the checkpoint."""
    lineage: dict[str, str] = {}
    """What the model card says of where the data is from, such as dataset and release."""


def write_order(folder: Path, order: RunOrder) -> None:
    """Puts it into a run's folder, which is made if it isn't there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(order.model_dump_json(indent=2) + "\n", encoding="utf-8")


def read_order(folder: Path) -> RunOrder:
    """What a run's folder says.

    Raises:
        OrderInvalidError: the file is missing, no JSON, or has a field that is unknown or wrong.
    """
    path = folder / FILE
    try:
        return RunOrder.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise OrderInvalidError(path, [("", "there is no such file")]) from error
    except ValidationError as error:
        problems = [(".".join(map(str, one["loc"])), one["msg"]) for one in error.errors()]
        raise OrderInvalidError(path, problems) from error
