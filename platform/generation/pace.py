"""How fast each engine speaks each language of a dataset: measured, kept, and told by version."""

from django.db.models import Max, QuerySet

from corpus.models import Recording
from generation.checks.audio import AudioSubject
from generation.checks.pace import LEAST_RECORDINGS, Pace, measure_pace
from generation.models import PaceDistribution
from jobs.counts import Metric, read_counts
from languages import get

SAMPLE = 3_000
"""Recordings of a language and engine: more move a median little and cost reading."""
_GROWTH = 2
"""So many times the recordings, and the distribution is measured anew."""

Paces = dict[tuple[str, str], Pace]
"""By language and engine."""


def renew_paces(dataset_id: int) -> int:
    """Measures again where much was recorded since; returns the current version, 0 for none."""
    version = _latest(dataset_id)
    known = {pair: pace.recordings for pair, pace in load_paces(dataset_id, version).items()}
    counted = {
        pair: count for pair, count in _count(dataset_id).items() if count >= LEAST_RECORDINGS
    }
    if all(known.get(pair, 0) * _GROWTH >= count for pair, count in counted.items()):
        return version
    measured = [
        PaceDistribution(
            dataset_id=dataset_id,
            version=version + 1,
            language=language,
            engine=engine,
            median=pace.median,
            deviation=pace.deviation,
            recordings=count,
        )
        for (language, engine), count in counted.items()
        if (pace := measure_pace(_sample(dataset_id, language, engine))) is not None
    ]
    PaceDistribution.objects.bulk_create(measured)
    return version + 1 if measured else version


def load_paces(dataset_id: int, version: int) -> Paces:
    rows = PaceDistribution.objects.filter(dataset=dataset_id, version=version)
    return {
        (row.language, row.engine): Pace(row.median, row.deviation, row.recordings) for row in rows
    }


def _latest(dataset_id: int) -> int:
    rows = PaceDistribution.objects.filter(dataset=dataset_id)
    return rows.aggregate(Max("version"))["version__max"] or 0


def _count(dataset_id: int) -> dict[tuple[str, str], int]:
    """Over all sources and voices, from the maintained counts."""
    counted: dict[tuple[str, str], int] = {}
    for key, amount in read_counts(dataset_id, Metric.RECORDINGS).items():
        pair = (key.language, key.engine)
        counted[pair] = counted.get(pair, 0) + amount
    return counted


def _sample(dataset_id: int, language: str, engine: str) -> list[AudioSubject]:
    found: QuerySet[Recording] = Recording.objects.filter(
        dataset=dataset_id, language=language, is_current=True, engine=engine
    )
    return [*map(audio_subject, found.select_related("translation")[:SAMPLE])]


def audio_subject(recording: Recording) -> AudioSubject:
    """Needs ``translation`` loaded."""
    return AudioSubject(recording, recording.translation.question, get(recording.language))
