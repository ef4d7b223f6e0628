"""What a training is told: ``run.json`` in its folder. Plain data: no torch, no Django."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, ValidationError

from training.errors import OrderInvalidError
from training.recipes.fields import Name, Part, Recipe

FILE = "run.json"
"""Of a run's folder."""
STOPPED = 75
"""Exit status of a training that was asked to end (SIGTERM, SIGINT): it can go on. 0 is done."""
FAILED = 1
"""Exit status after an error; the last event says which."""

CheckpointName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]


class Place(Part):
    """Where a source of the mixture lies.

    Credentials stand in the environment (``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``), so
    that none are written to a disk.
    """

    location: str = Field(min_length=1)
    """A folder, or ``s3://bucket/prefix``."""
    endpoint: str = ""
    """Address of the object storage, such as ``http://127.0.0.1:9000``; empty for Amazon's."""
    region: str = ""
    """Of the object storage, where it asks for one."""


class RunOrder(Part):
    name: CheckpointName
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
