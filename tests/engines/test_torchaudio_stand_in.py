import sys
from types import ModuleType
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
librosa = pytest.importorskip("librosa")

from engines.xtts import torchaudio_stand_in  # noqa: E402
from engines.xtts.torchaudio_stand_in import MelSpectrogram, resample  # noqa: E402

NAMES = ("torchaudio", "torchaudio.functional", "torchaudio.transforms", "torchcodec")


def test_mel_spectrogram_equals_that_of_librosa() -> None:
    wave = np.random.default_rng(0).standard_normal(8_000).astype(np.float32)

    ours = MelSpectrogram(22_050, 2_048, 1_024, 256, 0, 8_000, n_mels=80, norm="slaney")

    expected = librosa.feature.melspectrogram(
        y=wave, sr=22_050, n_fft=2_048, win_length=1_024, hop_length=256, fmax=8_000, n_mels=80,
        htk=True, norm="slaney", pad_mode="reflect",
    )  # fmt: skip
    np.testing.assert_allclose(ours(torch.from_numpy(wave)).numpy(), expected, rtol=1e-3, atol=1e-4)


def test_mel_spectrogram_has_the_state_of_torchaudio() -> None:
    """Published checkpoints name these buffers."""
    assert set(MelSpectrogram(n_fft=512, n_mels=64).state_dict()) == {
        "spectrogram.window",
        "mel_scale.fb",
    }


def test_resample_keeps_a_tone() -> None:
    def tone(rate: int) -> Any:
        return torch.sin(2 * torch.pi * 440 * torch.arange(rate) / rate)[None]

    changed = resample(tone(44_100), 44_100, 16_000)

    assert changed.shape == (1, 16_000)
    torch.testing.assert_close(changed[:, 500:-500], tone(16_000)[:, 500:-500], atol=1e-3, rtol=0)


def test_install_leaves_the_real_torchaudio_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delitem(sys.modules, name, raising=False)
    real = ModuleType("torchaudio")
    monkeypatch.setitem(sys.modules, "torchaudio", real)

    torchaudio_stand_in.install()

    assert sys.modules["torchaudio"] is real
    assert "torchaudio.functional" not in sys.modules
