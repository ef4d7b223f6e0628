"""What apps above this one know of texts and recordings, pushed down as SQL.

Raters' votes stand above generation. So that a manager can have voiced again what natives found
bad, annotation registers its scores here when Django starts.
"""

from generation.errors import ScoreUnknownError

_NOTHING = "SELECT NULL::bigint AS recording_id WHERE false"
_RATED = "SELECT recording_id FROM ({}) scored"
_scores: dict[str, str] = {}
_settled: list[str] = []


def register_score(name: str, sql: str) -> None:
    """A SELECT of ``recording_id`` and ``score``; ``%(dataset)s`` in it is filled in."""
    _scores[name] = sql


def register_settled_texts(sql: str) -> None:
    """A SELECT of ``translation_id``: people stand for these, so no machine replaces them."""
    _settled.append(sql)


def score_names() -> list[str]:
    return sorted(_scores)


def score_sql(name: str) -> str:
    """Raises ScoreUnknownError."""
    try:
        return _scores[name]
    except KeyError:
        raise ScoreUnknownError(name, score_names()) from None


def rated_sql() -> str:
    """A SELECT of ``recording_id``: raters gave these a score."""
    return " UNION ALL ".join(map(_RATED.format, _scores.values())) or _NOTHING


def settled_sql() -> str:
    return " UNION ALL ".join(_settled) or _NOTHING
