"""How long texts become when they are spoken, from what was spoken before."""

from collections.abc import Sequence

from django.db import connection

from generation.planning import LanguageSubjects

SAMPLE = 500
"""Recordings of a language; more change the rate little and cost reading."""

# By dataset, as the index of current recordings begins with it.
_RATES = """
SELECT wanted.language, sum(sample.seconds) / sum(sample.characters)
FROM unnest(%(languages)s::text[]) AS wanted (language)
CROSS JOIN LATERAL (
    SELECT r.duration_s AS seconds, length(t.question) AS characters
    FROM catalog_dataset d
    JOIN corpus_recording r
        ON r.dataset_id = d.id AND r.language = wanted.language AND r.is_current
    JOIN corpus_translation t ON t.id = r.translation_id
    LIMIT %(sample)s) sample
GROUP BY wanted.language HAVING sum(sample.characters) > 0
"""


def expect_audio_seconds(counted: Sequence[LanguageSubjects]) -> float | None:
    """None where some language was never spoken yet: its scripts are too unlike to guess from."""
    rates = _measure_rates([part.language for part in counted])
    if not rates.keys() >= {part.language for part in counted}:
        return None
    return sum(part.characters * rates[part.language] for part in counted)


def _measure_rates(languages: list[str]) -> dict[str, float]:
    """Seconds per character, by language."""
    with connection.cursor() as cursor:
        cursor.execute(_RATES, {"languages": languages, "sample": SAMPLE})
        return dict(cursor.fetchall())
