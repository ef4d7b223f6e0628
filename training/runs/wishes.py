"""What a manager asks for, and what other layers have to say about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from catalog.models import Dataset


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A training to be estimated or started."""

    name: str
    """Of the checkpoint; it is served as ``checkpoint:NAME``."""
    recipe: str
    release: str = ""
    """Whose files are learnt from, where the recipe reads a release."""
    languages: tuple[str, ...] = ()
    """ISO 639-3; empty for the recipe's, or all of the dataset where it names none."""
    changes: Mapping[str, Any] = field(default_factory=dict)
    """Values of the recipe's fields, by their name with dots."""
    folders: Mapping[str, str] = field(default_factory=dict)
    """Below TRAINING_DATA_FOLDER, by source; a source's own name where none is given."""
    benchmark: str = ""
    """Of the dataset; the checkpoint is tested on it afterwards."""
    judge: str = ""
    """A chat model, which compares the checkpoint's answers with its base's afterwards."""


CheckWish = Callable[[Dataset, Wish], None]
_checks: list[CheckWish] = []


def register_check(check: CheckWish) -> None:
    """For a layer above this one that does something afterwards; it raises InvalidInputError."""
    _checks.append(check)


def check_afterwards(dataset: Dataset, wish: Wish) -> None:
    for check in _checks:
        check(dataset, wish)
