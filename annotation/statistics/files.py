"""Statistics as CSV: the table, the raters, or every raw vote with what became of it."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from enum import StrEnum
from itertools import chain

import languages
from annotation.statistics.facts import SCALES, SCORES, Scale
from annotation.statistics.people import RaterSummary
from annotation.statistics.reading import Statistics
from annotation.statistics.screening import Reason, Screened
from annotation.statistics.tables import Row
from common.downloads import Echo
from common.spreadsheets import harmless_row

Cells = dict[str, object]


class Part(StrEnum):
    TABLE = "table"
    RATERS = "raters"
    VOTES = "votes"


def write_csv(statistics: Statistics, part: Part) -> Iterator[str]:
    """Yields lines, the first with the columns' names; each row names the rules' version."""
    rules = statistics.screened.rules.version
    return _lines({**row, "rules_version": rules} for row in _rows(statistics, part))


def _rows(statistics: Statistics, part: Part) -> Iterator[Cells]:
    if part == Part.VOTES:
        return _vote_rows(statistics.screened)
    if part == Part.RATERS:
        return map(_rater_row, statistics.raters)
    return map(_table_row, statistics.rows)


def _lines(rows: Iterable[Cells]) -> Iterator[str]:
    several = iter(rows)
    first = next(several, None)
    if first is None:
        return
    writer = csv.writer(Echo(), lineterminator="\r\n")
    yield writer.writerow(first)
    for row in chain([first], several):
        yield writer.writerow(harmless_row(row.values()))


def _table_row(row: Row) -> Cells:
    known = languages.LANGUAGES.get(row.place.language)
    about = {
        "language": row.place.language,
        "name": known.name if known else "",
        "family": known.family if known else "",
        "engine": row.place.engine,
        "voice": row.place.voice,
    }
    counts = row.naturalness.opinion
    return {
        **about,
        "votes": counts.votes,
        "raters": counts.raters,
        "items": counts.items,
        **_scale_cells(row, "naturalness"),
        **_scale_cells(row, "understood"),
        "paper_engine": row.paper.engine if row.paper else "",
        "paper_naturalness": row.paper.naturalness if row.paper else "",
        "paper_understood": row.paper.understood if row.paper else "",
        **_left_out(row.excluded),
    }


def _scale_cells(row: Row, scale: Scale) -> Cells:
    summary = row.summary(scale)
    interval = summary.opinion.interval
    cells: Cells = {
        "mean": summary.opinion.mean,
        "sd": summary.opinion.deviation,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
        "no_interval": summary.no_interval or "",
        "alpha": summary.alpha,
    }
    cells |= {str(score): votes for score, votes in zip(SCORES, summary.histogram, strict=True)}
    return {f"{scale}_{name}": _rounded(value) for name, value in cells.items()}


def _rater_row(rater: RaterSummary) -> Cells:
    cells: Cells = {"rater": rater.rater, "language": rater.language, "votes": rater.votes}
    for scale in SCALES:
        leniency, gold = rater.leniency.get(scale), rater.gold.get(scale)
        cells[f"{scale}_leniency"] = _rounded(leniency.offset if leniency else None)
        cells[f"{scale}_gold_near"] = _rounded(gold.near if gold else None)
        cells[f"{scale}_gold_bias"] = _rounded(gold.bias if gold else None)
    cells["thinking_s"] = _rounded(rater.thinking_s)
    cells["hidden_s"] = _rounded(rater.hidden_s)
    return {**cells, **_left_out(rater.excluded)}


def _vote_rows(screened: Screened) -> Iterator[Cells]:
    fates = [(vote, "") for vote in screened.kept]
    fates += [(each.vote, each.reason.value) for each in screened.excluded]
    for vote, reason in fates:
        yield {
            **asdict(vote),
            "session": "-".join(map(str, _parts(vote.session))),
            "excluded_because": reason,
        }


def _parts(session: object) -> tuple[object, ...]:
    return session if isinstance(session, tuple) else (session,)


def _left_out(excluded: dict[Reason, int]) -> Cells:
    return {f"excluded_{reason}": excluded.get(reason, 0) for reason in Reason}


def _rounded(value: object) -> object:
    return round(value, 4) if isinstance(value, float) else value
