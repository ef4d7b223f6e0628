"""What checks of texts look at."""

from dataclasses import dataclass

from languages import Language


@dataclass(frozen=True, slots=True)
class TextSubject:
    """One field of a translation, beside its source."""

    source: str
    text: str
    source_language: Language
    language: Language
