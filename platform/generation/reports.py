"""Writing check reports: one row for all that is known of a text or a recording."""

import json
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from django.db import connection
from django.db.backends.utils import CursorWrapper

from corpus.models import Recording, Translation
from generation.models import CheckReport
from generation.results import Findings

Row = tuple[int, str, str, str]


class Subject(NamedTuple):
    """What a report is about: one text or one recording."""

    dataset_id: int
    language: str
    translation_id: int | None = None
    recording_id: int | None = None


Found = tuple[Subject, Findings]

_FIND_RULES = """
SELECT id FROM generation_checkrules
WHERE names = %s::varchar[] AND versions = %s::smallint[] AND thresholds = %s::float8[]
"""
_ADD_RULES = """
INSERT INTO generation_checkrules (names, versions, thresholds) VALUES (%s, %s, %s)
ON CONFLICT DO NOTHING
"""
_COPY = """
COPY generation_checkreport (dataset_id, language, translation_id, recording_id, rules_id, measured,
                             failed, details) FROM STDIN
"""
_UPDATE = """
UPDATE generation_checkreport SET rules_id = %s, measured = %s, failed = %s, details = %s
WHERE id = %s
"""
# By its two unique indexes; a condition over both joined tables would read all reports.
REPORTS_OF_TEXTS = """
SELECT id FROM generation_checkreport WHERE translation_id = ANY(%(texts)s)
UNION ALL
SELECT c.id FROM corpus_recording r JOIN generation_checkreport c ON c.recording_id = r.id
WHERE r.translation_id = ANY(%(texts)s)
"""
_LOCK = f"""
SELECT id FROM generation_checkreport WHERE id IN ({REPORTS_OF_TEXTS})
ORDER BY id FOR NO KEY UPDATE
"""  # noqa: S608 - only our own SQL
_SET_ASIDE = """
UPDATE corpus_recording r SET set_aside = nullif(c.failed, '{}')
FROM generation_checkreport c
WHERE c.recording_id = r.id AND r.is_current AND r.translation_id = ANY(%(texts)s)
  AND r.set_aside IS DISTINCT FROM nullif(c.failed, '{}')
"""


def add_reports(found: Iterable[Found]) -> None:
    """For texts and recordings that have none, such as new ones; nothing where nothing was found.

    Counts nothing: whoever adds them does.
    """
    writer = _Writer()
    rows = [(*subject, *writer.row(findings)) for subject, findings in found if findings]
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for row in rows:
            copy.write_row(row)


def subject_of(made: Translation | Recording) -> Subject:
    is_text = isinstance(made, Translation)
    of = (made.pk, None) if is_text else (None, made.pk)
    return Subject(made.dataset_id, made.language, *of)


def merge_reports(found: Iterable[Found]) -> None:
    """Adds findings to what is known already; a check takes the place of itself, unless newer.

    Call it with the texts and their reports locked (`lock_reports`).
    """
    found = [*found]
    known = _load_reports([subject for subject, _ in found])
    add_reports(pair for pair in found if pair[0] not in known)
    writer = _Writer()
    changed = [
        (*writer.row(merge_findings([*report.outcomes()], findings)), report.pk)
        for subject, findings in found
        if (report := known.get(subject)) is not None
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_UPDATE, changed)


def lock_reports(text_ids: Iterable[int]) -> None:
    """Those of texts and of their recordings, until the transaction ends.

    Whoever changes a report, or whether its subject is current, locks it first and reads later: so
    nobody counts what somebody else is changing. Always in the same order, against deadlocks.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, {"texts": [*text_ids]})


def set_aside_what_fails(text_ids: Iterable[int]) -> None:
    """Current recordings of these texts, with the checks that fail; lets others be used again."""
    with connection.cursor() as cursor:
        cursor.execute(_SET_ASIDE, {"texts": [*text_ids]})


def load_outcomes(made: Sequence[Translation] | Sequence[Recording]) -> dict[int, Findings]:
    """What is known of texts, or of recordings, by their id."""
    reports = _load_reports([subject_of(one) for one in made])
    return {
        subject.translation_id or subject.recording_id or 0: [*report.outcomes()]
        for subject, report in reports.items()
    }


def _load_reports(subjects: Sequence[Subject]) -> dict[Subject, CheckReport]:
    texts = [subject.translation_id for subject in subjects if subject.translation_id]
    clips = [subject.recording_id for subject in subjects if subject.recording_id]
    reports = CheckReport.objects.select_related("rules")
    return {
        Subject(r.dataset_id, r.language, r.translation_id, r.recording_id): r
        for found in (reports.filter(translation__in=texts), reports.filter(recording__in=clips))
        for r in found
    }


def merge_findings(known: Findings, new: Findings) -> Findings:
    """What is known and what is new of one text or recording; newer versions stay.

    In the order that checks were first made, so that equal sets of rules are one row.
    """
    merged = {outcome.name: outcome for outcome in known}
    for outcome in new:
        before = merged.get(outcome.name)
        if before is None or before.version <= outcome.version:
            merged[outcome.name] = outcome
    return [*merged.values()]


_rule_of = attrgetter("name", "version", "threshold")


class _Writer:
    """Makes the columns that hold findings, and asks for each set of rules once."""

    def __init__(self) -> None:
        self._rules: dict[tuple[tuple[str, int, float], ...], int] = {}

    def row(self, findings: Findings) -> Row:
        """``rules_id``, and ``measured``, ``failed`` and ``details`` as PostgreSQL reads them."""
        rules = tuple(map(_rule_of, findings))
        if (pk := self._rules.get(rules)) is None:
            pk = self._rules[rules] = ensure_rules(*map(list, zip(*rules, strict=True)))
        failed = [one for one in findings if not one.passed]
        return (
            pk,
            _array(repr(float(one.value)) for one in findings),
            _array(one.name for one in failed),
            json.dumps({one.name: one.detail for one in failed}) if failed else "{}",
        )


def _array(parts: Iterable[str]) -> str:
    """Numbers and names of checks need no quotes."""
    return "{" + ",".join(parts) + "}"


def ensure_rules(names: list[str], versions: list[int], thresholds: list[float]) -> int:
    """The id of this set of rules, which is written down if it is new."""
    values: list[list[str] | list[int] | list[float]] = [names, versions, thresholds]
    with connection.cursor() as cursor:
        if (pk := _find_rules(cursor, values)) is None:
            cursor.execute(_ADD_RULES, values)
            pk = _find_rules(cursor, values)
    assert pk is not None  # noqa: S101 - it is there now, whoever wrote it
    return pk


def _find_rules(
    cursor: CursorWrapper, values: list[list[str] | list[int] | list[float]]
) -> int | None:
    cursor.execute(_FIND_RULES, values)
    row = cursor.fetchone()
    return int(row[0]) if row else None
