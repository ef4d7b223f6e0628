"""What tiny models that hear learn by heart: tones, by their pitch."""

import numpy as np

from engines.protocols import AudioClip

RATE = 16_000
# By pitch in Hz; what is written of a tone depends on the language, too.
TONES = {220: {"eng": "low", "deu": "tief"}, 880: {"eng": "high", "deu": "hoch"}}


def tone(hertz: int, seconds: float = 1.0, rate: int = RATE) -> AudioClip:
    """A plain tone, the same on every call."""
    time = np.arange(round(seconds * rate)) / rate
    samples = (0.3 * np.sin(2 * np.pi * hertz * time)).astype(np.float32)
    return AudioClip(samples=samples, sample_rate=rate)
