"""Errors of the language table.

LookupError
└── LanguageUnknownError
"""

from collections.abc import Iterable


class LanguageUnknownError(LookupError):
    """A language code has no row in the table."""

    def __init__(self, code: str, known: Iterable[str]) -> None:
        self.code = code
        self.known = tuple(sorted(known))
        super().__init__(
            f"Language {code!r} is unknown. Use an ISO 639-3 code, one of: {', '.join(self.known)}."
        )
