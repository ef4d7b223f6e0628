"""The convolutions between encoder and language model, against plain loops."""

import pytest

pytest.importorskip("torch")

import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from training.models.speechverse.projector import Block, ConvolutionProjector, Sizes, shortened


def made(*, layers: int = 1, strides: tuple[int, ...] = (2, 2)) -> ConvolutionProjector:
    torch.manual_seed(0)
    projector = ConvolutionProjector(
        Sizes(heard=6, spoken=10, layers=layers, kernel=3, strides=strides)
    )
    with torch.no_grad():  # norms begin as if they were none
        for weight in projector.parameters():
            weight.add_(torch.randn_like(weight) * 0.1)
    return projector


def convolved(block: Block, states: Tensor) -> Tensor:
    """One block of one piece (states, width), place by place."""
    weight, bias = block.convolution.parameters()
    silence = torch.zeros(1, states.shape[1])
    around = torch.cat([silence, states, silence])
    found = []
    for middle in range(0, len(states), block.stride):
        seen = around[middle : middle + 3]  # the state before, itself, the state behind
        found.append(torch.einsum("oik,ki->o", weight, seen) + bias)
    centred = torch.stack(found) - torch.stack(found).mean(1, keepdim=True)
    spread = centred.pow(2).mean(1, keepdim=True).add(1e-5).sqrt()
    return centred / spread * block.norm.weight + block.norm.bias


@torch.no_grad()
@pytest.mark.parametrize("strides", [(2, 2), (2, 1), (1,), (2, 2, 2)])
@pytest.mark.parametrize("states", [1, 2, 3, 4, 5, 13])
def test_blocks_are_a_plain_loop(strides: tuple[int, ...], states: int) -> None:
    projector = made(strides=strides)
    heard = torch.randn(1, 1, states, 6)

    tokens = projector(heard, torch.tensor([states]))

    wanted = heard[0, 0]
    for block in projector.blocks:
        assert isinstance(block, Block)
        wanted = convolved(block, wanted)
    torch.testing.assert_close(tokens, wanted, rtol=1e-4, atol=1e-5)
    assert len(tokens) == projector.tokens(states)


@torch.no_grad()
def test_layers_are_summed_by_equation_1() -> None:
    """Their weighted sum, divided by their number: weights need not come to one."""
    projector, heard = made(layers=4), torch.randn(2, 4, 9, 6)
    weights = torch.tensor([0.5, -2.0, 3.0, 0.0])
    [learnt] = [one for name, one in projector.named_parameters() if "layer_sum" in name]
    learnt.copy_(weights)
    plain = made()
    plain.load_state_dict({n: w for n, w in projector.state_dict().items() if "layer_sum" not in n})

    summed = sum(weight * heard[:, at] for at, weight in enumerate(weights)) / 4

    lengths = torch.tensor([9, 4])
    torch.testing.assert_close(
        projector(heard, lengths), plain(summed[:, None], lengths), rtol=1e-4, atol=1e-5
    )


@torch.no_grad()
def test_only_the_last_layer_is_heard_where_none_are_summed() -> None:
    projector, heard = made(), torch.randn(1, 1, 8, 6)
    beside = torch.cat([torch.randn(1, 2, 8, 6), heard], dim=1)

    assert torch.equal(projector(beside, torch.tensor([8])), projector(heard, torch.tensor([8])))


@torch.no_grad()
@settings(max_examples=25, deadline=None)
@given(
    lengths=st.lists(st.integers(1, 12), min_size=1, max_size=4),
    strides=st.lists(st.sampled_from([1, 2]), min_size=1, max_size=3),
)
def test_what_fills_up_changes_nothing(lengths: list[int], strides: list[int]) -> None:
    projector = made(layers=2, strides=tuple(strides))
    pieces = [torch.randn(2, length, 6) for length in lengths]
    batch = torch.full((len(pieces), 2, max(lengths) + 3, 6), 1e9)
    for row, piece in zip(batch, pieces, strict=True):
        row[:, : piece.shape[1]] = piece

    together = projector(batch, torch.tensor(lengths))

    alone = [projector(one[None], torch.tensor([one.shape[1]])) for one in pieces]
    torch.testing.assert_close(together, torch.cat(alone), rtol=1e-4, atol=1e-4)
    assert len(together) == sum(map(projector.tokens, lengths))


def test_eighty_milliseconds_become_a_token() -> None:
    """12.5 a second, from 50 states (Table 11) or from 25."""
    assert made().tokens(500) == 125
    assert made(strides=(2, 1)).tokens(250) == 125
    assert [shortened(states, 2) for states in (1, 2, 3, 4)] == [1, 1, 2, 2]


def test_it_takes_as_many_operations_as_its_matrices_ask_for() -> None:
    first, second = 3 * 6 * 10, 3 * 10 * 10

    # Forward, back, and for the weights' own slopes: 2 for each.
    assert made().flops([8, 3]) == 6 * (first * (4 + 2) + second * (2 + 1))
