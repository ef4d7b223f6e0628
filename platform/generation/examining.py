"""What each group of checks asks of texts and recordings, and by which engine.

An examiner says which checks it makes, so that a plan knows who lacks them, and makes them for a
batch of one language.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple, TypeVar

from corpus.models import Recording, Translation
from corpus.storage import audio_store
from engines import registry
from engines.audio import decode
from engines.protocols import (
    AudioClip,
    Embedding,
    ItemFailure,
    LanguageGuess,
    RecognitionRequest,
)
from generation.checks import AUDIO_RULES, TEXT_RULES, CheckOutcome, Rule, heard
from generation.checks.pace import PACE_OUTLIER, check_pace
from generation.crew import Crew, Group
from generation.pace import audio_subject, load_paces
from generation.results import FIELDS, Findings, check_audio, check_text, field_name
from languages import SOURCE

REFERENCE = "reference"
"""A recording's parameter: the SHA-256 of the speech whose voice it was to clone."""

Subject = TypeVar("Subject")
Found = Findings | ItemFailure
Named = frozenset[tuple[str, int]]
"""Checks by the names that reports give them, with their versions."""


class Clip(NamedTuple):
    recording: Recording
    audio: AudioClip


@dataclass(frozen=True, kw_only=True)
class TextExaminer:
    checks: Named
    examine: Callable[[Sequence[Translation]], Sequence[Found]]


@dataclass(frozen=True, kw_only=True)
class RecordingExaminer:
    """From what was measured when a clip was made, without opening it."""

    checks: Named
    examine: Callable[[Sequence[Recording]], Sequence[Found]]


@dataclass(frozen=True, kw_only=True)
class ClipExaminer:
    """From what is heard in the clip itself."""

    checks: Named
    examine: Callable[[Sequence[Clip]], Sequence[Found]]
    cloned_only: bool = False


Examiner = TextExaminer | RecordingExaminer | ClipExaminer


def examiners(crew: Crew, dataset_id: int, language: str) -> Iterator[Examiner]:
    """Those of a crew that have anything to say in a language."""
    if Group.TEXT in crew.groups and language != SOURCE:
        yield TextExaminer(checks=_named(TEXT_RULES, FIELDS), examine=_each(check_text))
    if Group.SIGNAL in crew.groups:
        yield RecordingExaminer(checks=_named(AUDIO_RULES), examine=_each(_check_measures))
        if crew.pace_version:
            yield _pace_examiner(dataset_id, crew.pace_version)
    if (name := crew.first("text language identifier")) and language != SOURCE:
        rules = _named([heard.WRITTEN_LANGUAGE], FIELDS)
        yield TextExaminer(checks=rules, examine=partial(_read_languages, name))
    yield from _clip_examiners(crew, language)


def _clip_examiners(crew: Crew, language: str) -> Iterator[ClipExaminer]:
    for recognizer in crew.engines.get("recognizer", ()):
        if language in registry.recognizer(recognizer).capabilities.languages:
            yield _hearing([heard.recognizer_rule(recognizer)], _recognize, recognizer)
    if name := crew.first("spoken language identifier"):
        yield _hearing([heard.SPOKEN_LANGUAGE], _hear_languages, name)
    if name := crew.first("voice detector"):
        rules = [heard.NO_SPEECH, heard.LATE_SPEECH, heard.EARLY_END, heard.PAUSE]
        yield _hearing(rules, _find_speech, name)
    if name := crew.first("quality predictor"):
        yield _hearing([heard.QUALITY], _predict_quality, name)
    if name := crew.first("speaker encoder"):
        yield replace(_hearing([heard.SPEAKER], _compare_speakers, name), cloned_only=True)


def _hearing(
    rules: Iterable[Rule], examine: Callable[[str, Sequence[Clip]], Sequence[Found]], engine: str
) -> ClipExaminer:
    return ClipExaminer(checks=_named(rules), examine=partial(examine, engine))


def is_cloned(recording: Recording) -> bool:
    return REFERENCE in recording.parameters


def _named(rules: Iterable[Rule], fields: Iterable[str] = ()) -> Named:
    names = [(rule.name, rule.version) for rule in rules]
    if not fields:
        return frozenset(names)
    return frozenset(
        (field_name(field, name), version) for field in fields for name, version in names
    )


def _each(check: Callable[[Subject], Findings]) -> Callable[[Sequence[Subject]], Sequence[Found]]:
    return lambda subjects: [check(subject) for subject in subjects]


def _check_measures(recording: Recording) -> Findings:
    return check_audio(recording, recording.translation.question)


def _pace_examiner(dataset_id: int, version: int) -> RecordingExaminer:
    def examine(recordings: Sequence[Recording]) -> Sequence[Found]:
        paces = load_paces(dataset_id, version)
        return [
            [check_pace(audio_subject(r), paces.get((r.language, r.engine)), version=version)]
            for r in recordings
        ]

    rules = [PACE_OUTLIER._replace(version=version)]
    return RecordingExaminer(checks=_named(rules), examine=examine)


def _read_languages(name: str, texts: Sequence[Translation]) -> Sequence[Found]:
    fields = [getattr(text, field) for text in texts for field in FIELDS]
    guesses = iter(registry.text_language_identifier(name).identify(fields))
    return [[_read_language(text, field, next(guesses)) for field in FIELDS] for text in texts]


def _read_language(
    text: Translation, field: str, guess: LanguageGuess | ItemFailure
) -> CheckOutcome:
    known = None if isinstance(guess, ItemFailure) else guess
    found = heard.check_written_language(getattr(text, field), known, text.language)
    return found._replace(name=field_name(field, found.name))


def _recognize(name: str, clips: Sequence[Clip]) -> Sequence[Found]:
    requests = [
        RecognitionRequest(clip=clip.audio, language=clip.recording.language) for clip in clips
    ]
    results = registry.recognizer(name).recognize(requests)
    return [
        result
        if isinstance(result, ItemFailure)
        else [heard.check_recognizer(name, _question(clip), result.text, clip.recording.language)]
        for clip, result in zip(clips, results, strict=True)
    ]


def _question(clip: Clip) -> str:
    return clip.recording.translation.question


def _hear_languages(name: str, clips: Sequence[Clip]) -> Sequence[Found]:
    guesses = registry.spoken_language_identifier(name).identify(_audio(clips))
    return [
        guess
        if isinstance(guess, ItemFailure)
        else [heard.check_spoken_language(guess, clip.recording.language)]
        for clip, guess in zip(clips, guesses, strict=True)
    ]


def _find_speech(name: str, clips: Sequence[Clip]) -> Sequence[Found]:
    spans = registry.voice_detector(name).find_speech(_audio(clips))
    return [
        found
        if isinstance(found, ItemFailure)
        else [*heard.check_speech(found, clip.audio.seconds)]
        for clip, found in zip(clips, spans, strict=True)
    ]


def _predict_quality(name: str, clips: Sequence[Clip]) -> Sequence[Found]:
    predicted = registry.quality_predictor(name).predict(_audio(clips))
    return [
        one if isinstance(one, ItemFailure) else [heard.check_quality(one.mos)] for one in predicted
    ]


def _compare_speakers(name: str, clips: Sequence[Clip]) -> Sequence[Found]:
    encoder = registry.speaker_encoder(name)
    wanted = sorted({clip.recording.parameters[REFERENCE] for clip in clips})
    spoken = encoder.embed([load_audio(sha256) for sha256 in wanted])
    references = dict(zip(wanted, spoken, strict=True))
    return [
        _compare(references[clip.recording.parameters[REFERENCE]], own)
        for clip, own in zip(clips, encoder.embed(_audio(clips)), strict=True)
    ]


def _compare(reference: Embedding | ItemFailure, own: Embedding | ItemFailure) -> Found:
    if isinstance(reference, ItemFailure):
        return reference
    if isinstance(own, ItemFailure):
        return own
    return [heard.check_speaker(float(reference @ own))]


def _audio(clips: Sequence[Clip]) -> list[AudioClip]:
    return [clip.audio for clip in clips]


def load_audio(sha256: str) -> AudioClip:
    """Out of the store.

    Raises:
        AudioMissingError: nothing is stored under this name.
        AudioDamagedError: the bytes stored under it are others.
        AudioUnreadableError: they are no sound file.
    """
    samples, rate = decode(audio_store().get(sha256))
    return AudioClip(samples=samples, sample_rate=rate)
