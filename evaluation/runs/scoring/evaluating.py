"""Scores of one system's answers, by language and over all."""

from collections.abc import Iterator

from evaluation.runs.models import BenchmarkItem, Evaluation, Score
from evaluation.suites import scoring
from evaluation.suites.answers import Answer
from evaluation.suites.loading import suite_from
from evaluation.suites.scoring import Replies, score_answers
from evaluation.suites.suite import Pair
from jobs.enums import BatchState
from jobs.models import Batch, UnitFailure

REPLIES = "wrong_language"
"""The metric of every suite: the share of answers in another language than the one wanted."""


def score_evaluation(evaluation: Evaluation) -> list[Score]:
    """Unsaved scores of what was answered so far; who failed at an item said nothing to it."""
    suite = suite_from(evaluation.benchmark.definition["suite"])
    found = score_answers(suite, [*read_answers(evaluation)])
    return [
        *(_score(evaluation, score) for score in found.scores),
        *(_replies(evaluation, replies) for replies in found.replies),
    ]


def read_answers(evaluation: Evaluation) -> Iterator[Answer]:
    """Of items that were answered, or failed in a job: the rest is still to come."""
    said = {
        item: (text, guess or None)
        for item, text, guess in evaluation.responses.values_list(
            "item_id", "text", "guessed_language"
        )
    }
    failed = _failed(evaluation)
    for item in evaluation.benchmark.items.order_by("pk"):
        if item.pk in said or item.pk in failed:
            yield _answer(item, *said.get(item.pk, (None, None)))


def _failed(evaluation: Evaluation) -> set[int]:
    """Items that a job of it could not do, alone or with the batch that was set aside."""
    alone = UnitFailure.objects.filter(job__evaluations=evaluation)
    batches = Batch.objects.filter(job__evaluations=evaluation, state=BatchState.FAILED)
    set_aside = batches.values_list("subject_ids", flat=True)
    return {
        *alone.values_list("subject_id", flat=True),
        *(item for subjects in set_aside for item in subjects),
    }


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


def _where(pair: Pair | None) -> dict[str, str]:
    if pair is None:
        return {"language": "", "target": ""}
    return {
        "language": pair.language,
        "target": "" if pair.target == pair.language else pair.target,
    }
