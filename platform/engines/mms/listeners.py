"""MMS behind the Protocols of recognizing and of telling languages: two models."""

from collections.abc import Mapping, Sequence

from engines.hearing import Limits, ModelListener
from engines.protocols import (
    AudioClip,
    ItemFailure,
    LanguageGuess,
    Licence,
    RecognitionRequest,
    Transcript,
)
from languages import LANGUAGES

_LICENCE = Licence(name="CC-BY-NC-4.0")
_LIMITS = Limits(least_s=0.1, most_s=60.0)


class MmsRecognizer(ModelListener):
    """Letters by CTC, without a language model: another family's ear than Whisper's."""

    name = "mms-asr"
    codes: Mapping[str, str] = {
        code: language.codes.mms
        for code, language in LANGUAGES.items()
        if language.codes.mms is not None
    }
    limits = _LIMITS
    licence = _LICENCE
    loader = "engines.mms.model.load_recognizing"

    def recognize(self, requests: Sequence[RecognitionRequest]) -> list[Transcript | ItemFailure]:
        given = [self.prepare(request.clip, request.language) for request in requests]
        return self.ask(given, lambda model, heard: model.transcribe(heard))


class MmsIdentifier(ModelListener):
    name = "mms-lid"
    codes: Mapping[str, str] = {code: code for code in LANGUAGES}
    limits = _LIMITS
    licence = _LICENCE
    loader = "engines.mms.model.load_identifying"

    def identify(self, clips: Sequence[AudioClip]) -> list[LanguageGuess | ItemFailure]:
        given = [self.prepare(clip) for clip in clips]
        return self.ask(given, lambda model, heard: model.identify(heard))
