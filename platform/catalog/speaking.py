"""Which engine speaks which language of a dataset."""

from collections.abc import Iterable, Mapping

from catalog.models import Dataset
from engines import registry
from engines.errors import EngineUnavailableError, EngineUnknownError
from engines.settings import current
from languages import SynthesizerName, get

DEFAULT_ENGINE = "espeak-ng"
"""Speaks all languages on any laptop."""

TABLE_2: Mapping[SynthesizerName, str] = {
    "xtts": "xtts-v2",
    "mms": "mms-tts",
    "seamless": "seamless-m4t-v2",
}
"""What the paper's Table 2 calls an engine, by our name of it."""


def engine_for(dataset: Dataset, language: str, *, in_bench: bool = False) -> str:
    chosen: str = dataset.synthesizers.get(language, DEFAULT_ENGINE)
    return str(dataset.bench_synthesizers.get(language, chosen)) if in_bench else chosen


def engines_of_table_2(languages: Iterable[str]) -> dict[str, str]:
    """As the paper has it, with its erratum corrected (see `Language.default_synthesizer`)."""
    return {language: TABLE_2[get(language).default_synthesizer] for language in languages}


def find_problem(engine: str, language: str) -> str | None:
    """Why an engine can't speak a language here, in a sentence; None where it can.

    Where only the workers have the engine, they know its languages, and say so item by item.
    """
    try:
        registry.check_installed("synthesizer", engine)
        spoken = registry.synthesizer(engine).capabilities.languages
    except EngineUnknownError as unknown:
        return str(unknown)
    except EngineUnavailableError as absent:
        on_workers = registry.entry("synthesizer", engine).extra in current().worker_extras
        return None if on_workers else str(absent)
    if language in spoken:
        return None
    others = ", ".join(sorted(spoken)) or "nothing"
    return f"{engine} does not speak {get(language).name} ({language}). It speaks: {others}."
