"""Measuring how much work corrections were, after the fact: nobody waits for it."""

from collections.abc import Iterator

from django.db.models import Q

from annotation.enums import Verdict
from annotation.models import Correction, CorrectionEffort
from evaluation.metrics.edit_kinds import EDITS_SIGNATURE, Edits, describe_edits
from evaluation.metrics.effort import chrf, correction_effort, effort_signature
from generation.results import FIELDS

AT_ONCE = 200
"""A sweep measures so many; long texts take a fifth of a second each."""
# How long somebody was at work is told once: an assignment that is reopened forgets it.
_MEASURED = [
    field.name
    for field in CorrectionEffort._meta.concrete_fields  # noqa: SLF001 - Django's documented API
    if field.name not in {"id", "correction", "active_s"}
]


def measure_efforts(*, at_most: int = AT_ONCE) -> int:
    """Measures corrections that aren't, or were by older rules, oldest first; returns how many.

    What can't be translated has no text to measure. Two sweeps at once measure each once.
    """
    by_these_rules = Q(effort__signature__endswith=EDITS_SIGNATURE)
    waiting = Correction.objects.exclude(verdict=Verdict.UNTRANSLATABLE).exclude(by_these_rules)
    found = waiting.select_related("translation", "assignment").order_by("pk")[:at_most]
    made = [_measure(correction) for correction in found]
    CorrectionEffort.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["correction"], update_fields=_MEASURED
    )
    return len(made)


def _measure(correction: Correction) -> CorrectionEffort:
    machine, language = correction.translation, correction.translation.language
    question = correction_effort(machine.question, correction.question, language)
    effort = question + correction_effort(machine.answer, correction.answer, language)
    similarity = chrf(
        f"{machine.question}\n{machine.answer}", f"{correction.question}\n{correction.answer}"
    )
    edits = dict(_edits(correction))
    return CorrectionEffort(
        correction=correction,
        words=effort.words.reference_length,
        words_added=effort.words.deletions,  # the machine's words lack them
        words_removed=effort.words.insertions,
        words_replaced=effort.words.substitutions,
        shifted_edits=effort.shifted_edits,
        characters=effort.characters.reference_length,
        character_edits=effort.characters.errors,
        chrf=similarity.value,
        active_s=max(0.0, correction.seconds - correction.assignment.hidden_s),
        kinds=sorted(f"{field}.{kind}" for field, found in edits.items() for kind in found.kinds),
        replacements=["\t".join(pair) for found in edits.values() for pair in found.replacements],
        signature=f"{effort_signature()} {similarity.signature} {EDITS_SIGNATURE}",
    )


def _edits(correction: Correction) -> Iterator[tuple[str, Edits]]:
    machine = correction.translation
    for field in FIELDS:
        old, new = getattr(machine, field), getattr(correction, field)
        yield field, describe_edits(old, new, machine.language)
