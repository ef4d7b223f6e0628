"""What texts, recordings and their reports add to the maintained counts."""

import math
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from operator import attrgetter

from django.db import connection
from django.db.models import Count

from corpus.models import Recording, Translation
from generation.results import Findings, split_name
from jobs.counts import Key, Metric, Tally

# Of current texts, and those clips of theirs that are current. Grouped before names are taken out
# of their arrays: there are few kinds of reports.
COUNT_REPORTS = """
WITH report AS NOT MATERIALIZED (
    SELECT t.id AS text, t.language, s.slug, t.engine, '' AS voice, 'texts_failing' AS failing,
           t.created_at, c.rules_id, c.failed
    FROM corpus_translation t JOIN generation_checkreport c ON c.translation_id = t.id
    JOIN corpus_item i ON i.id = t.item_id JOIN corpus_source s ON s.id = i.source_id
    WHERE t.is_current AND {texts}
    UNION ALL
    SELECT t.id, t.language, s.slug, r.engine, r.voice, 'recordings_failing', r.created_at,
           c.rules_id, c.failed
    FROM corpus_translation t JOIN corpus_recording r ON r.translation_id = t.id AND r.is_current
    JOIN generation_checkreport c ON c.recording_id = r.id
    JOIN corpus_item i ON i.id = t.item_id JOIN corpus_source s ON s.id = i.source_id
    WHERE t.is_current AND {texts}
), alike AS (
    SELECT language, slug, engine, voice, failing, rules_id, failed,
           (created_at AT TIME ZONE 'UTC')::date AS made_on, count(*) AS amount
    FROM report GROUP BY language, slug, engine, voice, failing, rules_id, failed, made_on
), single AS (
    SELECT CASE WHEN name = ANY(failed) THEN 'failed' ELSE 'passed' END AS outcome,
           language, slug, engine, regexp_replace(name, '^.*\\.', '') AS name, made_on,
           sum(amount)::bigint AS amount
    FROM alike JOIN generation_checkrules rules ON rules.id = rules_id
    CROSS JOIN LATERAL unnest(rules.names) AS name
    GROUP BY outcome, language, slug, engine, name, made_on
)
SELECT 'checks_' || outcome, language, slug, engine, '', name, '', sum(amount)::bigint FROM single
GROUP BY outcome, language, slug, engine, name
UNION ALL
SELECT 'daily_' || outcome, language, '', engine, '', name, to_char(made_on, 'YYYY-MM-DD'),
       sum(amount)::bigint FROM single
GROUP BY outcome, language, engine, name, made_on
UNION ALL
SELECT failing, language, slug, engine, voice, '', '', sum(amount)::bigint FROM alike
WHERE failed <> '{{}}' GROUP BY failing, language, slug, engine, voice
UNION ALL
SELECT 'items_failing', language, slug, '', '', '', '', count(DISTINCT text) FROM report
WHERE failed <> '{{}}' GROUP BY language, slug
"""
_OF_TEXTS = COUNT_REPORTS.format(texts="t.id = ANY(%(texts)s)")
_FAILING = """
SELECT translation_id FROM generation_checkreport
WHERE translation_id = ANY(%s) AND failed <> '{}'
"""


def lock_current(text_ids: Iterable[int]) -> set[int]:
    """Those of the texts that are current, locked so that they stay so in this transaction."""
    texts = Translation.objects.filter(pk__in=text_ids, is_current=True)
    locked = texts.order_by("pk").select_for_update(no_key=True, of=("self",))
    return set(locked.values_list("pk", flat=True))


def day_of(at: datetime) -> str:
    """As counts name the day on which something was made."""
    return at.astimezone(UTC).date().isoformat()


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
        if recording.set_aside is not None:
            tally[Key(Metric.SET_ASIDE, *by)] += 1
        # Whole milliseconds per clip: sums are exact, in any order.
        tally[Key(Metric.AUDIO_MS, *by)] += math.floor(recording.duration_s * 1000)
    return tally


def tally_new_texts(
    language: str, engine: str, made: Iterable[tuple[str, Findings]], *, at: datetime
) -> Tally:
    """Texts of one language and engine that have no recording yet, each with its source."""
    tally: Tally = Counter()
    for (source, outcomes), amount in _alike(made).items():
        by = (language, source, engine)
        tally[Key(Metric.TRANSLATIONS, *by)] += amount
        if _add_checks(tally, by, outcomes, amount, at=at):
            tally[Key(Metric.TEXTS_FAILING, *by)] += amount
            tally[Key(Metric.ITEMS_FAILING, *by[:2])] += amount
    return tally


def tally_new_recordings(made: Iterable[tuple[Recording, Findings]]) -> Tally:
    """New recordings of current texts, whose reports are locked.

    Needs ``translation.item.source`` loaded.
    """
    made = [*made]
    tally = tally_recordings(recording for recording, _ in made)
    counted = _failing([recording.translation_id for recording, _ in made])
    for recording, findings in made:
        by = (recording.language, recording.translation.item.source.slug, recording.engine)
        if _add_checks(tally, by, _outcomes(findings), 1, at=recording.created_at):
            tally[Key(Metric.RECORDINGS_FAILING, *by, recording.voice)] += 1
            # An item counts once, whether its text fails or its clip, or both.
            if recording.translation_id not in counted:
                tally[Key(Metric.ITEMS_FAILING, *by[:2])] += 1
    return tally


Outcomes = tuple[tuple[str, bool], ...]
_METRICS = {
    True: (Metric.CHECKS_PASSED, Metric.DAILY_PASSED),
    False: (Metric.CHECKS_FAILED, Metric.DAILY_FAILED),
}
_outcome_of = attrgetter("name", "passed")


def _outcomes(findings: Findings) -> Outcomes:
    return tuple(map(_outcome_of, findings))


def _alike(made: Iterable[tuple[str, Findings]]) -> Counter[tuple[str, Outcomes]]:
    """Most texts of a batch come out alike, and are counted together."""
    return Counter([(source, _outcomes(findings)) for source, findings in made])


def _add_checks(
    tally: Tally, by: tuple[str, str, str], outcomes: Outcomes, amount: int, *, at: datetime
) -> bool:
    """Returns whether any check failed of what was made `at` that time."""
    language, _, engine = by
    day = day_of(at)
    for name, passed in outcomes:
        whole, daily = _METRICS[passed]
        check = split_name(name)[1]
        tally[Key(whole, *by, name=check)] += amount
        # Without the source: a number for each day is much, and no plot over time asks for it.
        tally[Key(daily, language, engine=engine, name=check, day=day)] += amount
    return not all(passed for _, passed in outcomes)


def _failing(text_ids: list[int]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(_FAILING, [text_ids])
        return {row[0] for row in cursor.fetchall()}


def tally_reports(text_ids: Iterable[int]) -> Tally:
    """The stored reports of current texts and of their current recordings."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_TEXTS, {"texts": [*text_ids]})
        return Counter({Key(Metric(row[0]), *row[1:-1]): int(row[-1]) for row in cursor.fetchall()})


def tally_spoken(text_ids: Iterable[int]) -> Tally:
    """The current recordings of current texts, and all stored reports of both."""
    ids = [*text_ids]
    recordings = Recording.objects.filter(
        translation__in=ids, translation__is_current=True, is_current=True
    )
    clips = tally_recordings(recordings.select_related("translation__item__source"))
    return clips + tally_reports(ids)


def tally_set_aside(text_ids: Iterable[int]) -> Tally:
    """Those of current texts; without reading a row of them."""
    made = Recording.objects.set_aside().filter(translation__in=[*text_ids])
    by = ("language", "translation__item__source__slug", "engine", "voice")
    rows = made.values_list(*by).annotate(Count("pk"))
    return Counter({Key(Metric.SET_ASIDE, *row[:-1]): row[-1] for row in rows})


def tally_version(text: Translation) -> Tally:
    """All that one current text stands for: itself, its recording, and their reports."""
    texts = Translation.objects.filter(pk=text.pk).select_related("item__source")
    recordings = Recording.objects.filter(translation=text, is_current=True)
    return (
        tally_texts(texts)
        + tally_recordings(recordings.select_related("translation__item__source"))
        + tally_reports([text.pk])
    )
