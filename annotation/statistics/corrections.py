"""How often natives had to correct, and how much work it was. Source: MultiSpeechQA, section 3.2.

Pure: what was counted and summed comes in, rows with rates and intervals go out.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from evaluation.metrics.medians import measure_median
from evaluation.metrics.opinion import Interval, rate_interval

PAPER_RATE = 0.72
"""Of all translations; it names no language beside the extremes."""
PAPER_RANGE = (0.43, 0.86)


@dataclass(frozen=True, kw_only=True)
class RateRow:
    """The settled items of a language, a source, an engine, or a period (its first day)."""

    group: str
    items: int
    confirmed: int
    corrected: int
    untranslatable: int
    rate: float
    """Of items that needed correction: edited, or impossible to translate."""
    interval: Interval | None
    """Wilson, 95%."""


class Work(NamedTuple):
    """Sums over the measured items of a group; see `annotation.models.CorrectionEffort`."""

    group: str
    items: int
    """All settled ones."""
    reviewed: int
    disputed: int
    overridden: int
    measured: int
    words: int
    words_added: int
    words_removed: int
    words_replaced: int
    shifted_edits: int
    characters: int
    character_edits: int
    chrf: float
    active_s: list[float]
    """Of each measured item, not a sum."""


@dataclass(frozen=True, kw_only=True)
class EffortRow:
    """How much work the items of a group were. What rests on texts nobody has measured is None."""

    group: str
    items: int
    measured: int
    hter: float | None
    """Edits per word of the settled texts, the untouched ones among them; may pass 1."""
    cer: float | None
    """Character edits per character, likewise."""
    chrf: float | None
    """Mean, 0-100."""
    words_added: int
    words_removed: int
    words_replaced: int
    active_s: float | None
    """Median of seconds at work on one item, by who settled it."""
    active_interval: Interval | None
    """Of the median, 95%; as if each item were another person's."""
    reviewed: int
    """Items that two natives or three read."""
    disputed: int
    """Of these, where the two disagreed."""
    overridden: int
    """Items where a native set aside what the automatic checks doubted."""


def rate_rows(counted: Mapping[tuple[str, str], int]) -> list[RateRow]:
    """Of how many items by group and verdict; in the order of the groups."""
    groups: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for (group, verdict), amount in counted.items():
        groups[group][verdict] = amount
    return [_rate_row(group, groups[group]) for group in sorted(groups)]


def _rate_row(group: str, verdicts: Mapping[str, int]) -> RateRow:
    items = sum(verdicts.values())
    confirmed = verdicts.get("confirmed", 0)
    return RateRow(
        group=group,
        items=items,
        confirmed=confirmed,
        corrected=verdicts.get("corrected", 0),
        untranslatable=verdicts.get("untranslatable", 0),
        rate=(items - confirmed) / items,
        interval=rate_interval(items - confirmed, items),
    )


def effort_row(work: Work) -> EffortRow:
    active = measure_median(work.active_s)
    return EffortRow(
        group=work.group,
        items=work.items,
        measured=work.measured,
        hter=_ratio(work.shifted_edits, work.words),
        cer=_ratio(work.character_edits, work.characters),
        chrf=_ratio(work.chrf, work.measured),
        words_added=work.words_added,
        words_removed=work.words_removed,
        words_replaced=work.words_replaced,
        active_s=active.value if active else None,
        active_interval=active.interval if active else None,
        reviewed=work.reviewed,
        disputed=work.disputed,
        overridden=work.overridden,
    )


def _ratio(amount: float, of: float) -> float | None:
    return amount / of if of else None
