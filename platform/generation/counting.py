"""What texts, recordings and checks add to the maintained counts."""

import math
from collections import Counter
from collections.abc import Iterable

from django.db.models import Q

from corpus.models import Recording, Translation
from generation.models import CheckResult
from jobs.counts import Key, Metric, Tally


def lock_current(text_ids: Iterable[int]) -> set[int]:
    """Those of the texts that are current, locked so that they stay so in this transaction."""
    texts = Translation.objects.filter(pk__in=text_ids, is_current=True)
    locked = texts.order_by("pk").select_for_update(no_key=True, of=("self",))
    return set(locked.values_list("pk", flat=True))


def tally_texts(texts: Iterable[Translation]) -> Tally:
    """Needs ``item.source`` loaded."""
    return Counter(
        Key(Metric.TRANSLATIONS, text.language, text.item.source.slug, text.engine)
        for text in texts
    )


def tally_recordings(recordings: Iterable[Recording]) -> Tally:
    """Needs ``translation.item.source`` loaded."""
    tally: Tally = Counter()
    for recording in recordings:
        source = recording.translation.item.source.slug
        by = (recording.language, source, recording.engine, recording.voice)
        tally[Key(Metric.RECORDINGS, *by)] += 1
        # Whole milliseconds per clip: sums are exact, in any order.
        tally[Key(Metric.AUDIO_MS, *by)] += math.floor(recording.duration_s * 1000)
    return tally


def tally_checks(checks: Iterable[CheckResult]) -> Tally:
    """Needs the subject of each check loaded as the other two do."""
    return Counter(_check_key(check) for check in checks)


def _check_key(check: CheckResult) -> Key:
    metric = Metric.CHECKS_PASSED if check.passed else Metric.CHECKS_FAILED
    if check.recording is not None:
        recording = check.recording
        source = recording.translation.item.source.slug
        return Key(metric, check.language, source, recording.engine, recording.voice, check.name)
    text = check.translation
    assert text is not None  # noqa: S101 - held by the constraint check_has_one_subject
    return Key(metric, check.language, text.item.source.slug, text.engine, "", check.name)


def tally_checks_of(text_ids: Iterable[int]) -> Tally:
    """The stored checks of current texts and of their current recordings."""
    text = Q(translation__in=text_ids)
    audio = Q(recording__translation__in=text_ids, recording__is_current=True)
    stored = CheckResult.objects.filter(text | audio)
    return tally_checks(
        stored.select_related("translation__item__source", "recording__translation__item__source")
    )


def tally_version(text: Translation) -> Tally:
    """All that one current text stands for: itself, its recording, and their checks."""
    texts = Translation.objects.filter(pk=text.pk).select_related("item__source")
    recordings = Recording.objects.filter(translation=text, is_current=True)
    return (
        tally_texts(texts)
        + tally_recordings(recordings.select_related("translation__item__source"))
        + tally_checks_of([text.pk])
    )
