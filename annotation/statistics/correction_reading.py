"""Reads corrections for the statistics: one query whatever their number."""

from collections.abc import Iterator

from django.db import connection

from annotation.statistics.corrections import CorrectionRow, Judged, Work, tabulate_corrections
from catalog.models import Dataset

# Rates are estimated from what was drawn by lot, and an item counts once: as it was settled last.
_SETTLED = """
SELECT DISTINCT ON (text.item_id, text.language)
    text.language, settled.verdict,
    (SELECT count(*) FROM annotation_correction other
     JOIN annotation_assignment beside ON beside.id = other.assignment_id
     WHERE beside.task_id = task.id AND other.withdrawn_at IS NULL),
    settled.overridden <> '{}',
    effort.words, effort.words_added, effort.words_removed, effort.words_replaced,
    effort.shifted_edits, effort.characters, effort.character_edits, effort.chrf, effort.active_s
FROM annotation_correction settled
JOIN corpus_translation text ON text.id = settled.translation_id
JOIN annotation_assignment assignment ON assignment.id = settled.assignment_id
JOIN annotation_task task ON task.id = assignment.task_id AND task.slice = 'uniform'
LEFT JOIN annotation_correctioneffort effort ON effort.correction_id = settled.id
WHERE text.dataset_id = %(dataset)s AND settled.withdrawn_at IS NULL AND settled.is_final
  AND (%(campaign)s::bigint IS NULL OR task.campaign_id = %(campaign)s)
ORDER BY text.item_id, text.language, settled.id DESC
"""


def measure_corrections(dataset: Dataset, *, campaign: int | None = None) -> list[CorrectionRow]:
    """By language, over the uniform slices of all campaigns, or of one."""
    return tabulate_corrections(_read(dataset, campaign))


def _read(dataset: Dataset, campaign: int | None) -> Iterator[Judged]:
    with connection.cursor() as cursor:
        cursor.execute(_SETTLED, {"dataset": dataset.pk, "campaign": campaign})
        for language, verdict, answers, overridden, *work in cursor.fetchall():
            measured = Work(*work) if work[0] is not None else None
            yield Judged(language, verdict, answers, overridden, measured)
