"""Sounds of known quality, made from samples. Pure functions; samples are mono, -1 to 1."""

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]

LADDER_DB = (-6.0, 3.0, 10.0, 20.0, None)
"""Signal to noise of the training clips, worst to best; the last is clean."""

GOLD_DB = -15.0
"""So much louder than speech is the noise of a gold clip that nothing can be understood."""

NUMBERS_DB = -3.0
"""Of numbers spoken in noise: easy with headphones, hard from a phone across the room."""

TONE_RATE = 22_050
_TONE_HZ, _TONE_S, _GAP_S, _QUIETER_DB = 200.0, 0.8, 0.4, -6.0
_FADE_S, _TONE_LEVEL, _PEAK = 0.05, 0.3, 0.9


def add_noise(speech: Samples, signal_to_noise_db: float, *, seed: int) -> Samples:
    """White noise under speech, at a ratio of RMS in decibel; scaled down where it would clip.

    Silence comes back as it is: a ratio to nothing isn't defined.
    """
    power = float(np.sqrt(np.mean(np.square(speech)))) if speech.size else 0.0
    noise = np.random.default_rng(seed).standard_normal(speech.shape)
    mixed = speech + noise * power / 10 ** (signal_to_noise_db / 20)
    peak = float(np.abs(mixed).max(initial=0.0))
    return np.asarray(mixed * min(1.0, _PEAK / peak if peak else 1.0), dtype=np.float32)


def make_tones(quiet: int) -> Samples:
    """Three tones at `TONE_RATE`, of which number ``quiet`` (0-2) is 6 dB quieter."""
    gap = np.zeros(round(_GAP_S * TONE_RATE))
    loudness = [10 ** (_QUIETER_DB / 20) if number == quiet else 1.0 for number in range(3)]
    parts = [part for level in loudness for part in (_tone() * level, gap)]
    return np.concatenate(parts[:-1]).astype(np.float32)


def _tone() -> npt.NDArray[np.float64]:
    """Faded in and out, since a hard edge clicks louder than the tone is."""
    seconds = np.arange(round(_TONE_S * TONE_RATE)) / TONE_RATE
    fade = np.clip(np.minimum(seconds, _TONE_S - seconds) / _FADE_S, 0.0, 1.0)
    return np.asarray(_TONE_LEVEL * np.sin(2 * np.pi * _TONE_HZ * seconds) * fade)
