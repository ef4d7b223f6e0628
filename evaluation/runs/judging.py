"""Letting a judge compare two systems' answers: each call is made once, and kept with its words."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Sum

from engines import registry, settings
from engines.protocols import Completion, ItemFailure
from evaluation.judges import (
    Judge,
    Pair,
    Presentation,
    Prices,
    Protocol,
    Transcript,
    judge_pairs,
    presentations,
    spent,
)
from evaluation.runs.models import BenchmarkItem, Comparison, Evaluation, Judgement
from evaluation.runs.texts import storable
from evaluation.runs.versions import LONGEST_VERSION, check_same
from jobs.kinds import FailedUnit
from jobs.models import Job

PART = 8
"""Calls made together, then kept: so many may be asked again after a kill."""
_MICRO = Decimal("0.000001")


def judge_missing(
    comparison: Comparison,
    items: Sequence[BenchmarkItem],
    *,
    job: Job,
    most: Decimal | None,
    go_on: Callable[[], None] = lambda: None,
) -> list[FailedUnit]:
    """Gets and keeps the judgements that a comparison lacks; returns the items without one.

    Args:
        comparison: of two evaluations, by a judge and a protocol.
        items: of their benchmark, in the order in which they are judged.
        job: that pays for it.
        most: what all of the comparison's calls may cost; None: anything.
        go_on: called before each part; may raise, where the batch is no longer this worker's.

    Raises:
        EngineError: the judge can do no work at all.
        SystemChangedError: the model behind the judge is not the one that judged so far.
    """
    judge = Judge(model=registry.chat_model(comparison.judge))
    known = comparison.judgements.values_list("judge_version")
    check_same(comparison.judge, judge.model.version, known)
    waiting = _missing(comparison, items)
    failed: list[FailedUnit] = []
    for start in range(0, len(waiting), PART):
        go_on()
        if most is not None and (cost := spent_on(comparison)) >= most:
            failed += _too_dear(waiting[start:], cost, most)
            break
        part = waiting[start : start + PART]
        transcripts = judge_pairs(judge, [presentation for _, presentation in part])
        asked = [item for item, _ in part]
        _keep(comparison, judge, asked, transcripts, job)
        failed += _failed(asked, transcripts)
    # An item is one unit, in however many orders it failed.
    return [*{unit.subject_id: unit for unit in failed}.values()]


def spent_on(comparison: Comparison) -> Decimal:
    """By all calls so far, in the studio's currency."""
    total: Decimal = comparison.judgements.aggregate(total=Sum("cost", default=Decimal(0)))["total"]
    return total


def _missing(
    comparison: Comparison, items: Sequence[BenchmarkItem]
) -> list[tuple[BenchmarkItem, Presentation]]:
    """Of items that both systems answered."""
    tested = _answers(comparison.evaluation, items)
    baseline = _answers(comparison.baseline, items)
    done = set(comparison.judgements.filter(item__in=items).values_list("item_id", "order"))
    protocol = Protocol(comparison.protocol)
    answered = [item for item in items if item.pk in tested and item.pk in baseline]
    pairs = [
        (item, _pair(comparison, item, tested[item.pk], baseline[item.pk])) for item in answered
    ]
    return [
        (item, Presentation(pair=pair, order=order))
        for item, pair in pairs
        for order in presentations(protocol, pair.key, comparison.seed)
        if (item.pk, order.value) not in done
    ]


def _pair(comparison: Comparison, item: BenchmarkItem, tested: str, baseline: str) -> Pair:
    systems = (comparison.evaluation.system_id, comparison.baseline.system_id)
    return Pair(
        key=f"{item.key} {item.language} {systems[0]} {systems[1]}",
        question=item.question,
        language=item.target,
        tested=tested,
        baseline=baseline,
    )


def _answers(evaluation: Evaluation, items: Sequence[BenchmarkItem]) -> dict[int, str]:
    responses = evaluation.responses.filter(item__in=items)
    return dict(responses.values_list("item_id", "text"))


def _keep(
    comparison: Comparison,
    judge: Judge,
    items: Sequence[BenchmarkItem],
    transcripts: Sequence[Transcript],
    job: Job,
) -> None:
    """The first judgement stays; scores are made anew by the sweep."""
    said = [
        _judgement(comparison, judge, item, transcript, transcript.reply, job)
        for item, transcript in zip(items, transcripts, strict=True)
        if isinstance(transcript.reply, Completion)
    ]
    with transaction.atomic():
        Judgement.objects.bulk_create(said, ignore_conflicts=True)
        Comparison.objects.filter(pk=comparison.pk).update(changes=F("changes") + 1)


def _judgement(  # noqa: PLR0913, PLR0917 - what a row says
    comparison: Comparison,
    judge: Judge,
    item: BenchmarkItem,
    transcript: Transcript,
    reply: Completion,
    job: Job,
) -> Judgement:
    return Judgement(
        comparison=comparison,
        item=item,
        order=transcript.order.value,
        messages=[
            {"role": message.role, "content": message.content} for message in transcript.messages
        ],
        reply=storable(reply.text),
        reason=storable(transcript.reason),
        verdict="" if transcript.verdict is None else transcript.verdict.value,
        input_tokens=reply.input_tokens,
        output_tokens=reply.output_tokens,
        cost=_cost(comparison.judge, transcript),
        judge_version=judge.model.version[:LONGEST_VERSION],
        job=job,
    )


def prices_of(judge: str) -> Prices | None:
    """None of a model of our own, and of an endpoint without prices."""
    family, _, name = judge.partition(":")
    endpoint = settings.current().endpoints.get(name) if family == "endpoint" else None
    if endpoint is None or not (endpoint.input_price or endpoint.output_price):
        return None
    return Prices(input=endpoint.input_price, output=endpoint.output_price)


def _cost(judge: str, transcript: Transcript) -> Decimal:
    """Of one call; a model of our own costs its worker's time alone."""
    prices = prices_of(judge)
    if prices is None:
        return Decimal(0)
    return Decimal(spent([transcript]).price(prices)).quantize(_MICRO)


def _failed(items: Sequence[BenchmarkItem], transcripts: Sequence[Transcript]) -> list[FailedUnit]:
    return [
        FailedUnit(item.pk, transcript.reply.code, transcript.reply.message)
        for item, transcript in zip(items, transcripts, strict=True)
        if isinstance(transcript.reply, ItemFailure)
    ]


def _too_dear(
    waiting: Sequence[tuple[BenchmarkItem, Presentation]], cost: Decimal, most: Decimal
) -> list[FailedUnit]:
    said = (
        f"The judge has cost {cost:f} of at most {most:f}. What it said so far is kept; start it "
        "again with a higher limit to go on."
    )
    return [FailedUnit(pk, "cost_reached", said) for pk in {item.pk for item, _ in waiting}]
