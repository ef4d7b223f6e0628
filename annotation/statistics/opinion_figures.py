"""Opinions of a dataset as they are kept: by language, engine and voice, for any rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotation.statistics.described import Described, describe_row
from annotation.statistics.keeping import Content, Figures, read_figures
from annotation.statistics.needs import Asked, describe_needs, read_asked
from annotation.statistics.reading import Selection, measure, read_screened
from annotation.statistics.screening import VERSIONS, Reason, Screened, ScreeningRules
from annotation.statistics.tables import Grouping, tabulate
from catalog.models import Dataset

FORM = 1
"""Of what is kept; another one has all of it made anew. So does a change of how it is counted."""


@dataclass(frozen=True)
class OpinionReport:
    """What a page of opinions says."""

    rules: ScreeningRules
    rows: list[Described]
    needs: list[Described]


def report_opinions(
    dataset: Dataset, selection: Selection, *, rules: ScreeningRules, grouping: Grouping
) -> OpinionReport:
    """From kept figures, but for what is asked too rarely to be kept: campaigns, old recordings."""
    if selection.campaign is not None or selection.replaced:
        found = measure(dataset, selection, rules=rules, grouping=grouping)
        return OpinionReport(rules, [describe_row(row) for row in found.rows], [])
    languages = [selection.language] if selection.language else []
    figures = read_figures(dataset, OPINIONS[rules.version], languages)
    rows = [row for content in figures.values() for row in _select(content, selection, grouping)]
    if _are_parted(rows):
        # Voices of several engines have one name.
        found = measure(dataset, selection, rules=rules, grouping=grouping)
        rows = [describe_row(row) for row in found.rows]
    needs = [{"language": code, **content["needs"]} for code, content in figures.items()]
    return OpinionReport(rules, rows, [each for each in needs if each["given"] or each["needed"]])


def excluded_sessions(
    dataset: Dataset, rules: ScreeningRules, language: str = ""
) -> dict[str, list[Described]]:
    """By language: sessions whose votes don't count, each with the reason.

    One is named by its number, or outside of sessions by campaign and rater.
    """
    figures = read_figures(dataset, OPINIONS[rules.version], [language] if language else [])
    return {code: content["sessions"] for code, content in figures.items()}


def _make(rules: ScreeningRules, dataset: Dataset, languages: Sequence[str]) -> dict[str, Content]:
    asked = read_asked(dataset, languages)
    return {
        language: _of_language(rules, dataset, language, asked.get(language, Asked()))
        for language in languages
    }


def _of_language(rules: ScreeningRules, dataset: Dataset, language: str, asked: Asked) -> Content:
    screened, _ = read_screened(dataset, Selection(language=language), rules=rules)
    given = len(screened.kept) + len(screened.excluded)
    rows = {
        grouping.value: [describe_row(row) for row in tabulate(screened, grouping)]
        for grouping in Grouping
    }
    return {
        **rows,
        "needs": describe_needs(screened.kept, given, asked),
        "sessions": _sessions(screened),
    }


def _sessions(screened: Screened) -> list[Described]:
    reasons: dict[Any, Reason] = {each.vote.session: each.reason for each in screened.excluded}
    return [{**_named(session), "reason": reason.value} for session, reason in reasons.items()]


def _named(session: Any) -> Described:
    if isinstance(session, int):
        return {"session": session}
    campaign, rater, _ = session
    return {"campaign": campaign, "rater": rater}


def _figures(rules: ScreeningRules) -> Figures:
    def make(dataset: Dataset, languages: Sequence[str]) -> Mapping[str, Content]:
        return _make(rules, dataset, languages)

    return Figures(f"opinions.{FORM}.rules-{rules.version}", make)


OPINIONS = {version: _figures(rules) for version, rules in VERSIONS.items()}


def _select(content: Content, selection: Selection, grouping: Grouping) -> list[Described]:
    """The finest rows that tell engine and voice apart as far as it is asked, named as asked."""
    finest = grouping
    if selection.voice:
        finest = Grouping.VOICE
    elif selection.engine and grouping == Grouping.LANGUAGE:
        finest = Grouping.ENGINE
    unnamed: Described = {
        **({"engine": ""} if grouping == Grouping.LANGUAGE else {}),
        **({"voice": ""} if grouping != Grouping.VOICE else {}),
    }
    return [
        {**row, **unnamed}
        for row in content[finest.value]
        if selection.engine in {"", row["engine"]} and selection.voice in {"", row["voice"]}
    ]


def _are_parted(rows: Sequence[Described]) -> bool:
    """Whether a place is in several rows, which have no common mean."""
    places = {(row["language"], row["engine"], row["voice"]) for row in rows}
    return len(places) < len(rows)
