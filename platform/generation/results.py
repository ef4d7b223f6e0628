"""The automatic checks of a text or a recording, as rows."""

from dataclasses import asdict

from corpus.models import Recording, Translation
from generation.checks import check_recording, check_translation
from generation.models import CheckResult
from languages import SOURCE

AUDIO = "audio"


def check_text(text: Translation) -> list[CheckResult]:
    """Question and answer against those of the English item; nothing for that item itself."""
    if text.language == SOURCE:
        return []
    return [
        CheckResult(
            dataset_id=text.dataset_id,
            language=text.language,
            translation=text,
            field=field,
            **asdict(outcome),
        )
        for field in ("question", "answer")
        for outcome in check_translation(
            getattr(text.item, field), getattr(text, field), language=text.language
        )
    ]


def check_audio(recording: Recording, text: str) -> list[CheckResult]:
    """What was measured of the clip when it was made, against the text it speaks."""
    return [
        CheckResult(
            dataset_id=recording.dataset_id,
            language=recording.language,
            recording=recording,
            field=AUDIO,
            **asdict(outcome),
        )
        for outcome in check_recording(recording, text=text, language=recording.language)
    ]
