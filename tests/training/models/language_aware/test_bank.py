"""Queries from a bank: the gate's probabilities, hard and soft, against plain loops."""

from typing import cast

import pytest

pytest.importorskip("torch")

import torch
from torch import Tensor
from torch.autograd import backward

from training.models.language_aware.bank import BankedQFormer, BankSizes, Gating, shares
from training.models.multispeech.qformer import QFormer

WINDOW = 5
LENGTHS = (12, 5, 1, 20)


def sizes_of(sets: int, gating: Gating = Gating.SOFT, *, width: int = 12) -> BankSizes:
    return BankSizes(
        width=width,
        heads=3,
        inner=20,
        epsilon=1e-12,
        layers=2,
        queries=2,
        window=WINDOW,
        heard=10,
        spoken=7,
        sets=sets,
        gating=gating,
    )


def build(sets: int, gating: Gating = Gating.SOFT) -> BankedQFormer:
    """With queries and leanings that differ as much as after some training."""
    torch.manual_seed(0)
    projector = BankedQFormer(sizes_of(sets, gating))
    with torch.no_grad():
        for weight in projector.parameters():
            weight.add_(torch.randn_like(weight) * 0.3)
    return projector


def pieces() -> list[Tensor]:
    torch.manual_seed(1)
    return [torch.randn(each, 10) + torch.randn(10) for each in LENGTHS]


def stacked(several: list[Tensor], *, filler: float = 1e4) -> tuple[Tensor, Tensor]:
    """Two layers, of which only the last is listened to; what fills up would be noticed."""
    lengths = [len(one) for one in several]
    states = torch.full((len(several), 2, max(lengths), 10), filler)
    for row, one in zip(states, several, strict=True):
        row[1, : len(one)] = one
    return states, torch.tensor(lengths)


@torch.no_grad()
def plain_shares(projector: BankedQFormer, piece: Tensor, gating: Gating) -> list[float]:
    """By hand, one number after the other."""
    gate = projector.gate
    assert gate is not None
    mean = piece.sum(0) / len(piece)
    centred = mean - mean.mean()
    normed = centred / (centred.square().mean() + 1e-5).sqrt() * gate.norm.weight + gate.norm.bias
    leanings = [
        float(normed @ weight + bias)
        for weight, bias in zip(gate.out.weight, gate.out.bias, strict=True)
    ]
    powers = [2.718281828459045**one for one in leanings]
    if gating is Gating.HARD:
        return [float(one == max(powers)) for one in powers]
    return [one / sum(powers) for one in powers]


@torch.no_grad()
def plain_loop(projector: BankedQFormer, gating: Gating) -> Tensor:
    """Piece by piece through a plain Q-Former that holds the queries chosen for it."""
    plain = QFormer(sizes_of(1))
    there = projector.state_dict()
    tokens = []
    for piece in pieces():
        parts = zip(plain_shares(projector, piece, gating), there["queries"].unbind(), strict=True)
        chosen = cast("Tensor", sum(share * queries for share, queries in parts))
        known = {name: one for name, one in there.items() if not name.startswith("gate.")}
        plain.load_state_dict({**known, "queries": chosen[None]})
        tokens.append(plain(*stacked([piece])))
    return torch.cat(tokens)


@pytest.mark.parametrize("gating", Gating)
def test_tokens_are_those_of_a_plain_loop(gating: Gating) -> None:
    projector = build(3, gating)
    taken = torch.tensor([plain_shares(projector, one, gating) for one in pieces()])

    tokens = projector(*stacked(pieces()))

    torch.testing.assert_close(
        shares(projector.leanings(*stacked(pieces())), gating), taken, rtol=1e-5, atol=1e-6
    )
    assert len({int(one) for one in taken.argmax(1)}) > 1
    torch.testing.assert_close(tokens, plain_loop(projector, gating), rtol=1e-4, atol=1e-5)
    assert len(tokens) == sum(projector.tokens(each) for each in LENGTHS)


def test_a_bank_of_one_is_the_plain_q_former() -> None:
    shared = build(1)
    plain = QFormer(sizes_of(1))
    plain.load_state_dict(shared.state_dict())

    assert torch.equal(shared(*stacked(pieces())), plain(*stacked(pieces())))
    assert shared.flops(LENGTHS) == plain.flops(LENGTHS)


@pytest.mark.parametrize("gating", Gating)
def test_what_a_piece_becomes_depends_on_nothing_beside_it(gating: Gating) -> None:
    projector = build(3, gating)

    alone = torch.cat([projector(*stacked([one])) for one in pieces()])
    together = projector(*stacked(pieces(), filler=-7.0))

    torch.testing.assert_close(together, alone, rtol=1e-4, atol=1e-5)


def test_one_set_is_taken_but_slopes_go_as_if_all_were_mixed() -> None:
    leanings = torch.randn(4, 3, generator=torch.manual_seed(2), requires_grad=True)
    told = torch.randn(4, 3)
    found = []
    for gating in Gating:
        taken = shares(leanings, gating)
        leanings.grad = None
        backward((taken * told).sum())
        found.append((taken.detach(), cast("Tensor", leanings.grad).clone()))
    (hard, straight), (soft, through) = found

    assert torch.equal(hard.round(), torch.eye(3)[soft.argmax(1)])
    torch.testing.assert_close(hard, hard.round())
    torch.testing.assert_close(soft.sum(1), torch.ones(4))
    assert torch.equal(straight, through)


@pytest.mark.parametrize("gating", Gating)
def test_queries_learn_from_the_pieces_that_took_them(gating: Gating) -> None:
    projector = build(3, gating)
    [piece, *_] = pieces()

    backward(projector(*stacked([piece])).square().sum())

    share = torch.tensor(plain_shares(projector, piece, gating))
    slopes = cast("Tensor", projector.queries.grad)
    assert (slopes.abs().amax((1, 2)) > 0).tolist() == (share > 0).tolist()
    assert {name for name, one in projector.named_parameters() if one.grad is not None} == {
        name for name, _ in projector.named_parameters()
    }


def test_the_gate_costs_a_row_of_weights_a_set_and_piece() -> None:
    gated, shared = build(3), build(1)

    assert gated.flops(LENGTHS) - shared.flops(LENGTHS) == 6 * (10 * 3) * len(LENGTHS)
    extra = 2 * (2 * 12) + 2 * 10 + (10 * 3 + 3)
    assert (
        sum(one.numel() for one in gated.parameters())
        - sum(one.numel() for one in shared.parameters())
        == extra
    )
