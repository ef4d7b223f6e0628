"""What every synthesizer refuses, before it starts any work."""

import unicodedata

from engines.protocols import FailureCode, ItemFailure, SynthesisRequest, SynthesizerCapabilities


def refusal(
    request: SynthesisRequest, name: str, capabilities: SynthesizerCapabilities
) -> ItemFailure | None:
    """Why an engine with these capabilities won't speak this request, or None."""
    voices = capabilities.voices.get(request.language)
    if voices is None:
        return ItemFailure(
            FailureCode.LANGUAGE_UNSUPPORTED, f"{name} does not speak {request.language!r}."
        )
    if not capabilities.clones and all(voice.name != request.voice for voice in voices):
        known = ", ".join(voice.name for voice in voices)
        return ItemFailure(
            FailureCode.VOICE_UNKNOWN,
            f"{name} has no voice {request.voice!r} in {request.language}. Use one of: {known}.",
        )
    if len(request.text) > capabilities.max_characters:
        return ItemFailure(
            FailureCode.TEXT_TOO_LONG,
            f"The text has {len(request.text)} characters; {name} takes at most "
            f"{capabilities.max_characters}. Split it.",
        )
    if not is_speakable(request.text):
        return ItemFailure(
            FailureCode.NOTHING_TO_SPEAK,
            f"Nothing to speak: {request.text[:40]!r} has no letter and no digit.",
        )
    return None


def is_speakable(text: str) -> bool:
    """Whether a text holds at least one letter or digit of any script."""
    return any(unicodedata.category(character)[0] in "LN" for character in text)
