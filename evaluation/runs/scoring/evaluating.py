"""Scores of one system's answers, by language and over all."""

from collections.abc import Iterator, Sequence

from evaluation.runs.models import BenchmarkItem, Evaluation, Score
from evaluation.runs.scoring.marks import failed_items, marks_of
from evaluation.runs.scoring.packing import pack, unpack
from evaluation.suites import scoring
from evaluation.suites.answers import Answer
from evaluation.suites.counting import CountedPair, count_pair
from evaluation.suites.loading import suite_from
from evaluation.suites.metric import TextMetric
from evaluation.suites.scoring import (
    Replies,
    add_replies,
    pair_replies,
    score_all,
    score_pair,
    text_metrics,
)
from evaluation.suites.suite import Pair

REPLIES = "wrong_language"
"""The metric of every suite: the share of answers in another language than the one wanted."""


def rescore_evaluation(evaluation: Evaluation) -> None:
    """Scores pairs whose answers are others now, then all together; what is as it was stays.

    Of what was answered so far; who failed at an item said nothing to it.
    """
    metrics = text_metrics(suite_from(evaluation.benchmark.definition["suite"]))
    marks = marks_of(evaluation, metrics)
    known = {
        Pair(language, target): mark
        for language, target, mark in evaluation.counts.values_list(
            "language", "target", "made_from"
        )
    }
    for pair in sorted(known.keys() - marks.keys()):
        _forget(evaluation, pair)
    changed = sorted(pair for pair, mark in marks.items() if known.get(pair) != mark)
    for pair in changed:
        _rescore_pair(evaluation, metrics, pair, marks[pair])
    if changed or known.keys() - marks.keys() or not evaluation.scores.exists():
        _rescore_all(evaluation, metrics)


def read_answers(evaluation: Evaluation, pair: Pair | None = None) -> Iterator[Answer]:
    """Of items that were answered, or failed in a job: the rest is still to come."""
    items = evaluation.benchmark.items.all()
    responses = evaluation.responses.all()
    if pair is not None:
        items = items.filter(language=pair.language, target=pair.target)
        responses = responses.filter(item__language=pair.language, item__target=pair.target)
    said = {
        item: (text, guess or None)
        for item, text, guess in responses.values_list("item_id", "text", "guessed_language")
    }
    failed = failed_items(evaluation)
    for item in items.order_by("pk"):
        if item.pk in said or item.pk in failed:
            yield _answer(item, *said.get(item.pk, (None, None)))


def read_counts(evaluation: Evaluation) -> list[CountedPair]:
    """What was counted when it was last scored, pairs in their order."""
    rows = evaluation.counts.order_by("language", "target")
    return [unpack(Pair(row.language, row.target), bytes(row.numbers)) for row in rows]


def _rescore_pair(
    evaluation: Evaluation, metrics: Sequence[TextMetric], pair: Pair, mark: str
) -> None:
    answers = [*read_answers(evaluation, pair)]
    counted = count_pair(metrics, pair, answers)
    _forget(evaluation, pair)
    evaluation.counts.create(**pair._asdict(), made_from=mark, numbers=pack(counted))
    scores = [_score(evaluation, score) for score in score_pair(metrics, counted)]
    Score.objects.bulk_create([*scores, _replies(evaluation, pair_replies(pair, answers))])


def _rescore_all(evaluation: Evaluation, metrics: Sequence[TextMetric]) -> None:
    each = evaluation.scores.filter(metric=REPLIES).exclude(language="")
    replies = add_replies([_as_replies(score) for score in each])
    scores = [_score(evaluation, score) for score in score_all(metrics, read_counts(evaluation))]
    evaluation.scores.filter(language="").delete()
    Score.objects.bulk_create([*scores, _replies(evaluation, replies)])


def _forget(evaluation: Evaluation, pair: Pair) -> None:
    evaluation.counts.filter(**pair._asdict()).delete()
    evaluation.scores.filter(**_where(pair)).delete()


def _answer(item: BenchmarkItem, text: str | None, guess: str | None) -> Answer:
    return Answer(
        id=item.key,
        language=item.language,
        target=item.target,
        cluster=item.cluster,
        reference=item.reference,
        text=text,
        guess=guess,
    )


def _score(evaluation: Evaluation, score: scoring.Score) -> Score:
    return Score(
        evaluation=evaluation,
        metric=score.metric,
        **_where(score.pair),
        value=score.value,
        low=score.interval.low if score.interval else None,
        high=score.interval.high if score.interval else None,
        items=score.items,
        signature=score.signature,
    )


def _replies(evaluation: Evaluation, replies: Replies) -> Score:
    return Score(
        evaluation=evaluation,
        metric=REPLIES,
        **_where(replies.pair),
        value=replies.wrong_share,
        items=replies.items,
        details={
            "failed": replies.failed,
            "empty": replies.empty,
            "guessed": replies.guessed,
            "wrong_language": replies.wrong_language,
        },
    )


def _as_replies(score: Score) -> Replies:
    pair = Pair(score.language, score.target or score.language)
    return Replies(pair=pair, items=score.items, **score.details)


def _where(pair: Pair | None) -> dict[str, str]:
    if pair is None:
        return {"language": "", "target": ""}
    return {
        "language": pair.language,
        "target": "" if pair.target == pair.language else pair.target,
    }
