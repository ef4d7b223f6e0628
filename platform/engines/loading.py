"""Reading a model from its folder or from the hub, with errors of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engines.checkpoints import is_hub_name
from engines.errors import CheckpointMissingError, CheckpointUnreadableError
from engines.settings import current

# How torch on a CPU, and libraries below it on a GPU, say that memory ended.
_NO_MEMORY = ("can't allocate memory", "not enough memory", "out of memory", "ALLOC_FAILED")


@contextmanager
def reading(name: str, checkpoint: str) -> Iterator[None]:
    """Say what is wrong with a checkpoint that is read within the block.

    Raises:
        CheckpointMissingError: there is no such folder, nor such a model on the hub.
        CheckpointUnreadableError: its files are broken, or those of another model.
    """
    there = Path(checkpoint).is_dir()
    if not there and not is_hub_name(checkpoint):
        raise CheckpointMissingError(name, checkpoint=checkpoint, detail="no such folder")
    try:
        yield
    except (ImportError, MemoryError):
        raise
    except Exception as error:
        if is_out_of_memory(error):
            raise
        detail = (str(error) or type(error).__name__).splitlines()[0][:200]
        if there or not isinstance(error, OSError):
            raise CheckpointUnreadableError(name, checkpoint=checkpoint, detail=detail) from error
        raise CheckpointMissingError(name, checkpoint=checkpoint, detail=detail) from error


def is_out_of_memory(error: BaseException) -> bool:
    """Whether a GPU or the machine had no memory left; asks by name, so that torch stays out."""
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":
        return True
    said = str(error)
    return isinstance(error, RuntimeError) and any(words in said for words in _NO_MEMORY)


def device() -> str:
    """The torch device that the settings name."""
    import torch

    chosen = current().device
    if chosen != "auto":
        return chosen
    return "cuda" if torch.cuda.is_available() else "cpu"
