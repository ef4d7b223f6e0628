"""From the states of all layers to tokens, whatever stands beside them."""

from dataclasses import replace

import pytest

pytest.importorskip("torch")

import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn.functional import relu
from torch.utils.flop_counter import FlopCounterMode

from training.models.bloomzmms.adaptor import Adaptor, Halving, Sizes

SIZES = Sizes(
    layers=3,
    heard=6,
    width=8,
    heads=2,
    inner=12,
    gated=16,
    kernel=5,
    merge=3,
    blocks=2,
    halved_before=2,
    halved_behind=1,
    spoken=10,
)


@pytest.fixture(scope="module")
def adaptor() -> Adaptor:
    torch.manual_seed(0)
    adaptor = Adaptor(SIZES)
    with torch.no_grad():
        for weight in adaptor.parameters():
            weight.add_(torch.randn_like(weight) * 0.1)
    return adaptor


def heard(*lengths: int) -> tuple[torch.Tensor, torch.Tensor]:
    """What fills up is noise."""
    torch.manual_seed(1)
    return torch.randn(len(lengths), 3, max(lengths), 6), torch.tensor(lengths)


@torch.no_grad()
@given(lengths=st.lists(st.integers(1, 40), min_size=1, max_size=3))
@settings(max_examples=25, deadline=None)
def test_every_piece_becomes_its_own_tokens(adaptor: Adaptor, lengths: list[int]) -> None:
    states, told = heard(*lengths)
    alone = [
        adaptor(states[place : place + 1, :, :length], told[place : place + 1])
        for place, length in enumerate(lengths)
    ]

    together = adaptor(states, told)

    torch.testing.assert_close(together, torch.cat(alone), rtol=1e-4, atol=1e-5)
    assert [len(one) for one in alone] == [adaptor.tokens(length) for length in lengths]
    assert [adaptor.tokens(length) for length in lengths] == [-(-one // 8) for one in lengths]


@torch.no_grad()
def test_layers_are_mixed_by_shares_that_add_up(adaptor: Adaptor) -> None:
    states, lengths = heard(9)
    shares = adaptor.summed.weights.softmax(0)

    mixed = sum(share * layer for share, layer in zip(shares, states.unbind(1), strict=True))

    torch.testing.assert_close(adaptor.summed(states), mixed)
    same = adaptor(states, lengths)
    adaptor.summed.weights.add_(3.0)
    torch.testing.assert_close(adaptor(states, lengths), same)


@torch.no_grad()
@pytest.mark.parametrize("kernel", [2, 3])
@pytest.mark.parametrize("length", [1, 2, 7, 8])
def test_a_half_sees_its_pair_and_what_is_around_it(kernel: int, length: int) -> None:
    halving = Halving(4, 5, kernel=kernel)
    states = torch.randn(1, length, 4)

    [found], lengths = halving(states, torch.tensor([length]))

    before = (kernel - 1) // 2
    for at, row in enumerate(found):
        seen = [2 * at - before + step for step in range(kernel)]
        parts = [
            halving.conv.weight[..., step] @ states[0, place]
            for step, place in enumerate(seen)
            if 0 <= place < length
        ]
        assert halving.conv.bias is not None
        wanted = torch.stack([halving.conv.bias, *parts]).sum(0)
        torch.testing.assert_close(row, relu(wanted))
    assert lengths.tolist() == [len(found)] == [-(-length // 2)]


def test_every_weight_learns() -> None:
    adaptor = Adaptor(SIZES)
    adaptor(*heard(17, 30)).square().sum().backward()

    assert not [name for name, one in adaptor.named_parameters() if one.grad is None]


def test_operations_are_those_that_torch_counts() -> None:
    adaptor = Adaptor(replace(SIZES, halved_before=1, halved_behind=0))
    states, lengths = heard(40)
    with FlopCounterMode(display=False) as counter:
        adaptor(states, lengths).sum().backward()
    # Torch takes the slope of a depthwise kernel for that of a full one: here by hand, two blocks
    # of 20 places, gates of 5 on 8 columns and mixers of 3 on 16.
    too_many = 2 * 2 * 20 * (5 * 8 * (8 - 1) + 3 * 16 * (16 - 1))

    assert adaptor.flops([40]) == pytest.approx(counter.get_total_flops() - too_many, rel=0.03)
