"""Languages that a person may write down: in REST, and on the admin site, too."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from languages import LANGUAGES


def validate_language(code: str) -> None:
    validate_languages([code])


def validate_languages(codes: Sequence[str]) -> None:
    """Of the whole list: forms drop what a validator of a list's entries says."""
    if unknown := [code for code in codes if code not in LANGUAGES]:
        raise ValidationError(
            "This studio doesn't know %(unknown)s. Known languages: %(known)s.",
            code="unknown_language",
            params={"unknown": ", ".join(unknown), "known": ", ".join(LANGUAGES)},
        )
