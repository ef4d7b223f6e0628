"""Audio as bytes and as samples, and what can be measured of it. Pure functions."""

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import soundfile

from engines.errors import AudioInvalidError, AudioUnreadableError
from engines.protocols import Samples

CLIPPING_LEVEL = 32_766 / 32_768
"""From here up a sample counts as clipped; 16 bit audio has two steps above it."""
SILENCE_DBFS = -50.0
"""A frame whose RMS lies below this is silence."""

_FULL_SCALE = 32_768
_FRAME_S = 0.01
_LOUDNESS_BLOCK_S = 0.4
_RATES = range(8_000, 192_001)


@dataclass(frozen=True, kw_only=True, slots=True)
class AudioMeasure:
    """What the checks look at; shares go from 0 to 1."""

    duration_s: float
    peak: float
    """Largest absolute sample, 1 is full scale."""
    loudness_lufs: float | None
    """Integrated, after ITU-R BS.1770; None under 0.4 s and for silence, where it isn't defined."""
    clipped_share: float
    leading_silence_s: float
    trailing_silence_s: float
    silent_share: float


def encode_flac(samples: npt.NDArray[Any], rate: int) -> bytes:
    """Samples as 16 bit mono FLAC; equal samples give equal bytes.

    What was decoded from 16 bit audio comes back bit for bit. Values beyond -1 to 1 are clipped.

    Raises:
        AudioInvalidError: no float samples, more than one channel, empty, not finite, or a rate
            beyond 8 to 192 kHz.
    """
    valid = _validated(samples, rate)
    steps = np.clip(np.rint(valid * _FULL_SCALE), -_FULL_SCALE, _FULL_SCALE - 1).astype(np.int16)
    buffer = io.BytesIO()
    soundfile.write(buffer, steps, rate, format="FLAC", subtype="PCM_16")
    return buffer.getvalue()


def decode(data: bytes) -> tuple[Samples, int]:
    """Samples, shape (samples,), and rate in Hz of a sound file; channels are averaged.

    Raises:
        AudioUnreadableError: the bytes are no sound file, or one without samples.
    """
    try:
        samples, rate = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise AudioUnreadableError(
            f"{len(data)} bytes can't be read as audio: {error.error_string} "
            "Give FLAC, WAV, OGG or MP3."
        ) from error
    if not samples.size:
        raise AudioUnreadableError(f"The sound file of {len(data)} bytes holds no samples.")
    return samples.mean(axis=1, dtype=np.float32), int(rate)


def measure(samples: npt.NDArray[Any], rate: int) -> AudioMeasure:
    """Measure mono audio, shape (samples,).

    Silence is counted in frames of 10 ms whose RMS lies below `SILENCE_DBFS`; audio that is silent
    throughout has all of its duration both as leading and as trailing silence.

    Raises:
        AudioInvalidError: no float samples, more than one channel, empty, not finite, or a rate
            beyond 8 to 192 kHz.
    """
    valid = _validated(samples, rate)
    magnitude = np.abs(valid)
    silent = _silent_frames(valid, rate)
    duration_s = len(valid) / rate
    leading, trailing = _edges(silent)
    return AudioMeasure(
        duration_s=duration_s,
        peak=float(magnitude.max()),
        loudness_lufs=_loudness(valid, rate),
        clipped_share=float(np.mean(magnitude >= CLIPPING_LEVEL)),
        leading_silence_s=min(leading * _FRAME_S, duration_s),
        trailing_silence_s=min(trailing * _FRAME_S, duration_s),
        silent_share=float(silent.mean()),
    )


def _validated(samples: npt.NDArray[Any], rate: int) -> npt.NDArray[np.float64]:
    if rate not in _RATES:
        raise AudioInvalidError(
            f"The sample rate is {rate} Hz; give {_RATES.start} to {_RATES.stop - 1}."
        )
    if not np.issubdtype(samples.dtype, np.floating):
        raise AudioInvalidError(
            f"Samples are {samples.dtype}; give floats from -1 to 1 (16 bit integers / 32768)."
        )
    if samples.ndim != 1:
        raise AudioInvalidError(
            f"Samples have shape {samples.shape}; give mono audio of shape (samples,)."
        )
    if not samples.size:
        raise AudioInvalidError("There are no samples.")
    if not np.isfinite(samples).all():
        first = int(np.flatnonzero(~np.isfinite(samples))[0])
        raise AudioInvalidError(f"Sample {first} is {samples[first]}; all must be finite.")
    return samples.astype(np.float64)


def _silent_frames(samples: npt.NDArray[np.float64], rate: int) -> npt.NDArray[np.bool_]:
    """Whether each frame of 10 ms is silent; the last may be shorter."""
    starts = np.arange(0, len(samples), max(1, round(rate * _FRAME_S)))
    counts = np.diff(starts, append=len(samples))
    power = np.add.reduceat(np.square(samples), starts) / counts
    return np.asarray(power < 10 ** (SILENCE_DBFS / 10))


def _edges(silent: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """How many frames are silent before the first and after the last that isn't."""
    sounding = np.flatnonzero(~silent)
    if not sounding.size:
        return len(silent), len(silent)
    return int(sounding[0]), len(silent) - 1 - int(sounding[-1])


def _loudness(samples: npt.NDArray[np.float64], rate: int) -> float | None:
    if len(samples) < _LOUDNESS_BLOCK_S * rate:
        return None
    import pyloudnorm  # here, since it brings scipy, which nothing else of a web process needs

    with np.errstate(divide="ignore", invalid="ignore"):
        loudness = float(pyloudnorm.Meter(rate).integrated_loudness(samples))
    return loudness if np.isfinite(loudness) else None
