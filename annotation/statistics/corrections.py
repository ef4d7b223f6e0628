"""How often natives had to correct, and how much, by language. Source: MultiSpeechQA, section 3.2.

Pure: what is read comes in as `Judged` rows, one for each item.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from annotation.consensus import READERS
from evaluation.metrics.opinion import Interval, rate_interval

PAPER_RATE = 0.72
"""Of all translations; it names no language beside the extremes."""
PAPER_RANGE = (0.43, 0.86)


class Work(NamedTuple):
    """See `annotation.models.CorrectionEffort`."""

    words: int
    words_added: int
    words_removed: int
    words_replaced: int
    shifted_edits: int
    characters: int
    character_edits: int
    chrf: float
    active_s: float


class Judged(NamedTuple):
    """What natives settled on for one item in one language."""

    language: str
    verdict: str
    answers: int
    """By how many natives: 1, 2 that agreed, or 3."""
    overridden: bool
    work: Work | None


@dataclass(frozen=True, kw_only=True)
class CorrectionRow:
    """One language. What rests on texts that nobody has measured yet is None."""

    language: str
    items: int
    confirmed: int
    corrected: int
    untranslatable: int
    rate: float
    """Of items that needed correction: edited, or impossible to translate."""
    interval: Interval | None
    """Wilson, 95%."""
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
    reviewed: int
    """Items that two natives or three read."""
    disputed: int
    """Of these, where the two disagreed."""
    overridden: int
    """Items where a native set aside what the automatic checks doubted."""


def tabulate_corrections(judged: Iterable[Judged]) -> list[CorrectionRow]:
    """In the order of language codes."""
    languages: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        languages[one.language].append(one)
    return [_row(language, languages[language]) for language in sorted(languages)]


def _row(language: str, judged: Sequence[Judged]) -> CorrectionRow:
    verdicts = Counter(one.verdict for one in judged)
    works = [one.work for one in judged if one.work is not None]
    needed = len(judged) - verdicts["confirmed"]
    return CorrectionRow(
        language=language,
        items=len(judged),
        confirmed=verdicts["confirmed"],
        corrected=verdicts["corrected"],
        untranslatable=verdicts["untranslatable"],
        rate=needed / len(judged),
        interval=rate_interval(needed, len(judged)),
        hter=_ratio(sum(w.shifted_edits for w in works), sum(w.words for w in works)),
        cer=_ratio(sum(w.character_edits for w in works), sum(w.characters for w in works)),
        chrf=_ratio(sum(work.chrf for work in works), len(works)),
        words_added=sum(work.words_added for work in works),
        words_removed=sum(work.words_removed for work in works),
        words_replaced=sum(work.words_replaced for work in works),
        active_s=median(work.active_s for work in works) if works else None,
        reviewed=sum(one.answers > 1 for one in judged),
        disputed=sum(one.answers > READERS for one in judged),
        overridden=sum(one.overridden for one in judged),
    )


def _ratio(amount: float, of: float) -> float | None:
    return amount / of if of else None
