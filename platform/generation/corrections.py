"""Corrections as the rest of the platform makes them: stored, checked and counted."""

from django.db import transaction

from accounts.models import User
from corpus import services
from corpus.errors import TextReplacedError
from corpus.models import Item, Translation
from generation.counting import lock_current, tally_version
from generation.reports import add_reports, lock_reports, subject_of
from generation.results import check_text
from jobs.counts import Tally, record_counts


def correct_translation(
    translation: Translation, *, question: str, answer: str, by: User
) -> Translation:
    """A person's text takes the place of a translation (see `corpus.services`).

    Raises:
        TextReplacedError: it is no longer the current text.
    """
    with transaction.atomic():
        _lock(translation)
        before = tally_version(translation)
        corrected = services.correct_translation(
            translation, question=question, answer=answer, by=by
        )
        add_reports([(subject_of(corrected), check_text(corrected))])
        _record_change(translation.dataset_id, before, tally_version(corrected))
    return corrected


def restore_translation(translation: Translation, *, instead_of: Translation) -> Translation:
    """Takes a correction back (see `corpus.services`).

    Raises:
        TextReplacedError: the correction is no longer the current text.
    """
    with transaction.atomic():
        _lock(instead_of, translation)
        before = tally_version(instead_of)
        restored = services.restore_translation(translation, instead_of=instead_of)
        _record_change(translation.dataset_id, before, tally_version(restored))
    return restored


def hold_current(translation: Translation) -> None:
    """Keeps a text the current one until this transaction ends.

    Raises:
        TextReplacedError: it is no longer the current text.
    """
    Item.objects.select_for_update(no_key=True).get(pk=translation.item_id)
    if not lock_current([translation.pk]):
        raise TextReplacedError


def _lock(current: Translation, *others: Translation) -> None:
    """So that no recording or check of them lands between counting and replacing."""
    Item.objects.select_for_update(no_key=True).get(pk=current.item_id)
    Translation.objects.select_for_update(no_key=True).get(pk=current.pk)
    lock_reports(text.pk for text in (current, *others))


def _record_change(dataset_id: int, before: Tally, after: Tally) -> None:
    change = after.copy()
    change.subtract(before)
    record_counts(dataset_id, change)
