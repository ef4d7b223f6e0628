"""The window-level Q-Former, against a plain loop over the Q-Former of transformers."""

from typing import Any

import pytest

pytest.importorskip("torch")

import torch
import transformers

from training.models.multispeech.qformer import Layer, QFormer, Sizes, windows

WINDOW = 17
SIZES = Sizes(
    width=12,
    heads=3,
    inner=20,
    epsilon=1e-12,
    layers=2,
    queries=2,
    window=WINDOW,
    heard=10,
    spoken=7,
)


@pytest.fixture(scope="module")
def text_encoder() -> Any:
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=8,
        hidden_size=SIZES.width,
        num_hidden_layers=3,
        num_attention_heads=SIZES.heads,
        intermediate_size=SIZES.inner,
    )
    bert = transformers.BertModel(config, add_pooling_layer=False)
    with torch.no_grad():
        for weight in bert.parameters():
            weight.add_(torch.randn_like(weight) * 0.2)  # biases and norms would be plain
    return bert.eval()


@pytest.fixture(scope="module")
def projector(text_encoder: Any) -> QFormer:
    torch.manual_seed(1)
    return QFormer(SIZES).start_from(text_encoder)


@pytest.fixture(scope="module")
def published(projector: QFormer) -> Any:
    """The same weights in transformers' own Q-Former."""
    config = transformers.Blip2QFormerConfig(
        hidden_size=SIZES.width,
        num_hidden_layers=SIZES.layers,
        num_attention_heads=SIZES.heads,
        intermediate_size=SIZES.inner,
        encoder_hidden_size=SIZES.heard,
        cross_attention_frequency=1,
        vocab_size=1,
    )
    qformer = transformers.Blip2QFormerModel(config).eval()
    qformer.layernorm.load_state_dict(projector.norm.state_dict())
    for theirs, ours in zip(qformer.encoder.layer, projector.layers, strict=True):
        assert isinstance(ours, Layer)
        for attention, of in ((theirs.attention, ours.among), (theirs.crossattention, ours.across)):
            for name in ("query", "key", "value"):
                getattr(attention.attention, name).load_state_dict(getattr(of, name).state_dict())
            attention.output.dense.load_state_dict(of.out.state_dict())
            attention.output.LayerNorm.load_state_dict(of.norm.state_dict())
        theirs.intermediate_query.dense.load_state_dict(ours.widen.state_dict())
        theirs.output_query.dense.load_state_dict(ours.narrow.state_dict())
        theirs.output_query.LayerNorm.load_state_dict(ours.norm.state_dict())
    return qformer


@torch.no_grad()
def plain_loop(projector: QFormer, qformer: Any, clips: list[torch.Tensor]) -> torch.Tensor:
    """Clip by clip and window by window, each as long as it is: nothing to mask."""
    tokens = []
    for clip in clips:
        for start in range(0, len(clip), WINDOW):
            sound = projector.sound_norm(clip[start : start + WINDOW])[None]
            found = qformer(query_embeds=projector.queries, encoder_hidden_states=sound)
            tokens += [projector.out(query) for query in found.last_hidden_state[0]]
    return torch.stack(tokens)


@torch.no_grad()
@pytest.mark.parametrize("lengths", [[17], [1], [34, 18, 5], [1, 16, 17, 18, 50], [100, 99]])
def test_agrees_with_a_plain_loop(projector: QFormer, published: Any, lengths: list[int]) -> None:
    torch.manual_seed(2)
    clips = [torch.randn(each, SIZES.heard) for each in lengths]
    states = torch.full((len(clips), max(lengths), SIZES.heard), torch.nan)
    for clip, row in zip(clips, states, strict=True):
        row[: len(clip)] = clip
    states = states.nan_to_num(1e4)  # what fills up would be noticed

    tokens = projector(states[:, None], torch.tensor(lengths))

    torch.testing.assert_close(
        tokens, plain_loop(projector, published, clips), rtol=1e-4, atol=1e-5
    )


def test_windows_as_counted_by_hand() -> None:
    """30 s are 1,500 states: 88 windows of 17, and one of 4."""
    cut, mask = windows(torch.zeros(2, 1_500, 10), torch.tensor([1_500, 18]), WINDOW)

    assert cut.shape == (89 + 2, 17, 10)
    assert mask.sum(1).tolist() == [*[17] * 88, 4, 17, 1]


def test_shapes_as_counted_by_hand(projector: QFormer) -> None:
    tokens = projector(torch.zeros(2, 1, 40, 10), torch.tensor([40, 17]))

    assert tokens.shape == ((3 + 1) * 2, 7)
    # Queries; two norms of the width, one of the sound; an output; per layer two attentions with
    # four matrices and a norm each (two of the sound's width), and what thinks.
    attention = 4 * (12 * 12 + 12) + 24
    across = 2 * (12 * 12 + 12) + 2 * (10 * 12 + 12) + 24
    thinking = 12 * 20 + 20 + 20 * 12 + 12 + 24
    whole = 2 * 12 + 24 + 20 + (12 * 7 + 7) + 2 * (attention + across + thinking)
    assert sum(weight.numel() for weight in projector.parameters()) == whole


def test_a_window_never_hears_another(projector: QFormer) -> None:
    states = torch.randn(1, 1, 51, SIZES.heard, requires_grad=True)

    tokens = projector(states, torch.tensor([40]))
    tokens[2:4].sum().backward()

    assert states.grad is not None
    heard = states.grad[0, 0].abs().sum(1).nonzero()[:, 0].tolist()
    assert heard == list(range(17, 34))


def test_what_hears_the_sound_is_new_and_the_rest_is_the_text_encoders(
    projector: QFormer, text_encoder: Any
) -> None:
    first = projector.layers[0]
    assert isinstance(first, Layer)
    theirs = text_encoder.encoder.layer[0]

    assert torch.equal(first.among.query.weight, theirs.attention.self.query.weight)
    assert torch.equal(first.narrow.bias, theirs.output.dense.bias)
    assert first.across.key.bias.abs().sum() == 0
    assert 0.015 < first.across.key.weight.std().item() < 0.025
