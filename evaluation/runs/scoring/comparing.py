"""Win, tie and loss of a comparison, by language and over all, and what to know of its judge."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluation.judges import JudgedPair, Protocol, Share, tally
from evaluation.metrics import Interval, SignTest
from evaluation.metrics.preference import Preference
from evaluation.runs.models import Comparison, Judgement, Response, Score
from evaluation.runs.viewing import decide, read
from evaluation.suites.answers import Judged
from evaluation.suites.comparing import score_outcomes


@dataclass(frozen=True, kw_only=True)
class PairRow:
    """A pair that the judge is done with."""

    item_id: int
    cluster: str
    pair: JudgedPair


def score_comparison(comparison: Comparison) -> list[Score]:
    """Unsaved scores. Pairs whose readings can't be parsed are counted, and in no rate."""
    rows = [*read_pairs(comparison)]
    judged = [
        Judged(language=row.pair.language, cluster=row.cluster, outcome=row.pair.decision.outcome)
        for row in rows
        if row.pair.decision.outcome is not None
    ]
    scores: list[Score] = []
    for found in score_outcomes(judged):
        scores += _preference(comparison, found.language or "", found.preference)
    for language in ("", *sorted({row.pair.language for row in rows})):
        own = [row.pair for row in rows if language in {"", row.pair.language}]
        scores += _habits(comparison, language, own)
    return scores


def read_pairs(comparison: Comparison) -> Iterator[PairRow]:
    """Pairs that were read in all the orders that the protocol asks for."""
    protocol = Protocol(comparison.protocol)
    tested = _answers(comparison.evaluation_id)
    baseline = _answers(comparison.baseline_id)
    for item_id, judgements in _by_item(comparison).items():
        decision = decide(protocol, judgements)
        if decision is None:
            continue
        item = judgements[0].item
        pair = JudgedPair(
            language=item.target,
            decision=decision,
            readings=read(judgements),
            tested_length=len(tested[item_id][0]),
            baseline_length=len(baseline[item_id][0]),
            tested_language=tested[item_id][1] or None,
            baseline_language=baseline[item_id][1] or None,
        )
        yield PairRow(item_id=item_id, cluster=item.cluster, pair=pair)


def _answers(evaluation_id: int) -> dict[int, tuple[str, str]]:
    """Text and guessed language by item."""
    rows = Response.objects.filter(evaluation=evaluation_id)
    return {
        item: (text, guess)
        for item, text, guess in rows.values_list("item_id", "text", "guessed_language")
    }


def _by_item(comparison: Comparison) -> dict[int, list[Judgement]]:
    rows = comparison.judgements.select_related("item").defer("messages", "reply", "reason")
    grouped: dict[int, list[Judgement]] = {}
    for row in rows.order_by("item_id", "order"):
        grouped.setdefault(row.item_id, []).append(row)
    return grouped


def _preference(comparison: Comparison, language: str, found: Preference) -> Iterator[Score]:
    items = found.wins.count + found.ties.count + found.losses.count
    for metric, rate in (("win", found.wins), ("tie", found.ties), ("loss", found.losses)):
        yield Score(
            comparison=comparison,
            metric=metric,
            language=language,
            value=rate.value,
            items=items,
            details={"count": rate.count},
            **_bounds(rate.interval),
        )
    yield Score(
        comparison=comparison,
        metric="margin",
        language=language,
        value=found.margin.value,
        items=items,
        details={"p_value": found.margin.p_value, **_signs(found.sign_test)},
        **_bounds(found.margin.interval),
    )


def _signs(test: SignTest) -> dict[str, float | None]:
    return {
        "sign_wins": test.wins,
        "sign_losses": test.losses,
        "sign_left_out": test.left_out,
        "sign_p_value": test.p_value,
    }


def _bounds(interval: Interval | None) -> dict[str, float]:
    return {"low": interval.low, "high": interval.high} if interval else {}


def _habits(comparison: Comparison, language: str, pairs: Sequence[JudgedPair]) -> Iterator[Score]:
    """What says whether the judge is to be trusted: shares of what each is counted among."""
    counted = tally(pairs)
    shares = {
        "unparsable": Share(counted.unparsable, len(pairs)),
        "flips": counted.flips,
        "first_preferred": counted.first_preferred,
        "longer_won": counted.longer_won,
        "tested_elsewhere": counted.tested_elsewhere,
        "baseline_elsewhere": counted.baseline_elsewhere,
    }
    for metric, share in shares.items():
        yield Score(
            comparison=comparison,
            metric=metric,
            language=language,
            value=share.rate,
            items=share.of,
            details={"count": share.count},
        )
