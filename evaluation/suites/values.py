"""The values that the MultiSpeechQA paper prints, to stand beside ours.

Its averages don't follow from its rows, and some rows stand in the wrong line; so each column has
the average as printed and as computed from what is printed, with what is known to be wrong.
Values are in our metrics' scales: error rates are shares, so 14.1 % is 0.141.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from statistics import fmean
from types import MappingProxyType

from evaluation.metrics.preference import Outcome
from evaluation.suites.measures import TEXT_METRICS
from languages import LANGUAGES

CASCADE = "cascade"
"""Whisper large-v3, then Aya Expanse 8B: the paper's baseline."""
OMNI = "qwen2.5-omni"
FINETUNED = "qwen2.5-omni-finetuned"

_TABLES = {"Table 3": "table3.csv", "Table 5": "table5.csv"}
_SUITES = {"wer": "speech_recognition", "bleu": "speech_translation_to_english"}
_MISPLACED: Mapping[tuple[str, str], dict[str, str | None]] = {
    ("Table 5", "bleu"): {"rus": None, "vie": "cmn"}
}
"""Lines whose value belongs to another language, or repeats one: in which it should stand."""

_MEAN = "The printed average is not the mean of the printed rows."
_NOTES = {
    ("Table 3", "wer"): (
        _MEAN,
        "Section 4.1 gives 55.23 % as the average of Qwen2.5-Omni; this table prints 43.2 %.",
        "Chinese and Japanese set no spaces; whether their rate is of characters is not said.",
    ),
    ("Table 3", "bleu"): (
        _MEAN,
        "Figure 2 says that languages are translated to English; the tokenizer is not said.",
    ),
    ("Table 5", "wer"): (
        "Section 5.1 gives averages of 55.23 % and 57.57 %; this table prints 43.2 % and 38.1 %.",
        "Vietnamese rises from 50.9 % to 169.3 % by finetuning.",
    ),
    ("Table 5", "bleu"): (
        "The line of Russian repeats Turkish, and that of Vietnamese holds Chinese.",
        "With these moved back, the finetuned model's rows average to the 21.02 that is printed.",
        "Section 5.1 gives 21.05 as the average of the finetuned model.",
    ),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintedColumn:
    """One system's values in one table."""

    table: str
    system: str
    suite: str
    """The suite of ours that it stands beside."""
    metric: str
    values: Mapping[str, float]
    """By language (ISO 639-3), as printed, in the table's order."""
    misplaced: Mapping[str, str | None]
    """Languages whose printed value belongs to another, or to none."""
    printed_mean: float
    notes: tuple[str, ...]
    """What is known to be wrong or left open, for people."""

    @property
    def recomputed_mean(self) -> float:
        """Of the rows as printed."""
        return fmean(self.values.values())

    @property
    def corrected(self) -> Mapping[str, float]:
        """The rows with misplaced ones moved to where they belong; the printed ones if none is."""
        right = {code: x for code, x in self.values.items() if code not in self.misplaced}
        moved = ((to, self.values.get(code)) for code, to in self.misplaced.items())
        return right | {to: value for to, value in moved if to and value is not None}

    @property
    def corrected_mean(self) -> float:
        """Of the corrected rows."""
        return fmean(self.corrected.values())


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintedRate:
    """One rate of outcomes that the text gives; the figures' bars bear no numbers."""

    section: str
    first: str
    """Of whom the outcome is told."""
    second: str
    outcome: Outcome
    languages: tuple[str, ...]
    """Over which it is averaged; empty where the text doesn't say."""
    value: float
    """From 0 to 1."""


PRINTED_RATES = (
    PrintedRate(
        section="5.1",
        first=FINETUNED,
        second=OMNI,
        outcome=Outcome.WIN,
        languages=tuple(LANGUAGES),
        value=0.606,
    ),
    PrintedRate(
        section="5.1",
        first=FINETUNED,
        second=OMNI,
        outcome=Outcome.TIE,
        languages=("heb", "ell", "fas"),
        value=0.48,
    ),
    PrintedRate(
        section="6.1",
        first="salmonn-with-translation",
        second="salmonn-without-translation",
        outcome=Outcome.WIN,
        languages=(),
        value=0.468,
    ),
)


@cache
def printed_columns() -> tuple[PrintedColumn, ...]:
    """Every column of Tables 3 and 5, in the paper's order."""
    return tuple(column for table in _TABLES for column in _columns(table))


def _columns(table: str) -> Iterator[PrintedColumn]:
    text = (files("evaluation.suites") / "printed" / _TABLES[table]).read_text()
    rows = list(csv.DictReader(text.splitlines()))
    for heading in rows[0]:
        metric, _, system = heading.partition(":")
        if system:
            given = {row["language"]: row[heading] for row in rows if row[heading]}
            yield _column(table, metric, system, given)


def _column(table: str, metric: str, system: str, given: Mapping[str, str]) -> PrintedColumn:
    values = {
        _language(code): _scaled(value, metric) for code, value in given.items() if code != "mean"
    }
    return PrintedColumn(
        table=table,
        system=system,
        suite=_SUITES[metric],
        metric=metric,
        values=MappingProxyType(values),
        misplaced=MappingProxyType(_MISPLACED.get((table, metric), {})),
        printed_mean=_scaled(given["mean"], metric),
        notes=_NOTES[table, metric],
    )


def _language(printed: str) -> str:
    """ISO 639-3 of the two letters that the paper prints."""
    return next(code for code, row in LANGUAGES.items() if row.bcp47.split("-")[0] == printed)


def _scaled(printed: str, metric: str) -> float:
    """Shares of what is printed in per cent; exact to the printed digit."""
    return (
        round(float(printed) / 100, 6) if TEXT_METRICS[metric].scale == "share" else float(printed)
    )
