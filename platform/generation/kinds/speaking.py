"""What job kinds that voice texts share: their parameters, their plan, their estimate."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from rest_framework import serializers

from catalog.models import Dataset
from engines import registry
from generation.casting import (
    AS_SET,
    Casting,
    Library,
    engine_in,
    engines_in,
    resolve_engines,
)
from generation.errors import VoicesMissingError
from generation.kinds.parameters import EngineField, LanguagesParameters
from generation.planning import Subjects, Values, add_up, count_subjects, insert_batches
from generation.speech_rate import expect_audio_seconds
from generation.voices import draw_sql, voices_needed
from jobs.enums import Queue
from jobs.kinds import Estimate, Parameters
from jobs.models import Job

BATCH_UNITS = 32
MOST_ATTEMPTS = 10
# Twin of what `Casting` draws, so that a batch asks for few voices.
_BY_VOICE = """
SELECT s.language, s.id, s.size, s.item_id, i.in_bench AND pool.bench_apart AS apart,
       {draw} AS voice
FROM ({subjects}) s JOIN corpus_item i ON i.id = s.item_id
JOIN unnest(%(pool_languages)s::text[], %(pool_voices)s::int[], %(pool_bench_voices)s::int[],
            %(pool_bench_apart)s::boolean[])
    AS pool (language, voices, bench_voices, bench_apart) ON pool.language = s.language
"""
_DRAW = draw_sql(
    seed="%(voice_seed)s",
    language="s.language",
    external_id="i.external_id",
    voices="CASE WHEN i.in_bench THEN pool.bench_voices ELSE pool.voices END",
)


class SpeakerField(EngineField):
    """A synthesizer's name, or nothing: then each language has its own."""

    def __init__(self) -> None:
        super().__init__(
            "synthesizer",
            default=AS_SET,
            help_text=f"{AS_SET}: the engine of each language, as set in the dataset.",
        )

    def to_internal_value(self, data: Any) -> str:
        return AS_SET if data == AS_SET else super().to_internal_value(data)


class SpeakingParameters(LanguagesParameters):
    engine = SpeakerField()
    max_attempts = serializers.IntegerField(
        default=3,
        min_value=1,
        max_value=MOST_ATTEMPTS,
        help_text="A recording that fails its checks is voiced again with another seed, up to so"
        " many times in all; then it is set aside.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        dataset: Dataset = self.context["dataset"]
        if attrs["engine"] == AS_SET:
            attrs |= resolve_engines(dataset, attrs)
            field = self.fields["engine"]
            for name in engines_in(attrs):
                field.run_validation(name)
        check_voices(dataset, engines_in(attrs))
        return attrs


def check_voices(dataset: Dataset, engines: Iterable[str]) -> None:
    """Raises VoicesMissingError where an engine clones and the library is too small for it."""
    cloning = [name for name in engines if registry.entry("synthesizer", name).clones]
    needed = voices_needed(dataset.voice_share_cap)
    if cloning and (found := len(Library(dataset).others)) < needed:
        raise VoicesMissingError(cloning[0], needed=needed, found=found)


def queue_of_speakers(parameters: Parameters) -> Queue:
    """Where the neediest of its engines runs; a worker with a GPU has the others, too."""
    rows = [registry.entry("synthesizer", name) for name in engines_in(parameters)]
    return Queue.GPU if any(row.gpu for row in rows) else Queue.CPU


def plan_speaking(job: Job, subjects: Subjects) -> int:
    """Plans subjects, those of one voice together.

    Raises:
        VoicesMissingError: meanwhile there are too few voices.
        EngineUnavailableError: this worker lacks an engine.
    """
    check_voices(job.dataset, engines_in(job.parameters))
    sql = _BY_VOICE.format(subjects=subjects.sql, draw=_DRAW)
    seed = {"voice_seed": str(job.dataset.voice_seed)}
    values: Values = {**subjects.values, **_pools(job), **seed}
    return insert_batches(job, sql, values, batch_units=BATCH_UNITS)


def _pools(job: Job) -> Values:
    """By language: from how many voices are drawn, in the bench and outside it."""
    casting = Casting(job.dataset, job.parameters)
    languages: list[str] = job.parameters["languages"]

    def count(language: str, *, in_bench: bool) -> int:
        engine = registry.synthesizer(casting.engine_of(language, in_bench=in_bench))
        return len(casting.voices(engine, language, in_bench=in_bench))

    return {
        "pool_languages": languages,
        "pool_voices": [count(language, in_bench=False) for language in languages],
        "pool_bench_voices": [count(language, in_bench=True) for language in languages],
        "pool_bench_apart": [_is_bench_apart(job.parameters, language) for language in languages],
    }


def _is_bench_apart(parameters: Parameters, language: str) -> bool:
    names = {engine_in(parameters, language, in_bench=flag) for flag in (False, True)}
    return len(names) > 1


def estimate_speaking(dataset: Dataset, subjects: Subjects) -> Estimate:
    counted = count_subjects(dataset, subjects)
    return replace(add_up(counted), audio_seconds=expect_audio_seconds(counted))
