"""How each rater works and votes, as it is kept: a language at a time."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence

from annotation.statistics.described import Described, describe_rater
from annotation.statistics.facts import SCALES, RawVote
from annotation.statistics.keeping import Content, Figures
from annotation.statistics.people import describe_raters
from annotation.statistics.reading import Selection, read_screened
from annotation.statistics.screening import SCREENED
from annotation.statistics.work_done import count_by_day, count_by_rater, count_waiting
from catalog.models import Dataset
from evaluation.metrics import Vote, krippendorff_alpha

FORM = 1
"""Of what is kept; another one has all of it made anew."""


def _make(dataset: Dataset, languages: Sequence[str]) -> Mapping[str, Content]:
    work = count_by_rater(dataset, languages)
    days = count_by_day(dataset, languages)
    waiting = count_waiting(dataset, languages)
    return {
        language: {
            "raters": _raters(dataset, language, work.get(language, {})),
            "days": days.get(language, []),
            "waiting": waiting.get(language, []),
        }
        for language in languages
    }


def _raters(
    dataset: Dataset, language: str, work: Mapping[int, list[Described]]
) -> list[Described]:
    """Everybody who answered anything: with their votes, where they gave any."""
    given: dict[Hashable, list[Described]] = dict(work.items())
    screened, sessions = read_screened(dataset, Selection(language=language))
    alphas = _alphas(screened.kept)
    voting: dict[Hashable, Described | None] = dict.fromkeys(work)
    voting |= {
        row.rater: {**describe_rater(row), "alpha": alphas.get(row.rater, dict.fromkeys(SCALES))}
        for row in describe_raters(screened, sessions)
    }
    return [
        {"rater": rater, "language": language, "work": given.get(rater, []), "voting": row}
        for rater, row in voting.items()
    ]


def _alphas(votes: Sequence[RawVote]) -> dict[object, Described]:
    """Each rater with all who heard the same recordings, on these alone."""
    heard: defaultdict[object, list[RawVote]] = defaultdict(list)
    voted: defaultdict[object, set[object]] = defaultdict(set)
    for vote in votes:
        heard[vote.recording].append(vote)
        voted[vote.rater].add(vote.recording)
    return {
        rater: {
            scale: krippendorff_alpha(
                [
                    Vote(vote.rater, vote.recording, vote.score(scale))
                    for recording in recordings
                    for vote in heard[recording]
                ]
            )
            for scale in SCALES
        }
        for rater, recordings in voted.items()
    }


RATERS = Figures(f"raters.{FORM}.rules-{SCREENED.version}", _make)
