"""What a manager who chooses an engine should know of it, as far as it is known here."""

from dataclasses import dataclass, field

from engines import registry
from engines.availability import absence
from engines.checkpoints import trained
from engines.errors import EngineUnavailableError, TrainedCheckpointError
from engines.settings import current


@dataclass(frozen=True, kw_only=True)
class Description:
    name: str
    languages: list[str] = field(default_factory=list)
    """ISO 639-3, those it translates into, speaks, writes down or answers; empty: not known."""
    clones: bool = False
    licence: str = ""
    """SPDX where there is one."""
    problem: str = ""
    """Why no job with it can be started, in a sentence; empty where one can."""
    warning: str = ""
    """Why such a job may fail all the same, in a sentence: its model is not on this machine."""


def describe(kind: registry.Kind) -> list[Description]:
    """All engines of a kind, in the order of the registry, whether they are here or not."""
    return [_describe(kind, name) for name in registry.names(kind)]


def describe_trained() -> list[Description]:
    """Checkpoints trained here, by name, as responders; a recognizer hears for those that read."""
    return [_describe("responder", engine) for name in trained() for engine in _engines_of(name)]


def describe_chatting() -> list[Description]:
    """All chat models behind a recognizer, and given the right transcript."""
    return [
        _describe("responder", f"{family}:{name}")
        for name in registry.names("chat model")
        for family in registry.CHATTING
    ]


def _engines_of(checkpoint: str) -> tuple[str, ...]:
    """Who answers with it; one that is broken says so when it is described."""
    chat = f"checkpoint:{checkpoint}"
    try:
        registry.chat_model(chat).capabilities  # noqa: B018 - it is looked up
    except (EngineUnavailableError, TrainedCheckpointError):
        return (chat,)
    return tuple(f"{family}:{chat}" for family in registry.CHATTING)


def _describe(kind: registry.Kind, name: str) -> Description:
    row = registry.entry(kind, name)
    on_workers = row.extra in current().worker_extras
    try:
        registry.check_installed(kind, name)
        languages, licence = _abilities(kind, name)
    except (EngineUnavailableError, TrainedCheckpointError) as absent:
        return Description(name=name, clones=row.clones, problem="" if on_workers else str(absent))
    return Description(
        name=name,
        languages=sorted(languages),
        clones=row.clones,
        licence=licence,
        warning="" if on_workers else _lacking_model(kind, name),
    )


def _abilities(kind: registry.Kind, name: str) -> tuple[frozenset[str], str]:
    """Languages and licence. Raises EngineUnavailableError."""
    match kind:
        case "translator":
            translating = registry.translator(name).capabilities
            return translating.targets, translating.licence.name
        case "synthesizer":
            speaking = registry.synthesizer(name).capabilities
            return speaking.languages, speaking.licence.name
        case "recognizer":
            hearing = registry.recognizer(name).capabilities
            return hearing.languages, hearing.licence.name
        case "responder":
            answering = registry.responder(name).capabilities
            return answering.languages, answering.licence.name
        case "chat model":
            return frozenset(), registry.chat_model(name).capabilities.licence.name
        case _:
            return frozenset(), ""


def _lacking_model(kind: registry.Kind, name: str) -> str:
    reason = absence(kind, name)
    return "" if reason is None else f"Engine {name!r}: {reason} on this machine."
