"""Who speaks what: the engine, the voice, the seed and the reference of each text."""

from collections.abc import Sequence
from functools import lru_cache

from catalog.models import Dataset
from catalog.speaking import engine_for
from corpus.models import Translation, Voice
from corpus.storage import audio_store
from engines.audio import decode
from engines.protocols import AudioClip, SynthesisRequest, Synthesizer
from generation.errors import VoicesMissingError
from generation.voices import DrawKey, draw_place, draw_seed
from jobs.kinds import Parameters

AS_SET = "as-set"
"""In the place of an engine's name: each language has its own, as the dataset says."""
CLIPS_KEPT = 32
"""Decoded references in memory: 30 s take 3 to 6 MB."""


class Library:
    """The voices of a dataset that may be drawn now; those of the bench apart."""

    def __init__(self, dataset: Dataset) -> None:
        voices = list(dataset.voices.drawable().order_by("name"))
        self.held_out = [voice for voice in voices if voice.held_out]
        self.others = [voice for voice in voices if not voice.held_out]

    def pool(self, *, in_bench: bool) -> list[Voice]:
        """The bench draws from voices of its own where there are any, all else never does."""
        return self.held_out if in_bench and self.held_out else self.others


class Casting:
    """Answers for one job; asks for voices when it is made, and once."""

    def __init__(self, dataset: Dataset, parameters: Parameters) -> None:
        self._dataset = dataset
        self._parameters = parameters
        self._library = Library(dataset)

    def engine_of(self, language: str, *, in_bench: bool) -> str:
        return engine_in(self._parameters, language, in_bench=in_bench)

    def voices(self, engine: Synthesizer, language: str, *, in_bench: bool) -> Sequence[str]:
        """Names to draw from, in a fixed order; none for a language that the engine lacks."""
        if engine.capabilities.clones:
            return [voice.name for voice in self._library.pool(in_bench=in_bench)]
        return [voice.name for voice in engine.capabilities.voices.get(language, ())]

    def request(self, engine: Synthesizer, text: Translation, *, attempt: int) -> SynthesisRequest:
        """Needs ``item`` loaded.

        Raises:
            VoicesMissingError: the engine clones, and all voices were retired meanwhile.
        """
        key = DrawKey(self._dataset.voice_seed, text.language, text.item.external_id)
        voice = self._draw(engine, key, in_bench=text.item.in_bench)
        return SynthesisRequest(
            text=text.question,
            language=text.language,
            voice=voice.name if isinstance(voice, Voice) else voice,
            seed=draw_seed(key, attempt) if engine.capabilities.has_chance else None,
            reference=load_reference(voice.sha256) if isinstance(voice, Voice) else None,
        )

    def _draw(self, engine: Synthesizer, key: DrawKey, *, in_bench: bool) -> Voice | str:
        names = self.voices(engine, key.language, in_bench=in_bench)
        if engine.capabilities.clones:
            if not names:
                raise VoicesMissingError(engine.name, needed=1, found=0)
            return self._library.pool(in_bench=in_bench)[draw_place(key, len(names))]
        return names[draw_place(key, len(names))] if names else ""

    def voice_row(self, name: str, *, in_bench: bool) -> Voice | None:
        """The voice of the library that a request to an engine that clones named."""
        pool = self._library.pool(in_bench=in_bench)
        return next((voice for voice in pool if voice.name == name), None)


def engine_in(parameters: Parameters, language: str, *, in_bench: bool) -> str:
    """The engine that a job's parameters name for a language."""
    name: str = parameters["engine"]
    if name != AS_SET:
        return name
    engines: dict[str, str] = parameters["engines"]
    held_out: dict[str, str] = parameters["bench_engines"]
    return held_out.get(language, engines[language]) if in_bench else engines[language]


def resolve_engines(dataset: Dataset, parameters: Parameters) -> dict[str, object]:
    """What "as set in the dataset" means now, so that a running job doesn't change under way.

    Where one engine speaks everything, its name stands alone, as if it had been chosen.
    """
    languages: list[str] = parameters["languages"]
    engines = {language: engine_for(dataset, language) for language in languages}
    bench = {
        language: name
        for language in languages
        if (name := engine_for(dataset, language, in_bench=True)) != engines[language]
    }
    if not bench and len(set(engines.values())) == 1:
        return {"engine": engines[languages[0]]}
    return {"engine": AS_SET, "engines": engines, "bench_engines": bench}


def engines_in(parameters: Parameters) -> list[str]:
    """All engines that a job's parameters name."""
    if parameters["engine"] != AS_SET:
        return [parameters["engine"]]
    return sorted({*parameters["engines"].values(), *parameters["bench_engines"].values()})


@lru_cache(maxsize=CLIPS_KEPT)
def load_reference(sha256: str) -> AudioClip:
    samples, rate = decode(audio_store().get(sha256))
    return AudioClip(samples=samples, sample_rate=rate)
