"""Long clips in parts that a model can hear; no sample is lost. Pure."""

import numpy as np

from engines.protocols import AudioClip, Samples

_FRAME_S = 0.05
_LEAST = 1 / 3
"""A part has at least this share of what fits, the last one too."""


def cut_clip(clip: AudioClip, most_s: float) -> list[AudioClip]:
    """Parts of at most `most_s` seconds, cut where it is quietest; a shorter clip as it is."""
    most = int(most_s * clip.sample_rate)
    parts, rest = [], clip.samples
    while len(rest) > most:
        least = int(_LEAST * most)
        at = _quietest(rest, least, min(most, len(rest) - least), clip.sample_rate)
        parts.append(rest[:at])
        rest = rest[at:]
    return [AudioClip(samples=part, sample_rate=clip.sample_rate) for part in [*parts, rest]]


def _quietest(samples: Samples, start: int, end: int, rate: int) -> int:
    """The middle of the frame with the least power between two samples, the last of such."""
    frame = max(1, int(_FRAME_S * rate))
    count = (end - start) // frame
    if count == 0:
        return end
    frames = samples[start : start + count * frame].reshape(count, frame)
    power = np.square(frames, dtype=np.float64).mean(axis=1)
    quietest = count - 1 - int(np.argmin(power[::-1]))
    return start + quietest * frame + frame // 2
