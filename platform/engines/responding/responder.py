"""A speech model behind the Responder Protocol. Knows no torch until the first clip."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from engines.batching import Budget
from engines.checkpoints import identity, weight_bytes
from engines.errors import EngineUnavailableError
from engines.hearing import Heard, Limits, prepare
from engines.protocols import (
    ItemFailure,
    Licence,
    ListenerCapabilities,
    Parameter,
    Reply,
    ResponseRequest,
    Sampling,
)
from engines.residency import resident
from engines.settings import current
from engines.wording import Row, Written, write_in_batches


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where a model comes from that the settings don't name."""

    name: str
    version: str
    checkpoint: str
    adapter: str = ""
    """A folder with weights to be added to it; none where it is empty."""


class SpeechResponder:
    """Hears the clip alone, or with the request's prompt beside it where there is one.

    It is never told task or language: what it should do stands in the prompt, if anywhere.
    """

    name: str
    parameters: Mapping[str, Parameter] = {}
    languages: frozenset[str]
    """Those that it says it supports; empty where it doesn't say."""
    limits: Limits
    licence: Licence
    loader: str
    """Dotted path of a function that takes the engine's name, a checkpoint and an adapter."""
    batch_tokens = 16_384
    """Padded tokens in a batch, sound and words to be written; lowered where memory ends. Decides
    no output."""

    def __init__(self, source: Source | None = None) -> None:
        """Takes what stands for the published model, where something does."""
        self._budget = Budget(padded=self.batch_tokens)
        self._source = source
        if source is not None:
            self.name = source.name

    @property
    def version(self) -> str:
        return self._source.version if self._source else identity(self._checkpoint)

    @property
    def capabilities(self) -> ListenerCapabilities:
        return ListenerCapabilities(
            languages=self.languages, max_seconds=self.limits.most_s, licence=self.licence
        )

    def respond(
        self, requests: Sequence[ResponseRequest], sampling: Sampling
    ) -> list[Reply | ItemFailure]:
        given = [prepare(request.clip, self.limits, name=self.name) for request in requests]
        heard = [
            (one, request.prompt)
            for one, request in zip(given, requests, strict=True)
            if isinstance(one, Heard)
        ]
        answers = iter(self._answer(heard, sampling) if heard else ())
        return [one if isinstance(one, ItemFailure) else _reply(next(answers)) for one in given]

    def weigh(self, checkpoint: str) -> int | None:
        """About how many bytes it takes in memory, or None where nobody knows."""
        return weight_bytes(checkpoint)

    def _answer(
        self, heard: Sequence[tuple[Heard, str]], sampling: Sampling
    ) -> list[Written | ItemFailure]:
        checkpoint = self._checkpoint
        key = f"{self.loader} {checkpoint} {self._adapter} {self.version} {current().device}"
        with resident(key, self._load, lambda: self.weigh(checkpoint)) as model:
            rows: list[Row] = [model.read(one.samples, prompt) for one, prompt in heard]
            return write_in_batches(
                rows,
                sampling,
                lambda batch: model.write(batch, sampling),
                budget=self._budget,
                name=self.name,
                window=model.window,
            )

    def _load(self) -> Any:
        module, _, function = self.loader.rpartition(".")
        try:
            load = getattr(import_module(module), function)
        except ImportError as error:
            raise EngineUnavailableError(self.name, reason=str(error), extra="models") from error
        return load(self.name, self._checkpoint, self._adapter)

    @property
    def _checkpoint(self) -> str:
        return self._source.checkpoint if self._source else current().checkpoint(self.name)

    @property
    def _adapter(self) -> str:
        return self._source.adapter if self._source else ""


def _reply(written: Written | ItemFailure) -> Reply | ItemFailure:
    if isinstance(written, ItemFailure):
        return written
    return Reply(
        text=written.text,
        input_tokens=written.input_tokens,
        output_tokens=written.output_tokens,
    )
