import pytest

pytest.importorskip("torch")

import torch
from torch import nn
from torch.autograd import backward
from torch.nn.functional import cross_entropy

from training.models.losses import IGNORED, answer_loss, distance


def parts(places: int) -> tuple[torch.Tensor, torch.Tensor, nn.Linear]:
    torch.manual_seed(0)
    hidden = torch.randn(2, places, 8, requires_grad=True)
    labels = torch.randint(0, 30, (2, places))
    labels[0, : places // 2] = IGNORED
    return hidden, labels, nn.Linear(8, 30, bias=False).requires_grad_(requires_grad=False)


@pytest.mark.parametrize("places", [1, 7, 1_400])
def test_loss_and_slope_are_those_of_plain_cross_entropy(places: int) -> None:
    hidden, labels, head = parts(places)
    again = hidden.detach().clone().requires_grad_()

    backward(answer_loss(hidden, labels, head) * 3)
    plain = cross_entropy(head(again).flatten(0, 1), labels.flatten(), reduction="sum")
    backward(plain * 3)

    torch.testing.assert_close(answer_loss(hidden, labels, head), plain)
    torch.testing.assert_close(hidden.grad, again.grad)


def test_nothing_to_say_is_no_loss() -> None:
    hidden, labels, head = parts(4)

    loss = answer_loss(hidden, torch.full_like(labels, IGNORED), head)
    backward(loss)

    assert loss.item() == 0
    assert hidden.grad is not None
    assert hidden.grad.abs().sum() == 0


def test_it_is_counted_without_slopes_too() -> None:
    hidden, labels, head = parts(4)
    wanted = answer_loss(hidden, labels, head)

    with torch.no_grad():
        assert torch.equal(answer_loss(hidden, labels, head), wanted)


@pytest.mark.parametrize("places", [1, 7, 1_400])
def test_distance_and_slope_are_those_of_a_plain_divergence(places: int) -> None:
    torch.manual_seed(1)
    said, wanted = torch.randn(places, 8, requires_grad=True), torch.randn(places, 8)
    again = said.detach().clone().requires_grad_()
    head = nn.Linear(8, 30, bias=False).requires_grad_(requires_grad=False)

    backward(distance(said, wanted, head) * 3)
    teacher, student = head(wanted).softmax(-1), head(again).softmax(-1)
    plain = (teacher * (teacher / student).log()).sum()
    backward(plain * 3)

    torch.testing.assert_close(distance(said, wanted, head), plain)
    torch.testing.assert_close(said.grad, again.grad)


def test_who_says_the_same_as_the_teacher_is_no_distance_away() -> None:
    hidden, _, head = parts(4)
    states = hidden.flatten(0, 1)

    assert distance(states, states, head).item() == pytest.approx(0, abs=1e-5)
    assert distance(states[:0], states[:0], head).item() == 0
