"""One sample's bytes, made into an example."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import soundfile

import languages
from engines.audio import decode
from engines.errors import AudioUnreadableError
from engines.hearing.clips import Limits, prepare
from engines.protocols import AudioClip, FailureCode, ItemFailure, Samples
from training.data.leaving_out import Missed, Reason
from training.data.prompting import ask
from training.examples import Example
from training.recipes.fields import Source

_SPARE_S = 0.1
"""So much longer than planned a clip may be: headers of MP3 are not exact."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Raw:
    """A sample as it lies in its source."""

    key: str
    answer: str
    transcript: str
    """What is said in the clip; empty where nobody knows."""
    audio: bytes | Path
    """FLAC, WAV, OGG or MP3, or the file that holds it."""
    given: Mapping[str, str] = field(default_factory=dict)
    """What its prompt names of it, such as a keyword; or its instruction."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """What a sample's source and pair of languages say of it."""

    name: str
    source: Source
    language: str
    target: str

    @property
    def instruction(self) -> str:
        names = {"language": self.language, "target": self.target}
        return self.source.instruction.format_map(
            {field: languages.get(code).name for field, code in names.items()}
        )


def make_example(
    raw: Raw, origin: Origin, limits: Limits, *, planned_s: float, turn: str
) -> Example | Missed:
    """The clip at 16 kHz with what should be said, or why it can't be heard.

    `turn` draws how it is asked, as `prompting.ask` says.
    """
    heard = _hear(raw.audio, limits, planned_s)
    if not isinstance(heard, tuple):
        asked = ask(raw, origin, turn=turn)
        return Example(
            key=raw.key,
            samples=heard,
            answer=asked.answer,
            transcript=raw.transcript,
            instruction=asked.instruction,
            language=origin.language,
            target=origin.target,
            source=origin.name,
            task=origin.source.task,
        )
    reason, detail = heard
    return Missed(key=raw.key, source=origin.name, reason=reason, detail=detail)


def _hear(given: bytes | Path, limits: Limits, planned_s: float) -> Samples | tuple[Reason, str]:
    try:
        audio = given.read_bytes() if isinstance(given, Path) else given
        # By its header alone, since an hour would be decoded into gigabytes.
        seconds = float(soundfile.info(io.BytesIO(audio)).duration)
        if seconds > limits.most_s:
            return Reason.TOO_LONG, f"the clip has {seconds:.1f} s of at most {limits.most_s:g}"
        if seconds > planned_s + _SPARE_S:
            return Reason.OTHER_LENGTH, f"the clip has {seconds:.2f} s, not {planned_s:.2f}"
        samples, rate = decode(audio)
    except (soundfile.LibsndfileError, AudioUnreadableError) as error:
        return Reason.UNREADABLE, str(error)
    except OSError as error:
        return Reason.GONE, str(error)
    clip = AudioClip(samples=samples, sample_rate=rate)
    heard = prepare(clip, limits, name="the recipe")
    if isinstance(heard, ItemFailure):
        return _reason(heard, clip, limits), heard.message
    return heard.samples


def _reason(failure: ItemFailure, clip: AudioClip, limits: Limits) -> Reason:
    if failure.code == FailureCode.AUDIO_TOO_LONG:
        return Reason.TOO_LONG
    return Reason.TOO_SHORT if clip.seconds < limits.least_s else Reason.NOT_FINITE
