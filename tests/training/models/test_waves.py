"""Encoders that hear samples: one clip never hears another, nor what fills it up."""

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("peft")

import torch
import transformers

from engines.errors import CheckpointUnreadableError
from tests.checkpoints.sounds import tone
from training.models.joined.layers import LayerSum
from training.models.joined.waves import WaveEncoder, load_waves

_SIZES = {
    "hidden_size": 16,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 32,
    "conv_dim": (8,) * 7,
    "num_conv_pos_embeddings": 16,
    "num_conv_pos_embedding_groups": 2,
}
FAMILIES: Any = {
    "wavlm": lambda **more: transformers.WavLMModel(
        transformers.WavLMConfig(**{**_SIZES, **more}, do_stable_layer_norm=True)
    ),
    "mms": lambda **more: transformers.Wav2Vec2Model(
        transformers.Wav2Vec2Config(**{**_SIZES, **more}, do_stable_layer_norm=True)
    ),
    "conformer": lambda **more: transformers.Wav2Vec2ConformerModel(
        transformers.Wav2Vec2ConformerConfig(
            **{**_SIZES, **more}, conv_depthwise_kernel_size=7, position_embeddings_type="relative"
        )
    ),
}


def save(family: str, folder: Path, **more: object) -> str:
    torch.manual_seed(0)
    FAMILIES[family](**{"feat_extract_norm": "layer", **more}).save_pretrained(folder)
    extractor: Any = transformers.Wav2Vec2FeatureExtractor(return_attention_mask=True)
    extractor.save_pretrained(folder)
    return str(folder)


@pytest.fixture(params=FAMILIES)
def encoder(request: pytest.FixtureRequest, tmp_path: Path) -> WaveEncoder:
    return load_waves("tests", save(request.param, tmp_path), every_layer=True)


@torch.no_grad()
def test_all_layers_are_those_of_transformers(encoder: WaveEncoder) -> None:
    [piece] = encoder.read(tone(220, 1.0).samples)

    states = encoder(encoder.stacked([piece]))

    heard = encoder.model(piece.sound[None], output_hidden_states=True)
    wanted = [*heard.hidden_states[:-1], heard.last_hidden_state]
    assert states.shape == (1, 3, piece.states, 16)
    assert (encoder.layers, encoder.width, encoder.state_s) == (3, 16, 0.02)
    torch.testing.assert_close(states, torch.stack(wanted, dim=1))


@torch.no_grad()
def test_the_last_layer_may_be_enough(tmp_path: Path) -> None:
    checkpoint = save("wavlm", tmp_path)
    every, last = (load_waves("tests", checkpoint, every_layer=each) for each in (True, False))
    given = every.stacked(every.read(tone(220, 0.5).samples))

    assert last.layers == 1
    torch.testing.assert_close(last(given), every(given)[:, -1:])


@torch.no_grad()
@pytest.mark.parametrize("seconds", [0.01, 0.1, 0.333, 1.0, 2.01])
def test_what_fills_up_a_batch_changes_nothing(encoder: WaveEncoder, seconds: float) -> None:
    [piece], [longer] = (encoder.read(tone(440, each).samples) for each in (seconds, 2.5))

    [alone] = encoder(encoder.stacked([piece]))
    together = encoder(encoder.stacked([piece, longer]))

    assert alone.shape[1] == piece.states >= 1
    torch.testing.assert_close(together[0, :, : piece.states], alone, rtol=1e-4, atol=1e-5)


def test_long_clips_are_cut(encoder: WaveEncoder) -> None:
    pieces = encoder.read(tone(220, 61.0).samples)

    assert [len(piece.sound) for piece in pieces] == [480_000, 480_000, 16_000]
    assert [piece.states for piece in pieces] == [1_499, 1_499, 49]


def test_one_that_evens_out_whole_clips_is_refused(tmp_path: Path) -> None:
    checkpoint = save("mms", tmp_path, feat_extract_norm="group")

    with pytest.raises(CheckpointUnreadableError, match="evens out whole clips"):
        load_waves("tests", checkpoint, every_layer=True)


@pytest.mark.parametrize("softmax", [True, False])
def test_layers_are_added_as_in_a_plain_loop(softmax: bool) -> None:
    torch.manual_seed(0)
    states = torch.randn(2, 3, 5, 4)
    layers = LayerSum(3, softmax=softmax)
    with torch.no_grad():
        layers.weights.copy_(torch.tensor([0.5, -1.0, 2.0]))

    found = layers(states)

    weights = layers.weights.softmax(0) if softmax else layers.weights / 3
    wanted = torch.zeros(2, 5, 4)
    for place, weight in enumerate(weights):
        wanted += weight * states[:, place]
    torch.testing.assert_close(found, wanted)


@pytest.mark.parametrize("softmax", [True, False])
def test_all_layers_count_alike_at_first(softmax: bool) -> None:
    states = torch.randn(1, 4, 2, 3)

    torch.testing.assert_close(LayerSum(4, softmax=softmax)(states), states.mean(1))
