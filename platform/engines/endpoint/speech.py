"""Clips as a chat request carries them: WAV, 16 bit, mono, at the one rate that models hear."""

import base64
import io
from math import gcd

import numpy as np
import soundfile

from engines.hearing import RATE
from engines.protocols import AudioClip, Samples

_FULL_SCALE = 32_768


def to_base64_wav(clip: AudioClip) -> str:
    """Of a clip that is valid, of any rate; equal clips give equal text."""
    steps = np.rint(_at_rate(clip) * _FULL_SCALE)
    limited = np.clip(steps, -_FULL_SCALE, _FULL_SCALE - 1).astype(np.int16)
    buffer = io.BytesIO()
    soundfile.write(buffer, limited, RATE, format="WAV", subtype="PCM_16")
    return base64.b64encode(buffer.getvalue()).decode("ascii")


def _at_rate(clip: AudioClip) -> Samples:
    samples = np.ascontiguousarray(clip.samples, dtype=np.float32)
    if clip.sample_rate == RATE:
        return samples
    from scipy.signal import resample_poly  # not soxr: asking a server needs no models here

    common = gcd(clip.sample_rate, RATE)
    resampled = resample_poly(samples, RATE // common, clip.sample_rate // common)
    return np.asarray(resampled, dtype=np.float32)
