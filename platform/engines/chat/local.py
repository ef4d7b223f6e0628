"""A chat model on this machine. Knows no torch until the first conversation."""

import json
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from engines.batching import Budget
from engines.checkpoints import identity, weight_bytes
from engines.errors import EngineUnavailableError
from engines.protocols import (
    ChatCapabilities,
    Completion,
    ItemFailure,
    Licence,
    Message,
    Parameter,
    Sampling,
)
from engines.residency import resident
from engines.settings import CHECKPOINTS, current
from engines.wording import Written, write_in_batches

_UNKNOWN_LICENCE = Licence(
    name="LicenseRef-unknown", note="That of the model that the settings name."
)


class LocalChat:
    """Whatever the settings name, a judge for instance.

    Models without a system role are told what a system message says in the first of the user's.
    """

    name = "local-chat"
    parameters: Mapping[str, Parameter] = {}
    types: tuple[str, ...] = ()
    """Model types, as config.json says them; none: any."""
    plain = False
    """It reads what is said as it stands, with nothing around it, and needs no chat template."""
    max_tokens = 8_192
    """Of conversation and completion together, where the checkpoint doesn't say."""
    published_licence = Licence(name="Apache-2.0")
    batch_tokens = 32_768
    """Padded tokens in a batch, those to be written with them; lowered where memory ends. Decides
    no output."""

    def __init__(self) -> None:
        self._budget = Budget(padded=self.batch_tokens)

    @property
    def version(self) -> str:
        return identity(self._checkpoint)

    @property
    def capabilities(self) -> ChatCapabilities:
        return ChatCapabilities(
            max_tokens=_window(self._checkpoint) or self.max_tokens, licence=self.licence
        )

    @property
    def licence(self) -> Licence:
        published = self._checkpoint == CHECKPOINTS[self.name]
        return self.published_licence if published else _UNKNOWN_LICENCE

    def complete(
        self, conversations: Sequence[tuple[Message, ...]], sampling: Sampling
    ) -> list[Completion | ItemFailure]:
        if not conversations:
            return []
        checkpoint = self._checkpoint
        with resident(self._key, self._load, lambda: weight_bytes(checkpoint)) as model:
            rows = [model.read(conversation) for conversation in conversations]
            written = write_in_batches(
                rows,
                sampling,
                lambda batch: model.write(batch, sampling),
                budget=self._budget,
                name=self.name,
                window=self.capabilities.max_tokens,
            )
            return [_completion(one) for one in written]

    @property
    def _checkpoint(self) -> str:
        return current().checkpoint(self.name)

    @property
    def _key(self) -> str:
        """Tells the model in memory from others."""
        return f"chat {self._checkpoint} {current().device}"

    def _load(self) -> Any:
        return self._module().load(self.name, self._checkpoint, self.types, plain=self.plain)

    def _module(self) -> Any:
        try:
            return import_module("engines.chat.model")
        except ImportError as error:
            raise EngineUnavailableError(self.name, reason=str(error), extra="models") from error


def _completion(written: Written | ItemFailure) -> Completion | ItemFailure:
    if isinstance(written, ItemFailure):
        return written
    return Completion(
        text=written.text,
        input_tokens=written.input_tokens,
        output_tokens=written.output_tokens,
        cut=written.cut,
    )


def _window(checkpoint: str) -> int | None:
    """What a folder's configuration says, if it can be read; asked without torch or hub."""
    try:
        said = json.loads((Path(checkpoint) / "config.json").read_text())
    except (OSError, ValueError):
        return None
    window = said.get("max_position_embeddings") if isinstance(said, dict) else None
    return window if isinstance(window, int) else None
