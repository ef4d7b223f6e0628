"""What XTTS needs of torchaudio, where there is none: not every torch has a CPU build of it.

`TTS` refuses to be imported without torchaudio and torchcodec. `install` puts a small module in
their place, and only where the real ones are missing: a resampler and a mel spectrogram, whose
buffers have torchaudio's names, so that published checkpoints load strictly. Sound files are read
elsewhere (`engines.audio`), so loading and saving are left out.
"""

import importlib.util
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Literal

import soxr
import torch
from librosa.filters import mel
from torch import Tensor, nn

VERSION = "0+stand.in"


class _Spectrum(nn.Module):
    """Holds the window under the name that torchaudio's state dict has for it."""

    window: Tensor

    def __init__(self, window: Tensor) -> None:
        super().__init__()
        self.register_buffer("window", window)


class _MelScale(nn.Module):
    """Holds the filter bank, shape (bins, mels), under torchaudio's name."""

    fb: Tensor

    def __init__(self, filters: Tensor) -> None:
        super().__init__()
        self.register_buffer("fb", filters)


class MelSpectrogram(nn.Module):
    """Power mel spectrogram, (..., samples) -> (..., mels, frames), centred and unnormalized."""

    def __init__(  # noqa: PLR0913, PLR0917 - the signature is torchaudio's, as far as XTTS uses it
        self,
        sample_rate: int = 16_000,
        n_fft: int = 400,
        win_length: int | None = None,
        hop_length: int | None = None,
        f_min: float = 0.0,
        f_max: float | None = None,
        n_mels: int = 128,
        window_fn: Callable[[int], Tensor] = torch.hann_window,
        power: float = 2.0,
        normalized: bool = False,
        norm: Literal["slaney"] | None = None,
    ) -> None:
        super().__init__()
        if normalized:
            raise NotImplementedError("The stand-in for torchaudio knows no normalized spectrum.")
        self._n_fft, self._power = n_fft, power
        self._window = win_length or n_fft
        self._hop = hop_length or self._window // 2
        self.spectrogram = _Spectrum(window_fn(self._window))
        bank = mel(
            sr=sample_rate,
            n_fft=n_fft,
            n_mels=n_mels,
            fmin=f_min,
            fmax=f_max or sample_rate / 2,
            htk=True,
            norm=norm,
        )
        self.mel_scale = _MelScale(torch.from_numpy(bank.T.copy()))

    def forward(self, waveform: Tensor) -> Tensor:
        # (..., samples) -> (rows, samples): torch.stft takes two dimensions at most
        rows = waveform.reshape(-1, waveform.shape[-1])
        spectrum = torch.stft(
            rows,
            self._n_fft,
            self._hop,
            self._window,
            self.spectrogram.window,
            return_complex=True,
        )
        power = spectrum.abs() ** self._power
        scaled = (power.transpose(-1, -2) @ self.mel_scale.fb).transpose(-1, -2)
        # (rows, mels, frames) -> (..., mels, frames)
        return scaled.reshape(*waveform.shape[:-1], *scaled.shape[-2:])


def resample(waveform: Tensor, orig_freq: int, new_freq: int) -> Tensor:
    """(..., samples) at one rate in Hz into (..., samples) at another."""
    if orig_freq == new_freq:
        return waveform
    rows = waveform.reshape(-1, waveform.shape[-1]).cpu().numpy()
    changed = soxr.resample(rows.T, orig_freq, new_freq).T
    # (rows, samples) -> (..., samples)
    return torch.from_numpy(changed.copy()).reshape(*waveform.shape[:-1], -1).to(waveform)


def install() -> None:
    """Stand in for torchaudio and torchcodec where they are not installed; else do nothing."""
    if not _installed("torchcodec"):
        _module("torchcodec")
    if _installed("torchaudio"):
        return
    torchaudio = _module("torchaudio")
    functional = _module("torchaudio.functional")
    transforms = _module("torchaudio.transforms")
    vars(functional).update(resample=resample)
    vars(transforms).update(MelSpectrogram=MelSpectrogram)
    vars(torchaudio).update(functional=functional, transforms=transforms, __version__=VERSION)


def _installed(name: str) -> bool:
    return name in sys.modules or importlib.util.find_spec(name) is not None


def _module(name: str) -> ModuleType:
    module = ModuleType(name)
    # find_spec, by which TTS asks whether they are there, reads it
    module.__spec__ = ModuleSpec(name, loader=None)
    sys.modules[name] = module
    return module
