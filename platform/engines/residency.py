"""At most one big model in memory: loading another lets the first go. No torch in here.

Small engines (espeak-ng, the translation memory) have no model to load and never come here.
"""

import gc
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

Model = TypeVar("Model")


class Residence:
    """A place for one model. Whoever uses it has it alone."""

    def __init__(self, free_memory: Callable[[], object] = gc.collect) -> None:
        self._free_memory = free_memory
        self._lock = threading.RLock()
        self._name: str | None = None
        self._model: Any = None

    @contextmanager
    def resident(self, name: str, load: Callable[[], Model]) -> Iterator[Model]:
        """The model of this name, loaded if another or none is here; others wait meanwhile.

        Keep no reference to it beyond the `with` block, and don't use two models at once: memory
        is only freed when nobody holds what was evicted.

        Args:
            name: of engine and checkpoint; the same name means the same model.
            load: makes the model; called when memory is free again. What it raises is raised
                here, and leaves nothing resident.
        """
        with self._lock:
            if self._name != name:
                self._evict()
                self._model = load()
                self._name = name
            yield cast("Model", self._model)

    def evict(self) -> None:
        """Lets go of the model, if there is one."""
        with self._lock:
            self._evict()

    def _evict(self) -> None:
        if self._name is None:
            return
        self._name = self._model = None
        self._free_memory()


def free_memory() -> None:
    """Gives back what nobody holds any more, a GPU's memory too where torch was imported."""
    gc.collect()
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        torch.cuda.empty_cache()


_process = Residence(free_memory)
resident = _process.resident
evict = _process.evict
