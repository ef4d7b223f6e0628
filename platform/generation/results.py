"""The automatic checks of a text or a recording, by the names that reports give them."""

from functools import cache
from typing import Protocol

from corpus.models import Recording, Translation
from generation.checks import CheckOutcome, check_recording, check_translation
from languages import SOURCE

AUDIO = "audio"
FIELDS = ("question", "answer")

Findings = list[CheckOutcome]
"""What is known of one text or recording; each name stands once."""


class Fields(Protocol):
    """What is translated: an item, or a text of it."""

    @property
    def question(self) -> str: ...
    @property
    def answer(self) -> str: ...


def check_text(text: Translation) -> Findings:
    """Question and answer against those of the English item; nothing for that item itself."""
    return [] if text.language == SOURCE else check_fields(text.item, text, text.language)


def check_fields(source: Fields, text: Fields, language: str) -> Findings:
    return [
        CheckOutcome(field_name(field, name), version, value, threshold, passed, detail)
        for field in FIELDS
        for name, version, value, threshold, passed, detail in check_translation(
            getattr(source, field), getattr(text, field), language=language
        )
    ]


@cache
def field_name(field: str, check: str) -> str:
    """What a report calls a check of one field."""
    return f"{field}.{check}"


def check_audio(recording: Recording, text: str) -> Findings:
    """What was measured of the clip when it was made, against the text it speaks."""
    return [*check_recording(recording, text=text, language=recording.language)]


@cache
def split_name(name: str) -> tuple[str, str]:
    """The field and the check's own name: ``question.empty`` is ``("question", "empty")``."""
    field, dot, check = name.partition(".")
    return (field, check) if dot else (AUDIO, name)
