"""The translation memory as it leaves the platform, and what it was worth."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models.functions import MD5

from catalog.models import Dataset
from corpus.enums import MemoryOrigin
from corpus.importing import MemoryText
from corpus.importing.validate import text_problem
from corpus.models import MemoryEntry
from jobs.counts import Key, Metric, read_counts
from languages import TARGETS

_ROWS = 2_000


@dataclass(frozen=True)
class LanguageMemory:
    """What the memory holds in one language, and how often it was asked and had an answer."""

    language: str
    imported: int
    corrections: int
    hits_exact: int
    hits_near: int
    misses: int


def describe_memory(dataset: Dataset) -> list[LanguageMemory]:
    """Every target language of the dataset, from the maintained counts."""
    counts = read_counts(
        dataset.pk,
        Metric.MEMORY_TEXTS,
        Metric.MEMORY_EXACT,
        Metric.MEMORY_NEAR,
        Metric.MEMORY_MISSES,
    )
    return [
        LanguageMemory(
            language=language,
            imported=counts[Key(Metric.MEMORY_TEXTS, language, name=MemoryOrigin.IMPORT)],
            corrections=counts[Key(Metric.MEMORY_TEXTS, language, name=MemoryOrigin.CORRECTION)],
            hits_exact=counts[Key(Metric.MEMORY_EXACT, language)],
            hits_near=counts[Key(Metric.MEMORY_NEAR, language)],
            misses=counts[Key(Metric.MEMORY_MISSES, language)],
        )
        for language in dataset.languages
        if language in TARGETS
    ]


def export_memory(dataset: Dataset, language: str | None = None) -> Iterator[MemoryText]:
    """Yields every segment, sorted by language and English text; memory stays flat.

    A correction takes the place of the imported text of the same pair. What no import would take
    back (a person may write more than a file may bring) is left out.
    """
    entries = MemoryEntry.objects.filter(dataset=dataset)
    if language is not None:
        entries = entries.filter(language=language)
    latest = entries.annotate(segment=MD5("source_text")).order_by(
        # "correction" sorts before "import".
        "language", "segment", "item_key", "field", "origin",
    ).distinct("language", "segment", "item_key", "field")  # fmt: skip
    before: tuple[str, str, str] | None = None
    for entry in latest.iterator(chunk_size=_ROWS):
        segment = (entry.language, entry.source_text, entry.target_text)
        if segment != before and not (
            text_problem(entry.source_text) or text_problem(entry.target_text)
        ):
            yield MemoryText(str(entry.pk), *segment)
        before = segment
