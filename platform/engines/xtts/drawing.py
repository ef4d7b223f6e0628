"""Drawing the next audio code of each clip of a batch, with chance of its own."""

from collections.abc import Sequence

import torch
from torch import Tensor

from engines.xtts.sampling import Sampling


def uniforms(seeds: Sequence[int], steps: int) -> Tensor:
    """Numbers from 0 to 1, (seeds, steps); a row depends on its seed alone, on any machine."""
    return torch.stack([_row(seed, steps) for seed in seeds])


def draw_codes(logits: Tensor, said: Tensor, draws: Tensor, sampling: Sampling) -> Tensor:
    """One code a row.

    Args:
        logits: (rows, codes).
        said: codes so far, (rows, steps), which count as repeated.
        draws: uniform numbers from 0 to 1, (rows,), that decide.
        sampling: how.

    Returns:
        Codes, (rows,).
    """
    scores = _penalized(logits.float(), said, sampling.repetition_penalty)
    if sampling.greedy:
        return scores.argmax(-1)
    top = scores.topk(min(sampling.top_k, scores.shape[-1]))
    shares = torch.softmax(top.values / sampling.temperature, dim=-1)
    before = shares.cumsum(-1) - shares
    shares = shares.masked_fill(before >= sampling.top_p, 0.0)
    sums = shares.cumsum(-1)
    # Where the draw falls among the shares, which add up to less than 1
    rank = (sums <= draws[:, None] * sums[:, -1:]).sum(-1, keepdim=True)
    last = (shares > 0).sum(-1, keepdim=True) - 1
    return top.indices.gather(-1, torch.minimum(rank, last))[:, 0]


def _row(seed: int, steps: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.rand(steps, generator=generator)


def _penalized(logits: Tensor, said: Tensor, penalty: float) -> Tensor:
    scores = logits.gather(-1, said)
    lowered = torch.where(scores < 0, scores * penalty, scores / penalty)
    return logits.scatter(-1, said, lowered)
