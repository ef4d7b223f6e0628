"""Figures that are made once and kept until an answer changes, by language.

Intervals, agreement and medians can't be summed up as answers come in, and making them of 100,000
votes takes seconds. So they are kept with the number of changes they take in (`AnswerChange`);
whoever reads them makes anew those languages alone that changed since. The number is read first:
what is made may know of later changes, never of fewer.
"""

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from annotation.models import AnswerChange, KeptFigures
from catalog.models import Dataset

Content = dict[str, Any]
"""What JSON can hold."""
Make = Callable[[Dataset, Sequence[str]], Mapping[str, Content]]

WATCHED = timedelta(days=7)
"""The sweep makes anew what somebody has looked at in this time."""
SWEEP_S = 5.0
"""After which the sweep leaves the rest for the next one."""
_FOLDED_AT_ONCE = 50_000
_FOLD = """
WITH moved AS (
    DELETE FROM annotation_answerchange WHERE id IN (
        SELECT id FROM annotation_answerchange ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)
    RETURNING dataset_id, language, amount)
INSERT INTO annotation_answerchange (dataset_id, language, amount)
SELECT dataset_id, language, sum(amount) FROM moved GROUP BY dataset_id, language
"""


@dataclass(frozen=True)
class Figures:
    """A kind of figures. Made for some languages at once, each from its own answers alone."""

    name: str
    """With the version of what makes them: other rules are other figures."""
    make: Make


FIGURES: dict[str, Figures] = {}


def register_figures(figures: Figures) -> None:
    """So that the sweep and the recount know how they are made. Called when Django starts."""
    FIGURES[figures.name] = figures


def read_figures(
    dataset: Dataset, figures: Figures, languages: Sequence[str] = ()
) -> dict[str, Content]:
    """By language, in the order of the codes: those named, or all that the dataset has."""
    changes = count_changes(dataset)
    wanted = sorted(languages or {*dataset.languages, *changes})
    rows = KeptFigures.objects.filter(dataset=dataset, name=figures.name, language__in=wanted)
    kept = {row.language: row for row in rows}
    _note_reading(kept.values())
    found = {
        language: row.content
        for language, row in kept.items()
        if row.changes == changes.get(language, 0)
    }
    stale = [language for language in wanted if language not in found]
    found |= _make(dataset, figures, stale, changes)
    return {language: found[language] for language in wanted}


def count_changes(dataset: Dataset) -> dict[str, int]:
    """How often the answers of a language have changed, as far as they are committed."""
    rows = AnswerChange.objects.filter(dataset=dataset).values_list("language")
    return dict(rows.annotate(sum=Sum("amount")).order_by())


def refresh_figures() -> None:
    """Makes anew what changed since somebody looked, so that the next look is quick."""
    _fold_changes()
    until = time.monotonic() + SWEEP_S
    watched = KeptFigures.objects.filter(
        read_on__gte=timezone.now().date() - WATCHED, name__in=FIGURES
    )
    for dataset in Dataset.objects.filter(pk__in=watched.values("dataset")):
        changes = count_changes(dataset)
        for row in watched.filter(dataset=dataset).defer("content"):
            if time.monotonic() > until:
                return
            if row.changes != changes.get(row.language, 0):
                _make(dataset, FIGURES[row.name], [row.language], changes)


def find_wrong_figures(dataset: Dataset) -> list[KeptFigures]:
    """Kept figures that claim to be of now, and are not what is made of the answers anew."""
    changes = count_changes(dataset)
    rows = KeptFigures.objects.filter(dataset=dataset, name__in=FIGURES)
    return [
        row
        for row in rows.order_by("name", "language")
        if row.changes == changes.get(row.language, 0)
        and row.content != _made(dataset, FIGURES[row.name], [row.language])[row.language]
    ]


def prove_figures(dataset_id: int, *, mend: bool) -> list[str]:
    """What is wrong with the kept figures, a line each; `mend` has them made anew."""
    wrong = find_wrong_figures(Dataset.objects.get(pk=dataset_id))
    if mend:
        KeptFigures.objects.filter(pk__in=[row.pk for row in wrong]).delete()
    return [f"{row} aren't what the answers say" for row in wrong]


def _make(
    dataset: Dataset, figures: Figures, languages: Sequence[str], changes: Mapping[str, int]
) -> dict[str, Content]:
    if not languages:
        return {}
    made = _made(dataset, figures, languages)
    today = timezone.now().date()
    KeptFigures.objects.bulk_create(
        [
            KeptFigures(
                dataset=dataset,
                name=figures.name,
                language=language,
                changes=changes.get(language, 0),
                content=content,
                read_on=today,
            )
            for language, content in made.items()
        ],
        update_conflicts=True,
        unique_fields=["dataset", "name", "language"],
        update_fields=["changes", "content"],
    )
    return made


def _made(dataset: Dataset, figures: Figures, languages: Sequence[str]) -> dict[str, Content]:
    """As it will be read back."""
    made = figures.make(dataset, languages)
    return {language: json.loads(json.dumps(made[language])) for language in languages}


def _note_reading(rows: Iterable[KeptFigures]) -> None:
    """Once a day, so that looking writes nothing."""
    today = timezone.now().date()
    unread = [row.pk for row in rows if row.read_on < today]
    if unread:
        KeptFigures.objects.filter(pk__in=unread).update(read_on=today)


def _fold_changes() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_FOLD, [_FOLDED_AT_ONCE])
