"""Whisper behind the Protocols of recognizing and of telling languages; one model for both."""

from collections.abc import Mapping, Sequence

from engines.hearing import RATE, Heard, Limits, ModelListener
from engines.protocols import (
    AudioClip,
    ItemFailure,
    LanguageGuess,
    Licence,
    Parameter,
    RecognitionRequest,
    Transcript,
)
from languages import LANGUAGES

_WINDOW_S = 30.0


class _Whisper(ModelListener):
    name = "whisper"
    codes: Mapping[str, str] = {
        code: language.codes.whisper
        for code, language in LANGUAGES.items()
        if language.codes.whisper is not None
    }
    limits = Limits(least_s=0.1, most_s=_WINDOW_S)
    licence = Licence(name="Apache-2.0")
    loader = "engines.whisper.model.load"


def _window(heard: Heard) -> int:
    """The encoder fills every clip up to 30 s, so all are of one size."""
    return int(_WINDOW_S * RATE)


class WhisperRecognizer(_Whisper):
    """Greedy, in the language told; what runs on without end is stopped, and reads like that."""

    parameters: Mapping[str, Parameter] = {"beams": 1, "task": "transcribe"}

    def recognize(self, requests: Sequence[RecognitionRequest]) -> list[Transcript | ItemFailure]:
        given = [self.prepare(request.clip, request.language) for request in requests]
        return self.ask(given, lambda model, heard: model.transcribe(heard), size_of=_window)

    def translate(self, requests: Sequence[RecognitionRequest]) -> list[Transcript | ItemFailure]:
        """What was said, in English; Whisper translates into no other language."""
        given = [self.prepare(request.clip, request.language) for request in requests]
        return self.ask(given, lambda model, heard: model.translate(heard), size_of=_window)


class WhisperIdentifier(_Whisper):
    """One step of the decoder; by the way, when Whisper is there anyway."""

    def identify(self, clips: Sequence[AudioClip]) -> list[LanguageGuess | ItemFailure]:
        given = [self.prepare(clip) for clip in clips]
        return self.ask(given, lambda model, heard: model.identify(heard), size_of=_window)
