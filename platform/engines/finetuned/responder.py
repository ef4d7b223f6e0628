"""Answers as the family of a checkpoint does, with its weights. Knows no torch until then."""

from collections.abc import Mapping, Sequence

from engines.checkpoints import SAFE_NAME
from engines.errors import CheckpointUnreadableError, EngineUnknownError, TrainedCheckpointError
from engines.finetuned.folders import find
from engines.protocols import (
    ItemFailure,
    ListenerCapabilities,
    Parameter,
    Reply,
    ResponseRequest,
    Sampling,
)
from engines.responding import Source, SpeechResponder


class Finetuned:
    """Looks its folder up anew each time, since training may just have written it.

    Raises:
        EngineUnknownError: the name could lead out of the folder of checkpoints.
        TrainedCheckpointError: at first use, where the checkpoint is missing or can't answer.
    """

    def __init__(self, instance: str) -> None:
        self.name = f"checkpoint:{instance}"
        if not SAFE_NAME.fullmatch(instance):
            raise EngineUnknownError("responder", self.name, ["checkpoint:<name of its folder>"])
        self._instance = instance
        self._known: dict[Source, SpeechResponder] = {}

    @property
    def version(self) -> str:
        return self._responder.version

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        return self._responder.parameters

    @property
    def capabilities(self) -> ListenerCapabilities:
        return self._responder.capabilities

    def respond(
        self, requests: Sequence[ResponseRequest], sampling: Sampling
    ) -> list[Reply | ItemFailure]:
        responder = self._responder
        try:
            return responder.respond(requests, sampling)
        except CheckpointUnreadableError as error:
            raise TrainedCheckpointError(
                self._instance, folder=error.checkpoint, detail=error.detail
            ) from error

    @property
    def _responder(self) -> SpeechResponder:
        family, source = find(self._instance)
        if source not in self._known:
            self._known = {source: family(source)}
        return self._known[source]
