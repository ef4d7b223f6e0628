"""Connectionist temporal classification over the tokens of a language model. Imports torch.

Its own frozen matrix makes the logits, so that what the adaptor says lies near the embeddings of
the words that are said, and nothing is thrown away when the language model listens.
"""

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import ctc_loss

from training.models.losses import Head


def least_places(tokens: Sequence[int]) -> int:
    """Without so many places, tokens can't be told: equal neighbours need a blank between them."""
    return len(tokens) + sum(one == other for one, other in pairwise(tokens))


def aligned_loss(
    places: Sequence[Tensor], said: Sequence[Tensor], head: Head, *, blank: int
) -> Tensor:
    """Sum over clips of the negative log-likelihood of what is said, () float32.

    Logits are made for one clip at a time and not kept: with a vocabulary of 250,000, half a
    minute of speech takes 200 MB. A clip with too few places (`least_places`) makes it infinite.

    Args:
        places: of each clip, (places, width).
        said: its tokens, (tokens,), none of them the blank.
        head: makes logits of places; it never trains.
        blank: the token that stands for none.
    """
    total: Tensor = _Summed.apply(  # type: ignore[no-untyped-call]
        torch.cat([*places]), [len(one) for one in places], said, head, blank
    )
    return total


class _Summed(torch.autograd.Function):
    @staticmethod
    def forward(  # noqa: PLR0913, PLR0917  # as torch hands them over
        ctx: Any, places: Tensor, lengths: list[int], said: Sequence[Tensor], head: Head, blank: int
    ) -> Tensor:
        total = places.new_zeros((), dtype=torch.float32)
        learns = ctx.needs_input_grad[0]
        slopes: list[Tensor] = []
        for held, tokens in zip(torch.split(places, lengths), said, strict=True):
            with torch.set_grad_enabled(learns):
                one = held.detach().requires_grad_(learns)
                loss = _loss(head(one).float().log_softmax(-1), tokens, blank)
            slopes += torch.autograd.grad(loss, one) if learns else ()
            total += loss.detach()
        ctx.save_for_backward(torch.cat(slopes) if slopes else None)
        return total

    @staticmethod
    def backward(ctx: Any, *slopes: Tensor) -> tuple[Tensor, None, None, None, None]:
        [slope] = ctx.saved_tensors
        return slope * slopes[0], None, None, None, None


def _loss(told: Tensor, tokens: Tensor, blank: int) -> Tensor:
    places, words = (torch.tensor([len(one)]) for one in (told, tokens))
    return ctc_loss(told, tokens, places, words, blank=blank, reduction="sum")


def likeliest(places: Tensor, head: Head, *, blank: int) -> list[int]:
    """The tokens of the likeliest path; places are (places, width)."""
    path = head(places).argmax(-1).tolist()
    return [token for token, _ in groupby(path) if token != blank]
