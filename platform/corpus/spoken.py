"""Spoken questions that an import brings along, kept as recordings of the English text."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace

from catalog.models import Dataset
from corpus.fingerprints import fingerprint
from corpus.importing.rows import ParsedPair, Row, make_reject
from corpus.models import Recording, Translation
from corpus.storage import audio_store, digest_of
from engines.audio import AudioMeasure, decode, encode_flac, measure
from engines.errors import AudioError
from jobs.counts import Key, Metric, Tally, record_counts
from languages import SOURCE

IMPORTED_ENGINE = "voice-assistant-400k"
"""Stands in the lineage of recordings that were imported, not made here."""


@dataclass(frozen=True, slots=True)
class SpokenPair:
    """A pair and its clip, which lies in the store already unless it is only measured."""

    pair: ParsedPair
    sha256: str
    size_bytes: int
    sample_rate: int
    measured: AudioMeasure


def keep_audio(row: Row) -> Row | SpokenPair:
    """Stores the audio of a pair as FLAC before any row speaks of it.

    A pair whose audio can't be read is kept out as a whole, like one with any other bad field.
    """
    return _take_audio(row, lambda content: audio_store().put(content))


def measure_audio(row: Row) -> Row | SpokenPair:
    """As `keep_audio`, but stores nothing."""
    return _take_audio(row, digest_of)


def _take_audio(row: Row, name: Callable[[bytes], str]) -> Row | SpokenPair:
    if not isinstance(row, ParsedPair) or row.audio is None:
        return row
    try:
        samples, rate = decode(row.audio)
        content = encode_flac(samples, rate)
        measured = measure(samples, rate)
    except AudioError as bad:
        reason = f"is no audio that can be kept: {bad}"
        return make_reject(
            row.place, field="question_audio", reason=reason, raw=b"", value=row.question
        )
    return SpokenPair(replace(row, audio=None), name(content), len(content), rate, measured)


def land_clips(dataset: Dataset, clips: Sequence[SpokenPair]) -> int:
    """Adds a recording to each English text that has none yet, and returns how many it added.

    A pair that was kept out, because its id has another text already, gets no recording either.
    """
    texts = _texts_without_recording(dataset, clips)
    made: dict[int, Recording] = {}
    tally: Tally = Counter()
    for clip in clips:
        pair = clip.pair
        text = texts.get((pair.external_id, _fingerprint(pair)))
        if text is None or text.pk in made:
            continue
        made[text.pk] = _recording(dataset, text, clip)
        by = (SOURCE, text.item.source.slug, IMPORTED_ENGINE)
        tally[Key(Metric.RECORDINGS, *by)] += 1
        tally[Key(Metric.AUDIO_MS, *by)] += math.floor(clip.measured.duration_s * 1000)
    Recording.objects.bulk_create(made.values(), batch_size=1000)
    record_counts(dataset.pk, tally)
    return len(made)


def _texts_without_recording(
    dataset: Dataset, clips: Sequence[SpokenPair]
) -> dict[tuple[str, str], Translation]:
    texts = Translation.objects.filter(
        dataset=dataset,
        language=SOURCE,
        is_current=True,
        item__external_id__in=[clip.pair.external_id for clip in clips],
    )
    silent = texts.exclude(
        pk__in=Recording.objects.filter(translation__in=texts, is_current=True).values(
            "translation"
        )
    )
    return {
        (text.item.external_id, text.item.fingerprint): text
        for text in silent.select_related("item__source")
    }


def _fingerprint(pair: ParsedPair) -> str:
    return fingerprint(pair.question, pair.answer, pair.context)


def _recording(dataset: Dataset, text: Translation, clip: SpokenPair) -> Recording:
    return Recording(
        dataset=dataset,
        translation=text,
        language=SOURCE,
        sha256=clip.sha256,
        size_bytes=clip.size_bytes,
        sample_rate=clip.sample_rate,
        engine=IMPORTED_ENGINE,
        licence=dataset.licence,
        fingerprint=fingerprint(IMPORTED_ENGINE, clip.sha256),
        **asdict(clip.measured),
    )
