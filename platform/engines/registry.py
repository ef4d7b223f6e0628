"""Which engines there are, by name; an engine is imported at first use.

To add one, add a row with the dotted path of a class that takes no arguments and keeps the
Protocol of its kind.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Literal, cast

from engines.errors import EngineUnavailableError, EngineUnknownError
from engines.protocols import Synthesizer, Translator

Kind = Literal["translator", "synthesizer"]


@dataclass(frozen=True, slots=True)
class Entry:
    path: str
    """`package.module.Class`."""
    extra: str | None = None
    """The extra of this project that brings what the engine needs; None: nothing beyond core."""


ENGINES: dict[tuple[Kind, str], Entry] = {
    ("translator", "translation-memory"): Entry("generation.memory.MemoryTranslator"),
    ("synthesizer", "espeak-ng"): Entry("engines.espeak.EspeakSynthesizer", extra="embedded"),
}


def names(kind: Kind) -> tuple[str, ...]:
    """Names of all engines of a kind, installed here or not."""
    return tuple(name for entry_kind, name in ENGINES if entry_kind == kind)


def translator(name: str) -> Translator:
    """The translator of this name, one per process.

    Raises:
        EngineUnknownError: there is none.
        EngineUnavailableError: what it needs is not installed.
    """
    return cast("Translator", _engine("translator", name))


def synthesizer(name: str) -> Synthesizer:
    """The synthesizer of this name, one per process.

    Raises:
        EngineUnknownError: there is none.
        EngineUnavailableError: what it needs is not installed.
    """
    return cast("Synthesizer", _engine("synthesizer", name))


def _engine(kind: Kind, name: str) -> object:
    try:
        entry = ENGINES[kind, name]
    except KeyError:
        raise EngineUnknownError(kind, name, names(kind)) from None
    return _load(name, entry)


@cache
def _load(name: str, entry: Entry) -> object:
    module, _, attribute = entry.path.rpartition(".")
    try:
        return getattr(import_module(module), attribute)()
    except ImportError as error:
        raise EngineUnavailableError(name, reason=str(error), extra=entry.extra) from error
