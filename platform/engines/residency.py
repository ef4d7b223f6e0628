"""Big models in memory: as many as a share of it holds, the one used longest ago goes first.

Jobs that listen ask several models about each batch, and reading one takes longer than hearing a
batch. The rest of memory is for what models work with. No torch is imported in here.

Small engines (espeak-ng, the translation memory) have no model to load and never come here.
"""

import gc
import os
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar, cast

Model = TypeVar("Model")
Weigh = Callable[[], int | None]
"""Says how many bytes a model will take, or None where nobody knows: then it stays alone."""
_SHARE_OF_GPU = 2
_SHARE_OF_MACHINE = 8
"""Several workers share a machine's memory, but none shares a GPU."""


class _Resident(NamedTuple):
    model: Any
    size: int | None


class Residence:
    """A place for models. Whoever uses one has the place alone."""

    def __init__(
        self,
        free_memory: Callable[[], object] = gc.collect,
        capacity: Callable[[], int] = lambda: 0,
    ) -> None:
        """Takes what gives memory back, and what says how many bytes of models there may be."""
        self._free_memory = free_memory
        self._capacity = capacity
        self._lock = threading.RLock()
        self._models: OrderedDict[str, _Resident] = OrderedDict()

    @contextmanager
    def resident(
        self, name: str, load: Callable[[], Model], weigh: Weigh = lambda: None
    ) -> Iterator[Model]:
        """The model of this name, loaded if it isn't here; others wait meanwhile.

        Keep no reference to it beyond the `with` block, and don't use two models at once: memory
        is only freed when nobody holds what was evicted.

        Args:
            name: of engine and checkpoint; the same name means the same model.
            load: makes the model; called when there is room. What it raises is raised here, and
                the model is not resident.
            weigh: asked before it is loaded; a model of unknown size has all of the memory.
        """
        with self._lock:
            if name not in self._models:
                size = weigh()
                self._make_room(size)
                self._models[name] = _Resident(load(), size)
            self._models.move_to_end(name)
            yield cast("Model", self._models[name].model)

    def evict(self) -> None:
        """Lets go of all models."""
        with self._lock:
            self._keep(0)

    def relieve(self) -> None:
        """For who has no memory left to work with: lets go of all models but the one in use."""
        with self._lock:
            self._keep(1)
            self._free_memory()

    def _make_room(self, size: int | None) -> None:
        kept = len(self._models)
        while kept and not self._fits(size, kept):
            kept -= 1
        self._keep(kept)

    def _fits(self, size: int | None, kept: int) -> bool:
        """Whether a model of this size has room beside those used last."""
        newest = list(self._models.values())[-kept:]
        sizes = [size, *(one.size for one in newest)]
        known = [one for one in sizes if one is not None]
        return len(known) == len(sizes) and sum(known) <= self._capacity()

    def _keep(self, count: int) -> None:
        """Those used last."""
        if len(self._models) <= count:
            return
        while len(self._models) > count:
            self._models.popitem(last=False)
        self._free_memory()


def _free_memory() -> None:
    """Gives back what nobody holds any more, a GPU's memory too where torch was imported."""
    gc.collect()
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        torch.cuda.empty_cache()


def _capacity() -> int:
    """Bytes."""
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        return int(torch.cuda.get_device_properties(0).total_memory) // _SHARE_OF_GPU
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // _SHARE_OF_MACHINE


_process = Residence(_free_memory, _capacity)
resident = _process.resident
evict = _process.evict
free_memory = _process.relieve
"""When a batch doesn't fit: models that wait for the next batch give way first."""
