"""Whether an engine could start here, asked without importing torch or the engine's model."""

from engines import registry, settings
from engines.checkpoints import is_here
from engines.errors import EngineUnavailableError

_RECOGNIZER = "whisper"
_PARTS = {"cascade": (_RECOGNIZER, "aya-expanse")}
"""Engines whose models are those of others."""


def absence(kind: registry.Kind, name: str) -> str | None:
    """Why an engine can't start on this machine, or None where it can.

    A model that is only on the hub counts as absent unless somebody named it in the settings:
    nobody expects gigabytes to be fetched unasked.

    Raises:
        EngineUnknownError: there is none of this kind and name.
    """
    try:
        registry.check_installed(kind, name)
    except EngineUnavailableError as unavailable:
        return unavailable.reason
    reasons = map(_lacks_model, _parts_of(name))
    return next((reason for reason in reasons if reason), None)


def _parts_of(name: str) -> tuple[str, ...]:
    family, _, chat = name.partition(":")
    match family if chat else "":
        case "cascade":
            return _RECOGNIZER, chat
        case "transcript":
            return (chat,)
        case _:
            return _PARTS.get(name, (name,))


def _lacks_model(name: str) -> str | None:
    if name not in settings.CHECKPOINTS:
        return None
    checkpoint = settings.current().checkpoint(name)
    named = name in settings.current().checkpoints
    if is_here(checkpoint):
        return None
    looks_like_folder = checkpoint.startswith((".", "/", "~"))
    if named and not looks_like_folder:
        return None
    return f"no model at {checkpoint!r}"
