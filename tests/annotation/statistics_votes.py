"""Votes for the tests of statistics, in one line each."""

from itertools import count
from typing import Any

from annotation.statistics.facts import GoldScore, RawVote, Session

_numbers = count(1)


def vote(**fields: Any) -> RawVote:
    """A careful vote on a recording of its own, in one session for each rater."""
    number = next(_numbers)
    rater = fields.setdefault("rater", "ana")
    item = fields.setdefault("item", number)
    return RawVote(
        **{
            "id": number,
            "session": rater,
            "recording": item,
            "language": "ara",
            "engine": "xtts",
            "voice": "f1",
            "naturalness": 3,
            "understood": 4,
            "seconds": 9.0,
            "clip_s": 5.0,
            **fields,
        }
    )


def session(rater: str = "ana", *gold: tuple[int, int], **fields: Any) -> Session:
    return Session(
        **{
            "id": rater,
            "rater": rater,
            "language": "ara",
            "gold": tuple(GoldScore(naturalness=each[0], understood=each[1]) for each in gold),
            **fields,
        }
    )
