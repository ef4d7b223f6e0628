"""What stops a training, said to people.

TrainingError
├── OrderInvalidError
├── FolderBusyError
├── RecipeInvalidError
├── RecipeUnknownError
├── DeviceMissingError
├── RanksDifferError
├── ModelMismatchError
├── DataMissingError
├── ShardUnreadableError
├── StorageAwayError
├── NoRoomError
├── NothingLearntError
├── LossNotFiniteError
├── DeviceFullError
├── StateMismatchError
└── CheckpointNotSavedError
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar


class TrainingError(Exception):
    """A training can't start or go on."""

    repeats: ClassVar[bool] = False
    """Going on from the last state ends in the same error, whatever else was put right."""


def is_repeated(code: str) -> bool:
    """Whether going on is of no use after an error of this class."""
    kind = globals().get(code)
    return isinstance(kind, type) and issubclass(kind, TrainingError) and kind.repeats


class OrderInvalidError(TrainingError):
    """A run's folder doesn't say what to train, or not so that it can be understood."""

    def __init__(self, path: Path, problems: Sequence[tuple[str, str]]) -> None:
        self.path, self.problems = path, tuple(problems)
        """Field, with dots, and what is wrong with it."""
        said = "; ".join(": ".join(filter(None, each)) for each in problems)
        super().__init__(f"{path} does not say what to train: {said}.")


class FolderBusyError(TrainingError):
    """Another process trains in this folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(f"Another training runs in {folder}. Wait for it, or end it first.")


class RecipeUnknownError(TrainingError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self.known = name, tuple(sorted(known))
        super().__init__(
            f"There is no recipe called {name!r}. Use one of: {', '.join(self.known)}."
        )


class RecipeInvalidError(TrainingError):
    """A recipe, or what was to be changed in it, has an unknown field or a value out of range."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        self.problems = tuple(problems)
        """Field, with dots, and what is wrong with it."""
        super().__init__("; ".join(f"{field}: {problem}" for field, problem in problems))


class DeviceMissingError(TrainingError):
    """The order names a device that this machine doesn't have."""

    def __init__(self, device: str) -> None:
        self.device = device
        super().__init__(
            f"There is no device {device!r} here. Use 'auto', 'cpu', 'cuda' or 'cuda:N' as the "
            "machine has it, and look whether its driver runs."
        )


class RanksDifferError(TrainingError):
    """Processes that shall train together don't begin with the same."""

    def __init__(self, what: str, ranks: Sequence[int]) -> None:
        self.what, self.ranks = what, tuple(ranks)
        super().__init__(
            f"The processes of this training don't begin with the same {what}: "
            f"{', '.join(map(str, ranks))} differ from the first one, 0. All machines need the "
            "same run folder, data and checkpoints: put them on a disk that they share."
        )


class ModelMismatchError(TrainingError):
    """A checkpoint doesn't fit the recipe: of another family, size or set of adapters."""

    def __init__(self, checkpoint: str, detail: str) -> None:
        self.checkpoint, self.detail = checkpoint, detail
        super().__init__(f"The checkpoint {checkpoint} does not fit this recipe: {detail}.")


class DataMissingError(TrainingError):
    """A source of the mixture has nothing for what the recipe asks."""

    def __init__(self, source: str, detail: str) -> None:
        self.source, self.detail = source, detail
        super().__init__(f"Training data {source}: {detail}")


class ShardUnreadableError(TrainingError):
    """A file of a release's export is damaged, or not the one that was exported."""

    def __init__(self, source: str, shard: str, detail: str) -> None:
        self.source, self.shard, self.detail = source, shard, detail
        super().__init__(
            f"Training data {source}: the shard {shard} can't be read: {detail}. Export the "
            "release again, or take the shard out of the place."
        )


class StorageAwayError(TrainingError):
    """Object storage gives no file any more: its keys expired, or the network is gone."""

    def __init__(self, source: str, shard: str, detail: str) -> None:
        self.source, self.shard, self.detail = source, shard, detail
        super().__init__(
            f"Training data {source}: the shard {shard} could not be fetched, also after several "
            f"attempts: {detail}. Check the storage's keys and the network, and resume."
        )


class NoRoomError(TrainingError):
    """The disk that shards are unpacked on is full."""

    def __init__(self, source: str, folder: str) -> None:
        self.source, self.folder = source, folder
        super().__init__(
            f"Training data {source}: there is no room to unpack its shards in {folder}. Some "
            "gigabytes lie there while a training reads; make room and resume."
        )


class NothingLearntError(TrainingError):
    """Step after step, every sample was left out."""

    def __init__(self, *, step: int, steps: int) -> None:
        self.step, self.steps = step, steps
        super().__init__(
            f"Nothing could be learnt in the last {steps} steps, up to step {step}: all of their "
            "samples were skipped. The events say why; put the data right and resume."
        )


class LossNotFiniteError(TrainingError):
    """The loss became NaN or infinite."""

    repeats = True

    def __init__(self, *, step: int, batch: int = 0, keys: Sequence[str] = ()) -> None:
        """Without keys it is the loss of a validation."""
        self.step, self.batch, self.keys = step, batch, tuple(keys)
        where, clips = f"step {step}, on the samples held out", ""
        if keys:
            where = f"step {step}, batch {batch}, which holds {', '.join(keys)}"
            clips = "without what is wrong in these clips, or "
        super().__init__(
            f"The loss is not a number at {where}. Going on would come to the same. Start a new "
            f"training {clips}with a lower schedule.learning_rate."
        )


class DeviceFullError(TrainingError):
    """Not even one clip at a time fits into a device's memory."""

    def __init__(self, *, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(
            f"A clip of {seconds:.0f} s alone needs more memory than the device has. Leave out "
            "longer clips (data.longest_s), use a smaller model, or share it out among several "
            "devices (FSDP)."
        )


class StateMismatchError(TrainingError):
    """What a run's folder goes on from belongs to another recipe or other data."""

    def __init__(self, state: str, changed: Sequence[str]) -> None:
        self.state, self.changed = state, tuple(changed)
        super().__init__(
            f"The state {state} was kept with other values of {', '.join(changed)}. Put them back "
            "to go on, or begin a new run."
        )


class CheckpointNotSavedError(TrainingError):
    """Writing a checkpoint failed; the one before is untouched."""

    def __init__(self, folder: str, detail: str) -> None:
        self.folder, self.detail = folder, detail
        super().__init__(
            f"The checkpoint {folder} could not be written: {detail}. The one before is untouched; "
            "make room and resume."
        )
