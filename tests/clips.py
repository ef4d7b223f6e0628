"""Clips that sound enough like a reader: buzzing syllables, pauses between them, a background."""

import numpy as np
import numpy.typing as npt

from engines.audio import encode_flac

RATE = 22_050
_SYLLABLES_A_SECOND = 3


def make_speech(  # noqa: PLR0913 - one keyword for each way to be bad
    *, seconds: float = 5.0, rate: int = RATE, pitch: float = 140.0, level: float = 0.3,
    snr_db: float = 50.0, pauses: float = 0.3,
) -> npt.NDArray[np.float32]:  # fmt: skip
    """Samples; the same for the same arguments. `pauses` is their share of each syllable."""
    time = np.arange(int(seconds * rate)) / rate
    buzz = sum(np.sin(2 * np.pi * pitch * k * time) / k for k in range(1, 6))
    spoken = (time * _SYLLABLES_A_SECOND) % 1 >= pauses
    noise = np.random.default_rng(7).standard_normal(len(time)) * 10 ** (-snr_db / 20)
    return np.asarray(level * (buzz * spoken + noise), dtype=np.float32)


def make_clip(*, rate: int = RATE, **how: float) -> bytes:
    """The same as FLAC."""
    return encode_flac(make_speech(rate=rate, **how), rate)
