"""Errors of whole engines and of audio.

What goes wrong with one item of a batch is no exception but an `ItemFailure` among the results.

EngineError
├── EngineUnknownError
├── EngineUnavailableError
├── CheckpointMissingError
├── CheckpointUnreadableError
├── TrainedCheckpointError
├── EngineCrashedError
├── ChoicesUnusableError
├── ChoicesUnsupportedError
├── EndpointRefusedError
└── EndpointUnreachableError
AudioError
├── AudioInvalidError
└── AudioUnreadableError
"""

from collections.abc import Iterable

# The project is no package of an index: extras come by its Makefile.
_TARGETS = {"models": "models", "embedded": "run"}


class EngineError(Exception):
    """An engine as a whole can't do its work."""


class EngineUnknownError(EngineError):
    """No engine of this kind has this name."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind = kind
        self.name = name
        self.known = tuple(sorted(known))
        super().__init__(
            f"There is no {kind} called {name!r}. Use one of: {', '.join(self.known)}."
        )


class EngineUnavailableError(EngineError):
    """The engine exists but something it needs is not installed here."""

    def __init__(self, name: str, *, reason: str, extra: str | None) -> None:
        self.name = name
        self.reason = reason
        self.extra = extra
        super().__init__(f"Engine {name!r} can't start here: {reason}. {_cure(extra)}")


def _cure(extra: str | None) -> str:
    target = _TARGETS.get(extra or "")
    return f"`make {target}` installs what it needs." if target else "Repair the installation."


class CheckpointMissingError(EngineError):
    """There is no model where the settings say."""

    def __init__(self, name: str, *, checkpoint: str, detail: str) -> None:
        self.name = name
        self.checkpoint = checkpoint
        super().__init__(
            f"Engine {name!r} finds no model at {checkpoint!r}: {detail}. Name its folder in "
            "ENGINE_CHECKPOINTS, or fetch the model first."
        )


class CheckpointUnreadableError(EngineError):
    """The model's files are there but broken, or those of another model."""

    def __init__(self, name: str, *, checkpoint: str, detail: str) -> None:
        self.name = name
        self.checkpoint = checkpoint
        self.detail = detail
        super().__init__(
            f"Engine {name!r} can't read its model at {checkpoint!r}: {detail}. Fetch it again, "
            "or name another folder in ENGINE_CHECKPOINTS."
        )


class TrainedCheckpointError(EngineError):
    """A checkpoint trained here is missing, incomplete, or of a kind that can't answer."""

    def __init__(self, name: str, *, folder: str, detail: str) -> None:
        self.name = name
        self.folder = folder
        super().__init__(
            f"Checkpoint {name!r} can't answer: {detail} (in {folder!r}). Choose another one, or "
            "train and save it again."
        )


class EngineCrashedError(EngineError):
    """The engine's own process died and died again after a restart."""

    def __init__(self, name: str, *, detail: str) -> None:
        self.name = name
        self.detail = detail
        super().__init__(
            f"Engine {name!r} crashed twice in a row: {detail}. Look at the worker's log and at "
            "the memory it had, then run the batch again."
        )


class ChoicesUnusableError(EngineError):
    """Labels can't be written one by one with the tokens of a model."""

    def __init__(self, detail: str) -> None:
        self.detail = detail
        super().__init__(f"The model can't choose among these labels: {detail}. Word them anew.")


class ChoicesUnsupportedError(EngineError):
    """Nobody said how a server is told to keep to a few labels."""

    def __init__(self, name: str, *, known: Iterable[str]) -> None:
        self.name = name
        super().__init__(
            f"Engine {name!r} can't be held to labels: its settings don't say how. If its server "
            f"can, set `choices` in ENGINE_ENDPOINTS to one of: {', '.join(known)}."
        )


class EndpointRefusedError(EngineError):
    """The server refuses every request: a wrong key, no such model, an empty account."""

    def __init__(self, name: str, *, host: str, status: int, detail: str) -> None:
        self.name = name
        self.host = host
        self.status = status
        super().__init__(
            f"Engine {name!r}: {host} refuses all work ({status}): {detail} "
            "Check its url, model and key in ENGINE_ENDPOINTS, and the account behind the key."
        )


class EndpointUnreachableError(EngineError):
    """No server answers at the endpoint's address."""

    def __init__(self, name: str, *, host: str) -> None:
        self.name = name
        self.host = host
        super().__init__(
            f"Engine {name!r}: nothing answers at {host}. Start the server, or correct its url in "
            "ENGINE_ENDPOINTS."
        )


class AudioError(ValueError):
    """Samples or bytes can't be used as audio."""


class AudioInvalidError(AudioError):
    """Samples are not finite float mono audio."""


class AudioUnreadableError(AudioError):
    """Bytes are no sound file that can be read."""
