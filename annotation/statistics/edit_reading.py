"""Reads which edits corrections were: their kinds, and which words for which."""

from dataclasses import dataclass, replace

from annotation.enums import Verdict
from annotation.statistics.settled import Chosen, Query, query_settled, read_rows
from evaluation.metrics.edit_kinds import EditKind

OF_ONE = 20
"""The most frequent replacements shown of a language that is chosen."""
OF_EACH = 3
"""Likewise of each, where none is."""
_MOST_FREQUENT = """
SELECT language, pair, amount FROM (
    SELECT language, pair, count(*) AS amount,
           row_number() OVER (PARTITION BY language ORDER BY count(*) DESC, pair) AS place
    FROM ({pairs}) told GROUP BY language, pair) counted
WHERE place <= %s ORDER BY language, place
"""


@dataclass(frozen=True)
class KindRow:
    """In how many corrected texts a kind of edit was found, and in which of their fields."""

    kind: EditKind
    corrections: int
    question: int
    answer: int


@dataclass(frozen=True)
class ReplacementRow:
    """In how many corrected texts this word took the other's place."""

    language: str
    old: str
    new: str
    corrections: int


@dataclass(frozen=True)
class Edited:
    measured: int
    """Corrected texts whose edits are known; the others wait for the sweep."""
    kinds: list[KindRow]
    replacements: list[ReplacementRow]


def measure_edits(chosen: Chosen) -> Edited:
    """Of what was corrected: which kinds of edits, and which words for which."""
    corrected = replace(chosen, verdict=Verdict.CORRECTED)
    alike = query_settled(corrected, "effort.kinds, count(*)", "GROUP BY 1")
    told = {tuple(kinds): amount for kinds, amount in read_rows(alike) if kinds is not None}
    kinds = [row for kind in EditKind if (row := _kind_row(kind, told)).corrections]
    return Edited(
        measured=sum(told.values()),
        kinds=sorted(kinds, key=lambda row: -row.corrections),
        replacements=_replacements(corrected),
    )


def _kind_row(kind: EditKind, told: dict[tuple[str, ...], int]) -> KindRow:
    def among(*names: str) -> int:
        return sum(amount for kinds, amount in told.items() if not {*names}.isdisjoint(kinds))

    question, answer = f"question.{kind}", f"answer.{kind}"
    return KindRow(kind, among(question, answer), among(question), among(answer))


def _replacements(corrected: Chosen) -> list[ReplacementRow]:
    wanted = "settled.language AS language, unnest(effort.replacements) AS pair"
    pairs = query_settled(corrected, wanted)
    at_most = OF_ONE if corrected.language else OF_EACH
    rows = read_rows(Query(_MOST_FREQUENT.format(pairs=pairs.sql), [*pairs.values, at_most]))
    return [ReplacementRow(language, *_words(pair), amount) for language, pair, amount in rows]


def _words(pair: str) -> tuple[str, str]:
    old, new = pair.split("\t")
    return old, new
