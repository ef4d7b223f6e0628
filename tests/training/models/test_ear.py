"""How clips are cut, and what is heard behind them."""

import pytest

pytest.importorskip("torch")
pytest.importorskip("peft")

import torch

from training.models.multispeech.ear import TAIL, cut, stacked

MOST = 400


def mels(frames: int) -> torch.Tensor:
    """Each frame says its place."""
    return torch.arange(frames + TAIL).expand(3, -1)


@pytest.mark.parametrize(
    ("frames", "wanted"),
    [
        (1, [(0, 1 + TAIL, 1)]),
        (350, [(0, 400, 350)]),
        (380, [(0, 400, 380)]),
        (400, [(0, 400, 400)]),
        (401, [(0, 400, 400), (400, 451, 1)]),
        (1_000, [(0, 400, 400), (400, 800, 400), (800, 1_050, 200)]),
    ],
)
def test_every_frame_is_in_one_piece_with_a_tail_where_there_is_room(
    frames: int, wanted: list[tuple[int, int, int]]
) -> None:
    pieces = cut(mels(frames), MOST)

    found = [(int(one.mels[0, 0]), int(one.mels[0, -1]) + 1, one.own) for one in pieces]

    assert found == wanted
    assert sum(piece.own for piece in pieces) == frames


def test_pieces_of_all_clips_stand_in_one_row() -> None:
    given = stacked([cut(mels(500), MOST), cut(mels(7), MOST)])

    assert given["mels"].shape == (3, 3, 400)
    assert given["frames"].tolist() == [400, 150, 57]
    assert given["states"].tolist() == [200, 50, 4]
    assert given["mels"][2, 0].tolist() == [*range(57), *[0] * 343]
