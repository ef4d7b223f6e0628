"""Makes the clips whose answer is known, and draws from them.

They are made when a language first needs them, and kept: the bytes are their identity, as with
recordings. All lie in the store beside the others and have the same form of address.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from django.db import connection, transaction
from django.db.models import QuerySet

from annotation.controls import sounds
from annotation.controls.sounds import Samples
from annotation.controls.texts import load_texts
from annotation.enums import ControlRole
from annotation.errors import ControlsMissingError
from annotation.models import Campaign, ControlClip
from catalog.models import Dataset
from corpus.models import Recording
from corpus.storage import audio_store
from engines import registry
from engines.audio import decode, encode_flac
from engines.errors import AudioUnreadableError
from engines.protocols import SynthesisRequest, SynthesisResult

ENGINE = "espeak-ng"
GOLD_CLIPS = 4
NUMBERS = (317, 582, 946)
SCORES = range(1, 6)


@dataclass(frozen=True, eq=False)
class _Sound:
    name: str
    samples: Samples
    rate: int
    naturalness: int | None = None
    understood: int | None = None
    choice: int | None = None


def ensure_controls(campaign: Campaign, language: str, role: ControlRole) -> list[ControlClip]:
    """The clips of a role in a language, made now if there are none.

    Raises:
        ControlsMissingError: there is nothing to make them from.
    """
    clips = _current(campaign.dataset, language, role)
    if not clips:
        with transaction.atomic():
            _take_turns(campaign.dataset, language)
            if not _current(campaign.dataset, language, role):
                for sound in _MAKERS[role](campaign, language):
                    _store(campaign.dataset, language, role, sound)
        clips = _current(campaign.dataset, language, role)
    if not clips:
        raise ControlsMissingError(role, language)
    return clips


def draw_controls(clips: Sequence[ControlClip], count: int, dice: Random) -> list[ControlClip]:
    """By lot; none twice unless there are too few."""
    rounds, rest = divmod(count, len(clips))
    return [*clips] * rounds + dice.sample(list(clips), rest)


def set_gold(recording: Recording, *, naturalness: int, understood: int) -> ControlClip:
    """A recording whose quality a manager knows becomes gold; again changes its scores."""
    clip, _ = ControlClip.objects.update_or_create(
        dataset=recording.dataset,
        language=recording.language,
        role=ControlRole.GOLD,
        name=f"recording {recording.pk}",
        defaults={
            "sha256": recording.sha256,
            "size_bytes": recording.size_bytes,
            "duration_s": recording.duration_s,
            "naturalness": naturalness,
            "understood": understood,
            "is_current": True,
        },
    )
    return clip


def _current(dataset: Dataset, language: str, role: ControlRole) -> list[ControlClip]:
    clips = dataset.controls.filter(language=language, role=role, is_current=True)
    return list(clips.order_by("pk"))


def _take_turns(dataset: Dataset, language: str) -> None:
    """Two raters who come first at once would make everything twice."""
    key = zlib.crc32(f"controls {dataset.pk} {language}".encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _store(dataset: Dataset, language: str, role: ControlRole, sound: _Sound) -> None:
    content = encode_flac(sound.samples, sound.rate)
    ControlClip.objects.create(
        dataset=dataset,
        language=language,
        role=role,
        name=sound.name,
        sha256=audio_store().put(content),
        size_bytes=len(content),
        duration_s=len(sound.samples) / sound.rate,
        naturalness=sound.naturalness,
        understood=sound.understood,
        choice=sound.choice,
    )


def _make_traps(campaign: Campaign, language: str) -> Iterator[_Sound]:
    """Every score in every voice, so that a trap can't be known by its address for long."""
    texts = load_texts(language)
    wanted = [(score, texts.speak_trap(score)) for score in SCORES]
    for (score, _), voice, result in _speak(texts.language, wanted):
        name = f"score {score}, {voice}"
        yield _Sound(name, result.samples, result.sample_rate, score, score)


def _make_gold(campaign: Campaign, language: str) -> Iterator[_Sound]:
    """Noise so loud that nobody can understand: both scores are 1 by construction."""
    for number, (samples, rate) in enumerate(_clean_clips(campaign, language, GOLD_CLIPS)):
        noisy = sounds.add_noise(samples, sounds.GOLD_DB, seed=number)
        yield _Sound(f"drowned in noise, {number + 1}", noisy, rate, 1, 1)


def _make_training(campaign: Campaign, language: str) -> Iterator[_Sound]:
    for samples, rate in _clean_clips(campaign, language, 1):
        for step, decibel in enumerate(sounds.LADDER_DB):
            clip = samples if decibel is None else sounds.add_noise(samples, decibel, seed=step)
            yield _Sound(f"step {step + 1} of {len(sounds.LADDER_DB)}", clip, rate)


def _make_environment(campaign: Campaign, language: str) -> Iterator[_Sound]:
    for quiet in range(3):
        tones = sounds.make_tones(quiet)
        yield _Sound(f"tones, {quiet + 1} is quieter", tones, sounds.TONE_RATE, choice=quiet)
    wanted = [(number, str(number)) for number in NUMBERS]
    for (number, _), voice, result in _speak(language, wanted, voices=1):
        noisy = sounds.add_noise(result.samples, sounds.NUMBERS_DB, seed=number)
        choice = NUMBERS.index(number)
        yield _Sound(f"number {number}, {voice}", noisy, result.sample_rate, choice=choice)


_MAKERS = {
    ControlRole.TRAP: _make_traps,
    ControlRole.GOLD: _make_gold,
    ControlRole.TRAINING: _make_training,
    ControlRole.ENVIRONMENT: _make_environment,
}


def _speak(
    language: str, texts: Sequence[tuple[int, str]], voices: int | None = None
) -> Iterator[tuple[tuple[int, str], str, SynthesisResult]]:
    engine = registry.synthesizer(ENGINE)
    names = [voice.name for voice in engine.capabilities.voices.get(language, ())][:voices]
    asked = [(text, voice) for text in texts for voice in names]
    requests = [
        SynthesisRequest(text=text[1], language=language, voice=voice) for text, voice in asked
    ]
    for (text, voice), result in zip(asked, engine.synthesize(requests), strict=True):
        if isinstance(result, SynthesisResult):
            yield text, voice, result


def _clean_clips(campaign: Campaign, language: str, count: int) -> Iterator[tuple[Samples, int]]:
    """Recordings of the dataset, those that nobody is asked about first; no harmful texts."""
    clips = Recording.objects.filter(
        dataset=campaign.dataset,
        language=language,
        is_current=True,
        translation__item__source__sensitive=False,
    )
    others = clips.exclude(translation__item__in=campaign.sample.values("item"))
    for sha256 in [*_names(others, count), *_names(clips, count)][:count]:
        try:
            samples, rate = decode(audio_store().get(sha256))
        except AudioUnreadableError:
            continue
        yield np.asarray(samples, dtype=np.float32), rate


def _names(clips: QuerySet[Recording], count: int) -> list[str]:
    return list(clips.order_by("pk").values_list("sha256", flat=True)[:count])
