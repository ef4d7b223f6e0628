"""Voicing again what engines heard failing, within the job that listened: hear, voice, hear.

By the engine that spoke, with another seed each time, until a take passes or the attempts are used
up. What raters judged is left alone: a new recording would make their votes expire.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.db import connection

from corpus.models import Recording, Translation
from engines import registry
from engines.availability import absence
from engines.errors import EngineError
from engines.protocols import FailureCode
from generation.casting import Casting
from generation.crew import Crew
from generation.errors import VoicesMissingError
from generation.examination import Examination, hear
from generation.reports import add_reports, load_outcomes, merge_findings, subject_of
from generation.selectors import rated_sql
from generation.voicing import Booth, Take, keep_best
from jobs.kinds import FailedUnit
from jobs.models import Batch, Job

NOT_VOICED = "not_voiced_again"
# A clip that an engine can't hear is a bad one; another seed may give one that it can.
_OF_THE_CLIP = frozenset({FailureCode.AUDIO_INVALID, FailureCode.AUDIO_TOO_LONG})
_RATED = "SELECT recording_id FROM ({rated}) rated WHERE recording_id = ANY(%(recordings)s)"


@dataclass
class Case:
    """A recording that fails, or can't be heard, and what was tried instead of it."""

    old: Take
    is_heard: bool = True
    takes: list[Take] = field(default_factory=list)
    """All new ones."""
    heard: list[Take] = field(default_factory=list)
    """Those of them that every engine could hear: only these may take the old one's place."""

    @property
    def text(self) -> Translation:
        return self.old.recording.translation

    @property
    def contenders(self) -> list[Take]:
        """What was heard comes before what was not, whose missing verdicts would flatter it."""
        return [self.old, *self.heard] if self.is_heard or not self.heard else self.heard

    @property
    def is_mended(self) -> bool:
        return bool(self.heard) and not self.heard[-1].failed


@dataclass
class Retakes:
    cases: list[Case] = field(default_factory=list)
    failed: list[FailedUnit] = field(default_factory=list)

    @property
    def replaced(self) -> set[int]:
        """Texts that got a better recording, which every engine could hear."""
        return {case.text.pk for case in self.cases if not case.old.recording.is_current}


def retake(
    batch: Batch, crew: Crew, recordings: Sequence[Recording], found: Examination
) -> Retakes:
    """Voice failing recordings again, as often as the job allows; stores audio, writes no row.

    Args:
        batch: whose job says how many attempts there may be in all; none says one.
        crew: who hears each new take.
        recordings: of the batch, with ``translation.item``.
        found: what was heard in them just now.
    """
    limit: int = batch.job.parameters.get("max_attempts", 1)
    if limit == 1:
        return Retakes()
    cases = [*_find_cases(batch.job.dataset_id, recordings, found)]
    retakes = Retakes(cases)
    for engine, group in groupby(sorted(cases, key=_engine_of), _engine_of):
        retakes.failed += _retake_by(engine, [*group], _Terms(batch.job, crew, limit))
    for case in cases:
        for take in case.takes:
            take.recording.is_current = False
        case.old.recording.is_current = False
        keep_best(case.contenders)
    return retakes


def write_retakes(retakes: Retakes, current: set[int]) -> None:
    """Those of texts that are still current and still have the recording that failed, unrated."""
    olds = [case.old.recording.pk for case in retakes.cases]
    standing = [*Recording.objects.filter(pk__in=olds, is_current=True)]
    rated = _rated(standing[0].dataset_id, standing) if standing else set()
    still = {recording.pk for recording in standing} - rated
    cases = [
        case for case in retakes.cases if case.text.pk in current and case.old.recording.pk in still
    ]
    replaced = [case.old.recording.pk for case in cases if not case.old.recording.is_current]
    Recording.objects.filter(pk__in=replaced).update(is_current=False)
    takes = [take for case in cases for take in case.takes]
    Recording.objects.bulk_create(take.recording for take in takes)
    add_reports((subject_of(take.recording), take.findings) for take in takes)


def _find_cases(
    dataset_id: int, recordings: Sequence[Recording], found: Examination
) -> Iterator[Case]:
    known = load_outcomes(recordings)
    fresh = {recording.pk: findings for recording, findings in found.of_recordings}
    left_alone = _rated(dataset_id, recordings)
    unheard = {unit.subject_id for unit in found.failed}
    hopeless = {unit.subject_id for unit in found.failed if unit.code not in _OF_THE_CLIP}
    for recording in recordings:
        take = Take(
            recording,
            merge_findings(known.get(recording.pk, []), fresh.get(recording.pk, [])),
        )
        is_heard = recording.translation_id not in unheard
        may_be = recording.pk not in left_alone and recording.translation_id not in hopeless
        if (take.failed or not is_heard) and may_be and _has_chance(recording.engine):
            yield Case(take, is_heard)


def _rated(dataset_id: int, recordings: Iterable[Recording]) -> set[int]:
    wanted = [recording.pk for recording in recordings]
    sql = _RATED.format(rated=rated_sql())
    with connection.cursor() as cursor:
        cursor.execute(sql, {"dataset": dataset_id, "recordings": wanted})
        return {row[0] for row in cursor.fetchall()}


def _has_chance(engine: str) -> bool:
    """Whether it is here, and another seed gives other speech; not so of what people spoke."""
    try:
        here = absence("synthesizer", engine) is None
        return here and registry.synthesizer(engine).capabilities.has_chance
    except EngineError:
        return False


def _engine_of(case: Case) -> str:
    return case.old.recording.engine


@dataclass(frozen=True)
class _Terms:
    job: Job
    crew: Crew
    limit: int


def _retake_by(engine: str, cases: Sequence[Case], terms: _Terms) -> list[FailedUnit]:
    casting = Casting(terms.job.dataset, {"engine": engine})
    old = {case.text.pk: case.old.recording for case in cases}
    booth = Booth(terms.job, casting, instead_of=old)
    try:
        while waiting := [
            case for case in cases if not case.is_mended and booth.tried[case.text.pk] < terms.limit
        ]:
            booth.attempt([case.text for case in waiting])
            _hear_new(waiting, booth, terms.crew)
    except (EngineError, VoicesMissingError) as problem:
        return [_not_voiced(case, problem) for case in cases if not case.takes]
    silent = {case.text.pk for case in cases if not case.takes}
    return [failure for pk, failure in booth.failed.items() if pk in silent]


def _hear_new(cases: Sequence[Case], booth: Booth, crew: Crew) -> None:
    """Each case has one new take at most: an engine may have failed to speak."""
    new = {
        case.text.pk: (case, takes[-1])
        for case in cases
        if len(takes := booth.takes[case.text.pk]) > len(case.takes)
    }
    if not new:
        return
    found = hear(crew, [take.recording for _, take in new.values()])
    unheard = {unit.subject_id for unit in found.failed}
    fresh = {recording.translation_id: findings for recording, findings in found.of_recordings}
    for pk, (case, spoken) in new.items():
        take = Take(spoken.recording, merge_findings(spoken.findings, fresh.get(pk, [])))
        case.takes.append(take)
        if pk not in unheard:
            case.heard.append(take)


def _not_voiced(case: Case, problem: Exception) -> FailedUnit:
    words = f"{case.text.item.external_id}: it fails, and could not be voiced again. {problem}"
    return FailedUnit(case.text.pk, NOT_VOICED, words)
