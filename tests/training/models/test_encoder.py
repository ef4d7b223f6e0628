"""Whisper's encoder without filling clips up to 30 s."""

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")

import numpy as np
import torch
import transformers
from transformers.models.whisper import modeling_whisper

from training.models.joined.whisper import WhisperEncoder, load_whisper

WINDOW = 3_000


@pytest.fixture(scope="module")
def whisper() -> Any:
    torch.manual_seed(0)
    config = transformers.WhisperConfig(
        num_mel_bins=8,
        d_model=16,
        encoder_layers=2,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=32,
        vocab_size=8,
        pad_token_id=0,
        bos_token_id=0,
        eos_token_id=0,
        decoder_start_token_id=0,
    )
    return transformers.WhisperModel(config).encoder.eval()


@pytest.fixture(scope="module")
def encoder(whisper: Any) -> WhisperEncoder:
    return WhisperEncoder(whisper, extractor=None)


def mels(*frames: int) -> tuple[torch.Tensor, torch.Tensor]:
    torch.manual_seed(1)
    clips = [torch.randn(8, each) for each in frames]
    longest = max(frames)
    filled = [torch.nn.functional.pad(one, (0, longest - one.shape[1])) for one in clips]
    return torch.stack(filled), torch.tensor(frames)


def hear(encoder: WhisperEncoder, given: torch.Tensor, frames: torch.Tensor) -> torch.Tensor:
    """(clips, states, width)."""
    return encoder.forward({"mels": given, "frames": frames})[:, 0]


@torch.no_grad()
def test_a_whole_window_is_heard_as_transformers_hears_it(
    whisper: Any, encoder: WhisperEncoder
) -> None:
    given, frames = mels(WINDOW, WINDOW)

    states = hear(encoder, given, frames)

    torch.testing.assert_close(states, whisper(given).last_hidden_state)
    assert states.shape == (2, 1_500, 16)


@torch.no_grad()
@pytest.mark.parametrize("frames", [1, 2, 3, 34, 35, 101, 999])
def test_what_fills_up_a_batch_changes_nothing(encoder: WhisperEncoder, frames: int) -> None:
    given, lengths = mels(frames, 1_000)
    [alone] = hear(encoder, given[:1, :, :frames], lengths[:1])

    states = hear(encoder, given, lengths)

    assert alone.shape == ((frames + 1) // 2, 16)
    torch.testing.assert_close(states[0, : len(alone)], alone)


@torch.no_grad()
def test_every_frame_of_a_clip_is_heard(encoder: WhisperEncoder) -> None:
    given, lengths = mels(33, 40)
    changed = given.clone()
    changed[0, :, 32] += 1

    before, after = hear(encoder, given, lengths), hear(encoder, changed, lengths)

    assert not torch.allclose(before[0], after[0])
    assert torch.equal(before[1], after[1])


def test_a_published_checkpoint_is_read_without_its_decoder(
    parts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a decoder takes memory, too")

    monkeypatch.setattr(modeling_whisper.WhisperDecoder, "__init__", refuse)

    encoder = load_whisper("multispeech", parts["whisper"])

    assert encoder.window == 400
    assert encoder.width == 16
    assert encoder.read(np.zeros(16_000, np.float32))[0].sound.shape == (80, 150)
    assert not any(weight.requires_grad for weight in encoder.parameters())
    assert not [name for name, _ in encoder.named_parameters() if "decoder" in name]
    assert Path(parts["whisper"]).is_dir()


def test_pieces_of_several_lengths_stand_in_one_row(parts: dict[str, str]) -> None:
    encoder = load_whisper("multispeech", parts["whisper"])
    pieces = [
        *encoder.read(np.zeros(80_000, np.float32)),
        *encoder.read(np.zeros(1_120, np.float32)),
    ]

    given = encoder.stacked(pieces)

    assert given["mels"].shape == (3, 80, 400)
    assert given["frames"].tolist() == [400, 150, 57]
    assert given["states"].tolist() == [200, 50, 4]
    assert not given["mels"][2, :, 57:].any()
