"""Benchmarks with systems and judgements in the bench's dataset, written by SQL."""

from django.db import connection, transaction
from django.utils import timezone

from catalog.models import Dataset
from evaluation.runs.freezing import describe_source
from evaluation.runs.models import (
    Benchmark,
    Comparison,
    Evaluation,
    Score,
    System,
)
from evaluation.suites.loading import get_suite
from tests.bench.people import LANGUAGES

NAME = "bench-qa"
SYSTEMS = 5
QUESTIONS = 435  # in each of 23 languages, judged in both orders: 20,010 judgements a comparison
_ITEMS = """
INSERT INTO evaluation_benchmarkitem (benchmark_id, dataset_id, key, cluster, language, target,
    question, given, reference, sha256, size_bytes, seconds, source, created_at)
SELECT %(benchmark)s, %(dataset)s, 'q' || n, 'q' || n, language, language, 'What?', '{}', 'That.',
       repeat('0', 64), 1, 1.0, '', now()
FROM unnest(%(languages)s::text[]) language, generate_series(1, %(questions)s) n
"""
_ANSWERS = """
INSERT INTO evaluation_response (evaluation_id, item_id, text, guessed_language, input_tokens,
    output_tokens, engine_version, fingerprint, created_at)
SELECT e.id, i.id, 'An answer.', '', 0, 0, '1', md5(e.id || ' ' || i.id), now()
FROM evaluation_evaluation e JOIN evaluation_benchmarkitem i USING (benchmark_id)
WHERE benchmark_id = %(benchmark)s
"""
# Seven in ten prefer the tested system in both orders; the rest changes its mind.
_JUDGEMENTS = """
INSERT INTO evaluation_judgement (comparison_id, item_id, "order", messages, reply, reason, verdict,
    input_tokens, output_tokens, cost, judge_version, created_at)
SELECT c.id, i.id, o.name,
       jsonb_build_array(jsonb_build_object('role', 'user', 'content', repeat('words ', 300))),
       'Because. Answer (A)', 'Because.',
       CASE WHEN o.name = 'tested_first' OR i.id %% 10 >= 7 THEN 'first' ELSE 'second' END,
       500, 20, 0, '1', now()
FROM evaluation_comparison c JOIN evaluation_evaluation e ON e.id = c.evaluation_id
JOIN evaluation_benchmarkitem i ON i.benchmark_id = e.benchmark_id
CROSS JOIN (VALUES ('tested_first'), ('baseline_first')) o (name)
WHERE e.benchmark_id = %(benchmark)s
"""


@transaction.atomic
def make_judged(dataset: Dataset) -> Comparison:
    """Five systems on one benchmark, four of them compared with the first; the one of an earlier
    run is used again. Scores are written, not drawn: that takes the sweep minutes."""
    known = Comparison.objects.filter(evaluation__benchmark__dataset=dataset).first()
    if known is not None:
        return known
    benchmark = _benchmark(dataset)
    evaluations = [_evaluation(benchmark, number) for number in range(SYSTEMS)]
    comparisons = [
        Comparison.objects.create(
            evaluation=one,
            baseline=evaluations[0],
            judge="endpoint:judge",
            prompt_version="1",
            protocol="both",
            scored_at=timezone.now(),
        )
        for one in evaluations[1:]
    ]
    values: dict[str, int | list[str]] = {
        "benchmark": benchmark.pk,
        "dataset": dataset.pk,
        "languages": [*LANGUAGES],
        "questions": QUESTIONS,
    }
    with connection.cursor() as cursor:
        for statement in (_ITEMS, _ANSWERS, _JUDGEMENTS):
            cursor.execute(statement, values)
        cursor.execute(
            "ANALYZE evaluation_judgement, evaluation_response, evaluation_benchmarkitem"
        )
    for language in ("", *LANGUAGES):
        _score(evaluations, comparisons, language)
    return comparisons[0]


def _benchmark(dataset: Dataset) -> Benchmark:
    suite = get_suite("spoken_qa")
    return Benchmark.objects.create(
        dataset=dataset, name=NAME, suite=suite.name, task=suite.task.value,
        definition=describe_source(suite), languages=[*LANGUAGES],
        items_total=QUESTIONS * len(LANGUAGES), left_out={}, contamination={}, manifest="0" * 64,
    )  # fmt: skip


def _evaluation(benchmark: Benchmark, number: int) -> Evaluation:
    system = System.objects.create(
        dataset=benchmark.dataset,
        name=f"system{number}",
        engine="cascade",
        sampling={},
        languages=[],
    )
    return Evaluation.objects.create(benchmark=benchmark, system=system, scored_at=timezone.now())


def _score(evaluations: list[Evaluation], comparisons: list[Comparison], language: str) -> None:
    shared = {
        "language": language,
        "value": 0.5,
        "low": 0.4,
        "high": 0.6,
        "items": QUESTIONS,
        "details": {"count": QUESTIONS // 2, "failed": 0},
    }
    texts = ("wer", "cer", "bleu", "chrf", "wrong_language")
    outcomes = ("win", "tie", "loss", "margin", "flips", "first_preferred", "longer_won")
    Score.objects.bulk_create(
        [
            *(Score(evaluation=e, metric=m, **shared) for e in evaluations for m in texts),
            *(Score(comparison=c, metric=m, **shared) for c in comparisons for m in outcomes),
        ]
    )
