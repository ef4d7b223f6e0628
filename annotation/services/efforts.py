"""Measuring how much work corrections were, after the fact: nobody waits for it."""

from annotation.enums import Verdict
from annotation.models import Correction, CorrectionEffort
from evaluation.metrics.effort import chrf, correction_effort, effort_signature

AT_ONCE = 200
"""A sweep measures so many; long texts take a fifth of a second each."""


def measure_efforts(*, at_most: int = AT_ONCE) -> int:
    """Measures corrections that aren't, oldest first; returns how many.

    What can't be translated has no text to measure. Two sweeps at once measure each once.
    """
    waiting = Correction.objects.filter(effort=None).exclude(verdict=Verdict.UNTRANSLATABLE)
    found = waiting.select_related("translation", "assignment").order_by("pk")[:at_most]
    made = [_measure(correction) for correction in found]
    CorrectionEffort.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def _measure(correction: Correction) -> CorrectionEffort:
    machine, language = correction.translation, correction.translation.language
    question = correction_effort(machine.question, correction.question, language)
    effort = question + correction_effort(machine.answer, correction.answer, language)
    similarity = chrf(
        f"{machine.question}\n{machine.answer}", f"{correction.question}\n{correction.answer}"
    )
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
        signature=f"{effort_signature()} {similarity.signature}",
    )
