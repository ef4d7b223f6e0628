"""A model of transformers behind a Protocol of listening. Knows no torch until the first clip."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from importlib import import_module
from typing import Any, TypeVar

from engines.batching import Budget, run_in_batches
from engines.checkpoints import identity, weight_bytes
from engines.hearing.clips import RATE, Heard, Limits, answer_heard, prepare
from engines.loading import is_out_of_memory
from engines.protocols import (
    AudioClip,
    FailureCode,
    ItemFailure,
    Licence,
    ListenerCapabilities,
    Parameter,
)
from engines.residency import free_memory, resident
from engines.settings import current

Answer = TypeVar("Answer")


class ModelListener:
    """Holds no model: each call borrows it from the process (`engines.residency`)."""

    name: str
    parameters: Mapping[str, Parameter] = {}
    codes: Mapping[str, str]
    """What the model calls our languages; empty where language doesn't matter."""
    limits: Limits
    licence: Licence
    loader: str
    """Dotted path of a function that takes the engine's name and its checkpoint."""
    batch_s = 480.0
    """Padded seconds in a batch, lowered where memory ends. Decides no output."""

    def __init__(self) -> None:
        self._budget = Budget(padded=int(self.batch_s * RATE))

    @property
    def version(self) -> str:
        return identity(current().checkpoint(self.name))

    @property
    def capabilities(self) -> ListenerCapabilities:
        return ListenerCapabilities(
            languages=frozenset(self.codes), max_seconds=self.limits.most_s, licence=self.licence
        )

    def prepare(self, clip: AudioClip, language: str | None = None) -> Heard | ItemFailure:
        """Of a language that the engine must know, where one is told."""
        if language is None:
            return prepare(clip, self.limits, name=self.name)
        if language not in self.codes:
            return ItemFailure(
                FailureCode.LANGUAGE_UNSUPPORTED, f"{self.name} does not know {language!r}."
            )
        return prepare(clip, self.limits, name=self.name, language=self.codes[language])

    def ask(
        self,
        given: Sequence[Heard | ItemFailure],
        run: Callable[[Any, list[Heard]], Sequence[Answer | ItemFailure]],
        *,
        size_of: Callable[[Heard], int] = lambda heard: heard.size,
        group_of: Callable[[Heard], Hashable] = lambda heard: heard.language,
    ) -> list[Answer | ItemFailure]:
        """Run batches of like length on the model; one answer each, in order."""

        def run_all(heard: list[Heard]) -> list[Answer | ItemFailure]:
            with self._model() as model:
                return run_in_batches(
                    heard,
                    size_of=size_of,
                    run=lambda batch: run(model, batch),
                    budget=self._budget,
                    is_out_of_memory=is_out_of_memory,
                    free_memory=free_memory,
                    group_of=group_of,
                )

        return answer_heard(given, run_all)

    def _model(self) -> Any:
        checkpoint = current().checkpoint(self.name)
        key = f"{self.loader} {checkpoint} {current().device}"
        return resident(key, lambda: self._load(checkpoint), lambda: weight_bytes(checkpoint))

    def _load(self, checkpoint: str) -> Any:
        module, _, function = self.loader.rpartition(".")
        return getattr(import_module(module), function)(self.name, checkpoint)
