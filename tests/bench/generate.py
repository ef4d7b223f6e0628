"""Fills a database with as many rows as the paper has, in the real schema and at its proportions.

Items are written by COPY; everything made of them by INSERT ... SELECT, one language after another.
While that runs, foreign keys are not checked (`session_replication_role = replica`) and indexes
that hold no constraint are dropped; they are built again at the end, so what is measured
afterwards has all of them. Texts of other languages are the demo's own, with a number, so that
each script has its real length in bytes; English texts are made-up words whose frequencies follow
Zipf's law, so that a search finds few rows or many, as it would in real text.
"""

import itertools
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from accounts.enums import Role
from accounts.models import User
from annotation.enums import CampaignKind
from annotation.models import Assignment, Rating
from annotation.services.campaigns import open_campaign
from catalog.models import Dataset
from corpus.enums import SENSITIVE, SourceKind, Split
from corpus.models import Item, Recording, Source, Translation
from generation.checks import AUDIO_RULES, TEXT_RULES
from generation.models import CheckReport
from generation.recount import find_differences
from generation.reports import ensure_rules
from jobs.counts import fold_counts
from jobs.models import Batch, Job
from jobs.services import finish_job_if_done
from languages import SOURCE
from tests.bench.corrected import CORRECTIONS, correct_texts
from tests.bench.insert import Values, insert_select, without_indexes
from tests.bench.people import LANGUAGES, MANAGER, RATERS, new_dataset, person
from tests.bench.report import Report
from tests.bench.voted import hear_clips
from tests.corpus.drawing import draw_now
from tests.factories import make_job

DEMO = Path(__file__).parents[2] / "demo"
# Pairs by source, after the paper's Table 1.
TABLE_1 = {
    SourceKind.TRIVIA_MULTIPLE_CHOICE: 16_528,
    SourceKind.TRIVIA_SINGLE_CHOICE: 16_529,
    SourceKind.ASSISTANT_V1: 5_769,
    SourceKind.ASSISTANT_V2: 16_008,
    SourceKind.INSTRUCTION: 31_293,
    SourceKind.IDENTITY: 4_306,
    SourceKind.DIALOGUE: 379_621,
}
ALL_ITEMS = sum(TABLE_1.values())
# As in the paper's Table 2, and one clip in 5,000 by a third engine: what a filter finds is common
# or rare, and some of it is found in no language.
UNKNOWN_TO_XTTS = frozenset({"ell", "fas", "heb", "ron", "ukr", "vie"})
# All languages take turns, item after item, for two months.
MADE = "now() - interval '60 days' * ({part})::float8 / %(items)s"
CAMPAIGN = "Bench"
RUNNING_KIND = "check"
ITEM_COLUMNS = (
    "dataset_id", "source_id", "external_id", "question", "answer", "context", "fingerprint",
    "split", "in_bench", "created_at",
)  # fmt: skip


@dataclass(frozen=True)
class Size:
    """What to make. `checks` are so many results for each text and each recording."""

    items: int
    languages: Sequence[str] = LANGUAGES
    checks: int = 2


@dataclass(frozen=True)
class Text:
    number: int
    source: SourceKind
    question: str
    answer: str

    @property
    def external_id(self) -> str:
        return f"{self.source}-{self.number:06}"


def make_texts(count: int) -> Iterator[Text]:
    """English pairs, always the same ones, with the sources mixed by Table 1's proportions."""
    dice = random.Random(20260701)  # noqa: S311 - texts, not secrets
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    words = ["".join(word) for word in itertools.product(syllables, syllables)]
    words += ["".join(dice.choices(syllables, k=3)) for _ in range(20_000)]
    dice.shuffle(words)
    ranks = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))
    sources = dice.choices(list(TABLE_1), weights=list(TABLE_1.values()), k=count)
    for number, source in enumerate(sources):
        spoken = dice.choices(words, cum_weights=ranks, k=dice.randint(6, 18))
        written = dice.choices(words, cum_weights=ranks, k=dice.randint(4, 60))
        yield Text(number, source, f"What {' '.join(spoken)} {number}?", f"It {' '.join(written)}.")


def find_corpus() -> Dataset | None:
    """What an earlier run left in this database."""
    return Dataset.objects.filter(campaigns__name=CAMPAIGN).first()


def make_items(count: int) -> Dataset:
    """English items alone, with all languages still to come."""
    dataset = new_dataset()
    with without_indexes(Item, Translation):
        _copy_items(dataset, count)
        _make_english(dataset)
    _execute("VACUUM ANALYZE corpus_item, corpus_translation")
    return dataset


def make_spoken(count: int) -> Dataset:
    """English items to train on, each with a recording."""
    dataset = new_dataset(languages=[SOURCE])
    with without_indexes(Item, Translation, Recording):
        _copy_items(dataset, count)
        _make_english(dataset)
        dataset.items.update(split=Split.TRAIN)
        _make_recordings(dataset, _make_job(dataset, "synthesize", units=count, batch=32), [SOURCE])
    finish_job_if_done(dataset.jobs.get(kind="synthesize").pk)
    return dataset


def make_corpus(size: Size, report: Report) -> Dataset:
    """One dataset with everything in it, and a manager and two raters who may see it."""
    manager = person(MANAGER, Role.MANAGER)
    raters = [person(name, Role.RATER) for name in RATERS]
    dataset = new_dataset(manager, *raters, languages=size.languages)
    with without_indexes(Item, Translation, Recording, CheckReport):
        with report.step(f"{size.items:,} items"):
            _copy_items(dataset, size.items)
            _make_english(dataset)
        with report.step("draw the splits (the studio's own service)"):
            draw_now(dataset)
        jobs = _make_jobs(dataset, size)
        with report.step("translations"):
            _make_translations(dataset, jobs["translate"], size.languages)
        with report.step("recordings"):
            _make_recordings(dataset, jobs["synthesize"], size.languages)
        with report.step(f"{size.checks} checks of each text and each recording"):
            _make_checks(dataset, size.checks)
    report.note("indexes built")
    with report.step(f"{CORRECTIONS:,} corrections of texts of test"):
        correct_texts(dataset, manager, raters)
    with report.step("five votes on each clip of test"):
        hear_clips(dataset)
    with report.step("count everything anew (`manage.py recount`)"):
        find_differences(dataset.pk, mend=True)
        fold_counts()
    with report.step("campaign on the bench, two votes on four of five clips"):
        _vote(dataset, manager, raters)
    with report.step("VACUUM ANALYZE, as autovacuum does in time"):
        _execute("VACUUM ANALYZE")
    return dataset


def _execute(sql: str, values: Values | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def _copy_items(dataset: Dataset, count: int) -> None:
    names = dict(SourceKind.choices)
    made = Source.objects.bulk_create(
        Source(dataset=dataset, slug=kind, name=names[kind], sensitive=kind in SENSITIVE)
        for kind in TABLE_1
    )
    ids = {source.slug: source.pk for source in made}
    statement = f"COPY corpus_item ({', '.join(ITEM_COLUMNS)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for text in make_texts(count):
            # fmt: off
            copy.write_row((
                dataset.pk, ids[text.source], text.external_id, text.question, text.answer, "",
                f"{text.number:064x}", "unassigned", False, dataset.created_at,
            ))
            # fmt: on


def _make_english(dataset: Dataset) -> None:
    insert_select(
        Translation,
        {
            "dataset_id": "dataset_id",
            "item_id": "id",
            "language": "'eng'",
            "question": "question",
            "answer": "answer",
            "origin": "'source'",
            "engine": "'source'",
            "fingerprint": "fingerprint",
        },
        "FROM corpus_item WHERE dataset_id = %(dataset)s",
        {"dataset": dataset.pk},
    )


def _make_jobs(dataset: Dataset, size: Size) -> dict[str, Job]:
    """The two jobs that would have made all this, and one under way, with their batches."""
    texts = size.items * (len(size.languages) - 1)
    clips = size.items * len(size.languages)
    jobs = {
        "translate": _make_job(dataset, "translate", units=texts, batch=50),
        "synthesize": _make_job(dataset, "synthesize", units=clips, batch=32),
    }
    for job in jobs.values():
        finish_job_if_done(job.pk)
    _make_job(dataset, RUNNING_KIND, units=clips, batch=32, half_done=True)
    return jobs


def _make_job(
    dataset: Dataset, kind: str, *, units: int, batch: int, half_done: bool = False
) -> Job:
    """A running one, all of whose batches are done, or every second; one in 1,000 had trouble."""
    job = make_job(dataset, kind=kind, units_total=units, started_at=dataset.created_at)
    insert_select(
        Batch,
        {
            "job_id": "%(job)s",
            "queue": "'cpu'",
            "language": "(%(languages)s::text[])[1 + n / %(batch)s %% 23]",
            "subject_ids": "ARRAY(SELECT generate_series(n, n + %(batch)s - 1))",
            "units": "%(batch)s",
            "state": "CASE WHEN %(half)s AND n / %(batch)s %% 2 = 0 THEN 'ready' ELSE 'done' END",
            "busy_seconds": "CASE WHEN %(half)s AND n / %(batch)s %% 2 = 0 THEN 0 ELSE 20 END",
            "finished_at": "CASE WHEN %(half)s AND n / %(batch)s %% 2 = 0 THEN NULL "
            "ELSE now() - interval '30 days' * n / %(total)s END",
            "error": "CASE WHEN n / %(batch)s %% 1000 = 0 THEN 'The engine was away.' ELSE '' END",
        },
        "FROM generate_series(1, %(total)s, %(batch)s) AS series (n)",
        {
            "job": job.pk,
            "batch": batch,
            "total": units,
            "half": half_done,
            "languages": [*LANGUAGES],
        },
    )
    return job


def _make_translations(dataset: Dataset, job: Job, languages: Sequence[str]) -> None:
    for language in languages:
        if language == "eng":
            continue
        lines = (DEMO / f"pairs.{language}.jsonl").read_text(encoding="utf-8").splitlines()
        pairs = [json.loads(line) for line in lines]
        part = "1 + i.id %% cardinality(%(questions)s::text[])"
        insert_select(
            Translation,
            {
                "dataset_id": "i.dataset_id", "item_id": "i.id", "language": "%(language)s",
                "question": f"(%(questions)s::text[])[{part}] || ' ' || i.id",
                "answer": f"(%(answers)s::text[])[{part}] || ' ' || i.id",
                "origin": "'machine'", "engine": "'seamless-m4t-v2'", "engine_version": "'large'",
                "score": "0.9", "licence": "'CC-BY-NC-4.0'",
                "fingerprint": "encode(sha256((i.id || %(language)s)::bytea), 'hex')",
                "job_id": "%(job)s",
                "created_at": MADE.format(part="i.id %% %(items)s"),
            },
            "FROM corpus_item i WHERE i.dataset_id = %(dataset)s",
            {
                "dataset": dataset.pk, "language": language, "job": job.pk,
                "items": job.units_total // (len(languages) - 1),
                "questions": [pair["question"] for pair in pairs],
                "answers": [pair["answer"] for pair in pairs],
            },
        )  # fmt: skip


def _make_recordings(dataset: Dataset, job: Job, languages: Sequence[str]) -> None:
    for language in languages:
        insert_select(
            Recording,
            {
                "dataset_id": "t.dataset_id", "translation_id": "t.id", "language": "t.language",
                "sha256": "encode(sha256(t.id::text::bytea), 'hex')",
                "size_bytes": "length(t.question) * 2000",
                "duration_s": "length(t.question) * 0.07", "sample_rate": "22050",
                "loudness_lufs": "-24.0", "peak": "0.5", "clipped_share": "0",
                "leading_silence_s": "0.02", "trailing_silence_s": "0.05", "silent_share": "0.03",
                "engine": "CASE t.id %% 5000 WHEN 0 THEN 'espeak-ng' ELSE %(engine)s END",
                "engine_version": "'2.0.3'", "voice": "'librivox-' || t.id %% 37",
                "licence": "CASE t.id %% 5000 WHEN 0 THEN 'GPL-3.0-or-later' ELSE %(licence)s END",
                "fingerprint": "encode(sha256(('r' || t.id)::bytea), 'hex')", "job_id": "%(job)s",
                "created_at": "t.created_at",
            },
            "FROM corpus_translation t WHERE t.dataset_id = %(dataset)s"
            " AND t.language = %(language)s",
            {
                "dataset": dataset.pk, "language": language, "job": job.pk,
                "engine": "mms-tts" if language in UNKNOWN_TO_XTTS else "xtts-v2",
                "licence": "CC-BY-NC-4.0" if language in UNKNOWN_TO_XTTS else "CPML",
            },
        )  # fmt: skip


def _make_checks(dataset: Dataset, count: int) -> None:
    """One subject in a hundred fails. The English text is the source and has none."""
    texts = [f"question.{rule.name}" for rule in TEXT_RULES[:count]]
    audio = [rule.name for rule in AUDIO_RULES[:count]]
    for subject, table, names, without in (
        ("translation", "corpus_translation", texts, [SOURCE]),
        ("recording", "corpus_recording", audio, []),
    ):
        value = "CASE WHEN s.id %% 100 = 0 THEN 0.9 ELSE 0.5 END"
        insert_select(
            CheckReport,
            {
                "dataset_id": "s.dataset_id", "language": "s.language", f"{subject}_id": "s.id",
                "rules_id": "%(rules)s",
                "measured": f"array_fill({value}, ARRAY[cardinality(%(names)s::text[])])",
                "failed": "CASE WHEN s.id %% 100 = 0 THEN %(names)s::varchar[] ELSE '{}' END",
            },
            f"FROM {table} s WHERE s.dataset_id = %(dataset)s"
            " AND s.language <> ALL(%(without)s::text[])",
            {
                "dataset": dataset.pk, "names": names, "without": without,
                "rules": ensure_rules(names, [1] * count, [0.7] * count),
            },
        )  # fmt: skip


def _vote(dataset: Dataset, manager: User, raters: list[User]) -> None:
    campaign = open_campaign(
        dataset, by=manager, kind=CampaignKind.LISTENING, name=CAMPAIGN, languages=dataset.languages
    )
    values: Values = {"campaign": campaign.pk, "raters": [rater.pk for rater in raters]}
    insert_select(
        Assignment,
        {
            "task_id": "t.id", "rater_id": "r.id", "state": "'answered'",
            "lease_expires_at": "now()", "opened_at": "now()", "heard_at": "now()",
            "answered_at": "now()", "plays": "1",
        },
        "FROM annotation_task t CROSS JOIN unnest(%(raters)s::bigint[]) AS r (id)"
        " WHERE t.campaign_id = %(campaign)s AND t.id %% 5 <> 0",
        values,
    )  # fmt: skip
    insert_select(
        Rating,
        {
            "assignment_id": "a.id", "recording_id": "t.recording_id", "rater_id": "a.rater_id",
            "seconds": "9.5", "naturalness": "1 + a.id %% 5", "understood": "1 + a.id %% 4",
        },
        "FROM annotation_assignment a JOIN annotation_task t ON t.id = a.task_id"
        " WHERE t.campaign_id = %(campaign)s",
        values,
    )  # fmt: skip
    _execute(
        "UPDATE annotation_task SET answered = votes_needed, taken = votes_needed"
        " WHERE campaign_id = %(campaign)s AND id %% 5 <> 0",
        values,
    )
