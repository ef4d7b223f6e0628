"""The loss over alignments, against all of them written out."""

from itertools import groupby, product

import pytest

pytest.importorskip("torch")

import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor
from torch.nn.functional import ctc_loss

from training.models.bloomzmms.ctc import aligned_loss, least_places, likeliest

TOKENS, BLANK, WIDTH = 4, 2, 3


def head(states: Tensor) -> Tensor:
    weights = torch.linspace(-2, 2, TOKENS * WIDTH).sin().view(TOKENS, WIDTH)
    return states @ weights.T


def collapsed(path: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(token for token, _ in groupby(path) if token != BLANK)


@pytest.mark.parametrize("said", [(), (0,), (1, 3), (3, 3)])
def test_it_is_the_sum_over_all_alignments(said: tuple[int, ...]) -> None:
    torch.manual_seed(0)
    places = torch.randn(4, WIDTH)
    told = head(places).log_softmax(-1)
    paths = [path for path in product(range(TOKENS), repeat=4) if collapsed(path) == said]
    alignments = [sum(told[at, token] for at, token in enumerate(path)) for path in paths]

    loss = aligned_loss([places], [torch.tensor(said, dtype=torch.long)], head, blank=BLANK)

    torch.testing.assert_close(loss, -torch.stack(alignments).logsumexp(0))  # type: ignore[arg-type]  # never empty


def test_losses_and_slopes_of_several_clips_are_those_of_each() -> None:
    torch.manual_seed(1)
    clips = [torch.randn(length, WIDTH, requires_grad=True) for length in (5, 2, 7)]
    said = [torch.tensor(tokens) for tokens in ((0, 1), (3,), (1, 1, 0))]

    (2 * aligned_loss(clips, said, head, blank=BLANK)).backward()  # type: ignore[no-untyped-call]
    found = [clip.grad.clone() for clip in clips if clip.grad is not None]
    for clip, tokens in zip(clips, said, strict=True):
        clip.grad = None
        told = head(clip).log_softmax(-1)
        sizes = torch.tensor([len(clip)]), torch.tensor([len(tokens)])
        (2 * ctc_loss(told, tokens, *sizes, blank=BLANK, reduction="sum")).backward()  # type: ignore[no-untyped-call]

    torch.testing.assert_close(found, [clip.grad for clip in clips])


@given(st.lists(st.sampled_from([0, 1, 3]), max_size=5), st.integers(1, 9))
def test_it_is_finite_where_there_are_places_enough(said: list[int], places: int) -> None:
    loss = aligned_loss(
        [torch.zeros(places, WIDTH)], [torch.tensor(said, dtype=torch.long)], head, blank=BLANK
    )

    assert bool(loss.isfinite()) == (places >= least_places(said))


def test_the_likeliest_path_is_collapsed() -> None:
    path = torch.eye(TOKENS)[[2, 0, 0, 2, 0, 3, 3, 2]]

    assert likeliest(path, lambda states: states, blank=BLANK) == [0, 0, 3]
