"""Corrections as CSV: every standing answer of a native, beside what it was about."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.crypto import salted_hmac

from annotation.models import Correction
from catalog.models import Dataset
from common.downloads import Echo
from common.spreadsheets import harmless_row

COLUMNS = (
    "campaign", "slice", "item", "language", "source_question", "source_answer",
    "machine_question", "machine_answer", "engine", "verdict", "is_final", "corrected_question",
    "corrected_answer", "hter", "cer", "chrf", "seconds", "active_s", "overridden",
    "override_reason", "rater", "given_on",
)  # fmt: skip
_CHUNK = 2_000


def write_corrections(dataset: Dataset, *, campaign: int | None = None) -> Iterator[str]:
    """Yields lines, the first with the columns' names; in the order in which they were given.

    ``hter`` and ``cer`` are edits per word and character of the corrected text, ``chrf`` is
    0-100; empty until the sweep has measured them, and where nothing can be translated. Texts
    that a spreadsheet would run begin with an apostrophe.
    """
    writer = csv.DictWriter(Echo(), COLUMNS, lineterminator="\r\n")
    yield writer.writeheader()
    for correction in _read(dataset, campaign):
        cells = harmless_row(_cells(correction))
        yield writer.writerow(dict(zip(COLUMNS, cells, strict=True)))


def rater_pseudonym(dataset: Dataset, rater: int) -> str:
    """The same in all files of a dataset; who it is, only this studio can tell."""
    return salted_hmac("raters of corrections", f"{dataset.pk} {rater}").hexdigest()[:12]


def _read(dataset: Dataset, campaign: int | None) -> Iterable[Correction]:
    rows = Correction.objects.filter(translation__dataset=dataset, withdrawn_at=None)
    if campaign is not None:
        rows = rows.filter(assignment__task__campaign=campaign)
    beside = ("assignment__task__campaign", "translation__dataset", "translation__item", "effort")
    return rows.select_related(*beside).order_by("pk").iterator(chunk_size=_CHUNK)


def _cells(correction: Correction) -> Iterator[object]:
    task, machine = correction.assignment.task, correction.translation
    item = machine.item
    yield from (task.campaign_id, task.slice, item.external_id, machine.language)
    yield from (item.question, item.answer, machine.question, machine.answer)
    yield from (machine.engine, correction.verdict, int(correction.is_final))
    yield from (correction.question, correction.answer)
    yield from _work(correction)
    yield from ("|".join(correction.overridden), correction.override_reason)
    yield rater_pseudonym(machine.dataset, correction.rater_id)
    # To the microsecond it would find its giver in the timeline, under another pseudonym.
    yield correction.created_at.date().isoformat()


def _work(correction: Correction) -> tuple[object, ...]:
    seconds = round(correction.seconds, 1)
    effort: Any = getattr(correction, "effort", None)
    if effort is None:
        return "", "", "", seconds, ""
    return (
        _share(effort.shifted_edits, effort.words),
        _share(effort.character_edits, effort.characters),
        round(effort.chrf, 2),
        seconds,
        round(effort.active_s, 1),
    )


def _share(edits: int, of: int) -> object:
    return round(edits / of, 4) if of else ""
