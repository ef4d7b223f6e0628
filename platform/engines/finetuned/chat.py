"""Reads and answers with a checkpoint trained here. Knows no torch until it is asked."""

from collections.abc import Sequence
from typing import Any

from engines.chat import LocalChat
from engines.checkpoints import SAFE_NAME
from engines.errors import CheckpointUnreadableError, EngineUnknownError, TrainedCheckpointError
from engines.finetuned.folders import find_reading
from engines.protocols import (
    ChatCapabilities,
    Completion,
    ItemFailure,
    Licence,
    Message,
    Parameter,
    Sampling,
)
from engines.responding import Source
from engines.settings import current


class TrainedChat(LocalChat):
    """A language model with what training added to it."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.name = source.name
        self._source = source

    @property
    def version(self) -> str:
        return self._source.version

    @property
    def licence(self) -> Licence:
        return Licence(
            name="LicenseRef-unknown", note="That of its base and data: see the model card."
        )

    @property
    def _checkpoint(self) -> str:
        return self._source.checkpoint

    @property
    def _key(self) -> str:
        source = self._source
        return f"chat {source.checkpoint} {source.adapter} {source.version} {current().device}"

    def _load(self) -> Any:
        return self._module().load_trained(self.name, self._checkpoint, self._source.adapter)


class FinetunedChat:
    """`checkpoint:NAME` as a chat model: what a cascade asks, or who reads transcripts.

    Looks its folder up anew each time, since training may just have written it.

    Raises:
        EngineUnknownError: the name could lead out of the folder of checkpoints.
        TrainedCheckpointError: at first use, where the checkpoint is missing, or hears.
    """

    def __init__(self, instance: str) -> None:
        self.name = f"checkpoint:{instance}"
        if not SAFE_NAME.fullmatch(instance):
            raise EngineUnknownError("chat model", self.name, ["checkpoint:<name of its folder>"])
        self._instance = instance
        self._known: dict[Source, TrainedChat] = {}

    @property
    def version(self) -> str:
        return self._chat.version

    @property
    def parameters(self) -> dict[str, Parameter]:
        return {}

    @property
    def capabilities(self) -> ChatCapabilities:
        return self._chat.capabilities

    def complete(
        self, conversations: Sequence[tuple[Message, ...]], sampling: Sampling
    ) -> list[Completion | ItemFailure]:
        chat = self._chat
        try:
            return chat.complete(conversations, sampling)
        except CheckpointUnreadableError as error:
            raise TrainedCheckpointError(
                self._instance, folder=error.checkpoint, detail=error.detail
            ) from error

    @property
    def _chat(self) -> TrainedChat:
        source = find_reading(self._instance)
        if source not in self._known:
            self._known = {source: TrainedChat(source)}
        return self._known[source]
