"""How clips are cut, and what is heard behind them."""

import pytest

pytest.importorskip("torch")
pytest.importorskip("peft")

import torch

from training.models.joined.whisper import TAIL, cut

MOST = 400


def mels(frames: int) -> torch.Tensor:
    """Each frame says its place."""
    return torch.arange(frames + TAIL).expand(3, -1)


@pytest.mark.parametrize(
    ("frames", "wanted"),
    [
        (1, [(0, 1 + TAIL, 1)]),
        (350, [(0, 400, 175)]),
        (381, [(0, 400, 191)]),
        (400, [(0, 400, 200)]),
        (401, [(0, 400, 200), (400, 451, 1)]),
        (1_000, [(0, 400, 200), (400, 800, 200), (800, 1_050, 100)]),
    ],
)
def test_every_frame_is_in_one_piece_with_a_tail_where_there_is_room(
    frames: int, wanted: list[tuple[int, int, int]]
) -> None:
    pieces = cut(mels(frames), MOST)

    found = [(int(one.sound[0, 0]), int(one.sound[0, -1]) + 1, one.states) for one in pieces]

    assert found == wanted
