"""Rows of statistics as plain data, as they are kept and as they go over REST."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from annotation.statistics.facts import SCALES
from annotation.statistics.people import RaterSummary
from annotation.statistics.screening import Reason
from annotation.statistics.tables import Row, ScaleSummary

Described = dict[str, Any]


def describe_row(row: Row) -> Described:
    counts = row.naturalness.opinion
    return {
        **asdict(row.place),
        "votes": counts.votes,
        "elsewhere": row.elsewhere,
        "raters": counts.raters,
        "items": counts.items,
        "naturalness": _scale(row.naturalness),
        "understood": _scale(row.understood),
        "excluded": describe_reasons(row.excluded),
        "paper": row.paper._asdict() if row.paper else None,
    }


def describe_rater(rater: RaterSummary) -> Described:
    return {
        "rater": rater.rater,
        "language": rater.language,
        "votes": rater.votes,
        "excluded": describe_reasons(rater.excluded),
        "leniency": {scale: _plain(rater.leniency.get(scale)) for scale in SCALES},
        "gold": {scale: _plain(rater.gold.get(scale)) for scale in SCALES},
        "thinking_s": rater.thinking_s,
        "hidden_s": rater.hidden_s,
    }


def describe_reasons(reasons: Mapping[Reason, int]) -> list[Described]:
    """In the order in which reasons are given, without those of no vote."""
    return [
        {"reason": reason.value, "votes": reasons[reason]}
        for reason in Reason
        if reasons.get(reason)
    ]


def _scale(summary: ScaleSummary) -> Described:
    opinion = summary.opinion
    return {
        "mean": opinion.mean,
        "deviation": opinion.deviation,
        "interval": asdict(opinion.interval) if opinion.interval else None,
        "no_interval": summary.no_interval.value if summary.no_interval else None,
        "alpha": summary.alpha,
        "histogram": list(summary.histogram),
    }


def _plain(part: Any) -> Described | None:
    return None if part is None else asdict(part)
