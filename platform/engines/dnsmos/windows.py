"""What DNSMOS sees of a clip, as the package `speechmos` shows it, but computed once.

The package looks at windows of 9 s that begin a second apart, and makes the spectrum of each anew.
Windows share all their frames but those at their edges, so spectra cost a sixth here.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines.hearing import RATE
from engines.protocols import Samples

Spectrum = NDArray[np.float32]

_WINDOW_S = 9.01
_WINDOW = int(_WINDOW_S * RATE)
_HOP = RATE // 100
_FRAME = 2 * _HOP + 1
_SEEN = _WINDOW - _HOP
"""Samples of a window that its spectrum is of."""
_FRAMES = _SEEN // _HOP
_FRAMES_APART = RATE // _HOP
_MELS = 120
_FLOOR = 1e-10
"""Of power, so that silence has a logarithm."""
_RANGE_DB = 80.0


def windows(samples: Samples) -> Iterator[Spectrum]:
    """Log mel spectra of the windows of a clip, each (frames, mels), about -1 to 1.

    Args:
        samples: shape (samples,), at `RATE`, not empty; a clip of less than a window is repeated.
    """
    whole = _repeated(samples)
    # (frames, mels) of the clip
    shared = _mels(_frames(np.pad(whole, _HOP)))
    for place in _places(len(whole)):
        first = place * _FRAMES_APART
        spectrum = shared[first : first + _FRAMES].copy()
        spectrum[[0, -1]] = _edges(whole[place * RATE :][:_SEEN])
        yield _in_decibels(spectrum)


def _repeated(samples: Samples) -> Samples:
    while len(samples) < _WINDOW:
        samples = np.append(samples, samples)
    return samples


def _places(count: int) -> list[int]:
    """Seconds at which windows begin, in a clip of so many samples.

    The package leaves out those whose end its floating point rounds down, so they are here, too.
    """
    found = range(int(count // RATE - _WINDOW_S) + 1)
    return [at for at in found if int((at + _WINDOW_S) * RATE) - at * RATE == _WINDOW]


def _frames(padded: Samples) -> NDArray[np.float32]:
    """(samples,) -> (frames, samples of a frame)."""
    return np.lib.stride_tricks.sliding_window_view(padded, _FRAME)[::_HOP]


def _edges(window: Samples) -> Spectrum:
    """Its first and last frame, which reach beyond it, where there is nothing: (2, mels)."""
    first = np.pad(window[: _HOP + 1], (_HOP, 0))
    last = window[(_FRAMES - 2) * _HOP :]
    return _mels(np.stack([first, np.pad(last, (0, _FRAME - len(last)))]))


def _mels(frames: NDArray[np.float32]) -> Spectrum:
    """(frames, samples of a frame) -> (frames, mels), in units of power."""
    taper, filters = _tables()
    import scipy.fft

    power = np.abs(scipy.fft.rfft(frames * taper, axis=-1)) ** 2
    mels: Spectrum = power @ filters
    return mels


@cache
def _tables() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What tapers a frame, (samples of a frame,), and what sums frequencies into mels."""
    from librosa.filters import get_window, mel

    taper: Any = get_window("hann", _FRAME)
    filters = mel(sr=RATE, n_fft=_FRAME, n_mels=_MELS)
    return taper.astype(np.float32), np.ascontiguousarray(filters.T)


def _in_decibels(power: Spectrum) -> Spectrum:
    """Below the loudest, at most `_RANGE_DB`, and scaled as the network was trained."""
    decibels = 10 * np.log10(np.maximum(power, _FLOOR))
    decibels -= 10 * np.log10(max(float(power.max()), _FLOOR))
    scaled: Spectrum = (np.maximum(decibels, decibels.max() - _RANGE_DB) + 40) / 40
    return scaled
