"""What can go wrong before and around a training; what goes wrong in one: `training.errors`.

StudioError
├── RecipeRefusedError         400  an unknown recipe or field, or a value out of its range
├── WishRefusedError           400  what else is asked for can't be: it says which field
├── CheckpointNameTakenError   409  a checkpoint has this name already
├── TrainingStateError         409  it can't be resumed or cancelled as it is now
├── NoRoomError                409  too little room on the disk
├── FolderStaysBusyError       409  another process trains in the run's folder
└── TrainingDiedError          stays within the worker
"""

from collections.abc import Iterable
from pathlib import Path

from common.errors import ConflictError, InvalidInputError

_GIGABYTE = 10**9


class RecipeRefusedError(InvalidInputError):
    code = "recipe_invalid"

    def __init__(self, problems: Iterable[tuple[str, str]]) -> None:
        """Takes fields with dots, as the recipe has them, and what is wrong with each."""
        told = [*problems]
        details: dict[str, list[str]] = {}
        for field, problem in told:
            details.setdefault(f"changes.{field}" if field else "recipe", []).append(problem)
        said = "; ".join(f"{field}: {problem}" if field else problem for field, problem in told)
        super().__init__(said, details=details)


class WishRefusedError(InvalidInputError):
    code = "training_refused"

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(problem, details={field: [problem]})
        self.field = field


class CheckpointNameTakenError(ConflictError):
    code = "checkpoint_exists"

    def __init__(self, name: str) -> None:
        message = (
            f"There is a checkpoint {name!r} already, and none is ever changed. Choose another "
            "name."
        )
        super().__init__(message, details={"name": [message]})
        self.name = name


class TrainingStateError(ConflictError):
    code = "training_state"

    def __init__(self, name: str, state: str, wanted: str) -> None:
        super().__init__(f"Training {name!r} is {state}; it can't be {wanted}.")


class NoRoomError(ConflictError):
    code = "no_room"

    def __init__(self, folder: Path, *, free: int, needed: int) -> None:
        super().__init__(
            f"{folder} has {free / _GIGABYTE:.1f} GB free; this training writes up to "
            f"{needed / _GIGABYTE:.1f} GB there. Make room, or name another folder."
        )


class FolderStaysBusyError(ConflictError):
    code = "folder_busy"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Another process trains in {folder} still. It was asked to end; if it hangs, end it "
            "by hand, and try again."
        )


class TrainingDiedError(ConflictError):
    """Its process ended without saying why: out of memory, or killed."""

    code = "training_died"

    def __init__(self, name: str, *, step: int, detail: str) -> None:
        super().__init__(f"Training {name!r} ended at step {step}: {detail}")
