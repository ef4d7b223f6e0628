"""The automatic checks of a text or a recording, by the names that reports give them."""

from corpus.models import Recording, Translation
from generation.checks import CheckOutcome, check_recording, check_translation
from languages import SOURCE

AUDIO = "audio"
FIELDS = ("question", "answer")

Findings = list[CheckOutcome]
"""What is known of one text or recording; each name stands once."""


def check_text(text: Translation) -> Findings:
    """Question and answer against those of the English item; nothing for that item itself."""
    if text.language == SOURCE:
        return []
    return [
        outcome._replace(name=f"{field}.{outcome.name}")
        for field in FIELDS
        for outcome in check_translation(
            getattr(text.item, field), getattr(text, field), language=text.language
        )
    ]


def check_audio(recording: Recording, text: str) -> Findings:
    """What was measured of the clip when it was made, against the text it speaks."""
    return [*check_recording(recording, text=text, language=recording.language)]


def split_name(name: str) -> tuple[str, str]:
    """The field and the check's own name: ``question.empty`` is ``("question", "empty")``."""
    field, dot, check = name.partition(".")
    return (field, check) if dot else (AUDIO, name)
