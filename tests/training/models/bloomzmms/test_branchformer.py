"""A block against sums written out, one place after another."""

import math
from typing import Any

import pytest

pytest.importorskip("torch")

import torch
from torch import Tensor
from torch.nn.functional import gelu, layer_norm, linear, silu

from training.models.bloomzmms.attention import RelativeAttention, distances
from training.models.bloomzmms.branchformer import Block, BlockSizes, Depthwise, Feed, Gated

WIDTH, HEADS = 8, 2


@pytest.fixture
def block() -> Block:
    torch.manual_seed(0)
    block = Block(BlockSizes(width=WIDTH, heads=HEADS, inner=12, gated=20, kernel=5, merge=3))
    with torch.no_grad():
        for weight in block.parameters():
            weight.add_(torch.randn_like(weight) * 0.3)
    return block


def there(*lengths: int) -> Tensor:
    return torch.arange(max(lengths)) < torch.tensor(lengths)[:, None]


def norm(module: Any, row: Tensor) -> Tensor:
    return layer_norm(row, row.shape, module.weight, module.bias)


def by(module: Any, row: Tensor) -> Tensor:
    return linear(row, module.weight, module.bias)


def plain_attention(one: RelativeAttention, rows: list[Tensor]) -> list[Tensor]:
    """Softmax over (q + u) k + (q + v) r of all pairs, head by head."""
    head = WIDTH // HEADS
    waves = {
        apart: torch.tensor(
            [
                turn(apart * 10_000 ** (-2 * place / WIDTH))
                for place in range(WIDTH // 2)
                for turn in (math.sin, math.cos)
            ]
        )
        for apart in range(1 - len(rows), len(rows))
    }
    said = []
    for at, row in enumerate(rows):
        heads = []
        for number in range(HEADS):
            part = slice(number * head, (number + 1) * head)
            query = by(one.query, row)[part]
            scores = []
            for other, asked in enumerate(rows):
                near = by(one.apart, waves[at - other])[part]
                score = (query + one.to_key[number, 0]) @ by(one.key, asked)[part]
                score = score + (query + one.to_apart[number, 0]) @ near
                scores.append(score / math.sqrt(head))
            shares = torch.stack(scores).softmax(0)
            values = torch.stack([by(one.value, asked)[part] for asked in rows])
            heads.append(shares @ values)
        said.append(by(one.out, torch.cat(heads)))
    return said


def plain_depthwise(one: Depthwise, rows: list[Tensor]) -> list[Tensor]:
    weight, bias = one.conv.weight[:, 0], one.conv.bias
    assert bias is not None
    half = weight.shape[1] // 2
    return [
        bias
        + sum(
            (
                weight[:, half + step] * rows[at + step]
                for step in range(-half, half + 1)
                if 0 <= at + step < len(rows)
            ),
            torch.zeros(()),
        )
        for at in range(len(rows))
    ]


def plain_feed(one: Feed, row: Tensor) -> Tensor:
    return by(one.narrow, silu(by(one.widen, norm(one.norm, row))))


def plain_gated(one: Gated, rows: list[Tensor]) -> list[Tensor]:
    wide = [gelu(by(one.widen, row)) for row in rows]
    half = len(wide[0]) // 2
    gates = plain_depthwise(one.gate, [norm(one.norm, row[half:]) for row in wide])
    return [by(one.narrow, row[:half] * gate) for row, gate in zip(wide, gates, strict=True)]


def plain_block(block: Block, rows: list[Tensor]) -> list[Tensor]:
    rows = [row + plain_feed(block.first, row) / 2 for row in rows]
    far = plain_attention(block.far, [norm(block.far_norm, row) for row in rows])
    near = plain_gated(block.near, [norm(block.near_norm, row) for row in rows])
    both = [torch.cat(pair) for pair in zip(far, near, strict=True)]
    mixed = plain_depthwise(block.mixed, both)
    rows = [
        row + by(block.merged, one + other)
        for row, one, other in zip(rows, both, mixed, strict=True)
    ]
    return [norm(block.norm, row + plain_feed(block.second, row) / 2) for row in rows]


@torch.no_grad()
@pytest.mark.parametrize("places", [1, 2, 7])
def test_a_block_is_what_its_paper_says(block: Block, places: int) -> None:
    states = torch.randn(1, places, WIDTH)

    [said] = block(states, there(places))

    torch.testing.assert_close(said, torch.stack(plain_block(block, [*states[0]])))


@torch.no_grad()
@pytest.mark.parametrize("places", [1, 2, 5, 9])
def test_what_fills_up_a_batch_changes_nothing(block: Block, places: int) -> None:
    states = torch.randn(2, 9, WIDTH)
    [alone] = block(states[:1, :places], there(places))

    together = block(states, there(places, 9))

    torch.testing.assert_close(together[0, :places], alone)


@torch.no_grad()
def test_the_gate_begins_open() -> None:
    gated = Gated(WIDTH, 20, 5)
    states = torch.randn(1, 6, WIDTH)

    open_ones = gated.narrow(gelu(gated.widen(states))[..., :10])

    torch.testing.assert_close(gated(states, there(6)), open_ones, atol=1e-4, rtol=1e-4)


def test_distances_are_told_alike_at_any_length() -> None:
    assert torch.equal(distances(9, WIDTH)[6:11], distances(3, WIDTH))
    assert distances(3, WIDTH)[2].tolist() == [0.0, 1.0] * (WIDTH // 2)
