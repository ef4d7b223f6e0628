"""The languages of the project, and what each engine calls them."""

from collections.abc import Iterable

from languages.errors import LanguageUnknownError
from languages.language import Codes, Direction, ErrorUnit, Language, SynthesizerName, by_code
from languages.table import ROWS

__all__ = [
    "LANGUAGES",
    "SOURCE",
    "TARGETS",
    "Codes",
    "Direction",
    "ErrorUnit",
    "Language",
    "LanguageUnknownError",
    "SynthesizerName",
    "by_code",
    "get",
    "targets",
]

SOURCE = "eng"
"""The language every item is written in first."""


def targets(rows: Iterable[Language]) -> tuple[str, ...]:
    """Codes of the languages that are translated into: all but the source."""
    return tuple(row.code for row in rows if row.code != SOURCE)


LANGUAGES = by_code(ROWS)
TARGETS = targets(ROWS)


def get(code: str) -> Language:
    """The language with this ISO 639-3 code.

    Raises:
        LanguageUnknownError: the table has no such row.
    """
    try:
        return LANGUAGES[code]
    except KeyError:
        raise LanguageUnknownError(code, LANGUAGES) from None
