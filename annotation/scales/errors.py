"""Errors of the rating scales.

LookupError
└── ScaleMissingError
"""

from collections.abc import Iterable


class ScaleMissingError(LookupError):
    """No scale is written for a language in a version."""

    def __init__(self, language: str, version: int, known: Iterable[str]) -> None:
        self.language = language
        self.version = version
        self.known = tuple(sorted(known))
        there_is = ", ".join(self.known) or "nothing, as there is no such version"
        super().__init__(
            f"There is no rating scale for language {language!r} in version {version}. "
            f"That version has: {there_is}."
        )
