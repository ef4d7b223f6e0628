"""Whether a clip is good enough to clone a voice from. Pure functions."""

from dataclasses import dataclass

import numpy as np

from corpus.errors import VoiceClipError
from engines.audio import AudioMeasure, decode, encode_flac, measure
from engines.errors import AudioError
from engines.protocols import Samples

SHORTEST_S, LONGEST_S = 3.0, 30.0
LOWEST_RATE = 16_000
"""Hz; what a telephone cuts off, no clone brings back."""
QUIETEST_LUFS = -40.0
MOST_CLIPPED = 0.001
MOST_SILENT = 0.5
LEAST_SNR_DB = 15.0
CLEANEST_SNR_DB = 90.0
"""No estimate says more: the steps of 16 bit audio lie about there."""

_FRAME_S = 0.02
_BACKGROUND, _SPEECH = 10, 90
"""Percentiles of the frames' power that are taken for background and for speech."""


@dataclass(frozen=True, kw_only=True, slots=True)
class VoiceClip:
    """A clip that passed, as it will be stored."""

    content: bytes
    """Mono FLAC."""
    sample_rate: int
    duration_s: float
    loudness_lufs: float
    snr_db: float


def read_clip(data: bytes) -> VoiceClip:
    """Decodes a sound file, checks it and encodes it as it will be stored.

    Raises:
        VoiceClipError: it can't be read, or nobody should clone it; says every reason.
    """
    try:
        samples, rate = decode(data)
        measured = measure(samples, rate)
        content = encode_flac(samples, rate)
    except AudioError as unreadable:
        raise VoiceClipError([str(unreadable)]) from unreadable
    snr_db = estimate_snr(samples, rate)
    if problems := _find_problems(measured, rate, snr_db):
        raise VoiceClipError(problems)
    assert measured.loudness_lufs is not None  # noqa: S101 - else it would be a problem
    return VoiceClip(
        content=content,
        sample_rate=rate,
        duration_s=measured.duration_s,
        loudness_lufs=measured.loudness_lufs,
        snr_db=snr_db,
    )


def estimate_snr(samples: Samples, rate: int) -> float:
    """How far speech stands above the background, in dB, from 0 to `CLEANEST_SNR_DB`.

    The quiet tenth of the clip is taken for its background and the loud tenth for speech, which
    holds where someone speaks and pauses.
    """
    frame = max(1, round(rate * _FRAME_S))
    whole = samples[: len(samples) // frame * frame].astype(np.float64)
    if not whole.size:
        return 0.0
    power = np.square(whole.reshape(-1, frame)).mean(axis=1)  # (samples,) -> (frames,)
    background, speech = np.percentile(power, (_BACKGROUND, _SPEECH))
    floor = speech * 10 ** (-CLEANEST_SNR_DB / 10)
    return float(10 * np.log10(speech / max(background, floor))) if speech > 0 else 0.0


def _find_problems(measured: AudioMeasure, rate: int, snr_db: float) -> list[str]:
    seconds, loudness = measured.duration_s, measured.loudness_lufs
    level = "silence" if loudness is None else f"{loudness:.1f} LUFS"
    checks = [
        (
            SHORTEST_S <= seconds <= LONGEST_S,
            f"Lasts {seconds:.1f} s; give {SHORTEST_S:g} to {LONGEST_S:g} s of speech.",
        ),
        (
            rate >= LOWEST_RATE,
            f"Has {rate} samples a second; give {LOWEST_RATE} or more.",
        ),
        (
            loudness is not None and loudness >= QUIETEST_LUFS,
            f"Is too quiet: {level}; give {QUIETEST_LUFS:g} LUFS or louder.",
        ),
        (
            measured.clipped_share <= MOST_CLIPPED,
            f"Is clipped: {measured.clipped_share:.1%} of it is at full scale. Record it lower.",
        ),
        (
            measured.silent_share <= MOST_SILENT,
            f"Is silent for {measured.silent_share:.0%} of its length. Cut the pauses out.",
        ),
        (
            snr_db >= LEAST_SNR_DB,
            f"Is noisy: speech is {snr_db:.0f} dB above noise; give {LEAST_SNR_DB:g} or more.",
        ),
    ]
    return [problem for is_good, problem in checks if not is_good]
