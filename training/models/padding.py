"""Rows of several lengths in one tensor. Imports torch."""

from collections.abc import Sequence

import torch
from torch import Tensor


def padded(rows: Sequence[Sequence[int]], filler: int) -> Tensor:
    """(rows, longest) int64, filled up on the right."""
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[filler] * (longest - len(row))] for row in rows])


def mask_of(lengths: Tensor, longest: int) -> Tensor:
    """(rows, longest) bool, true where a row of this length has something; lengths are (rows,)."""
    return torch.arange(longest, device=lengths.device) < lengths[:, None]
