"""What raters read in Label Studio beside the scale, one file a language.

Taken from the rater's pages of the studio, but for ``corrected``; not yet read by native speakers
other than in English.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from languages import LANGUAGES, LanguageUnknownError

FOLDER = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Texts:
    listen: str
    score: str
    question: str
    answer: str
    confirmed: str
    corrected: str
    untranslatable: str
    empty: str
    reason: str
    reason_hint: str
    warning: str


@cache
def load_texts(language: str) -> Texts:
    """In a language by its ISO 639-3 code. Raises LanguageUnknownError."""
    if language not in LANGUAGES:
        raise LanguageUnknownError(language, LANGUAGES)
    return Texts(**json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8")))
