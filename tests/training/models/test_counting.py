"""Operations counted from layers, against torch's own counter."""

from typing import Any, Self

import pytest

pytest.importorskip("torch")
pytest.importorskip("peft")

from torch.utils.flop_counter import FlopCounterMode

from tests.training.models.conftest import example, model_of
from training.models import build_model
from training.models.answering import AnsweringModel

HEARD, WHOLE = "multispeech_stage1_asr", "qwen2_5_omni_lora"


class _NoModules:
    """Torch's tracker of modules can't follow a loss that walks back at once."""

    parents = frozenset({"Global"})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


def counted(model: AnsweringModel, inputs: Any) -> int:
    counter: Any = FlopCounterMode(display=False)
    counter.mod_tracker = _NoModules()
    with counter:
        model(**inputs).backward()
    total: int = counter.get_total_flops()
    return total


# Attention is what torch doesn't count on a CPU. By hand: 4 a pair and width forward, twice that
# back. 4 s are 200 states of width 16, all that it hears at once, or 2 windows of 100 of width 32.
@pytest.mark.parametrize(
    ("recipe", "encoder", "projector"),
    [
        (HEARD, 4 * 16 * 200**2, 3 * 4 * 24 * (17 + 1) * 12 * 2),
        (WHOLE, 4 * 32 * 2 * 100**2, 0),
    ],
)
def test_operations_are_those_that_torch_counts(recipe: str, encoder: int, projector: int) -> None:
    model = build_model(model_of(recipe), seed=0)
    assert isinstance(model, AnsweringModel)
    row = model.read(example(880, 4.0, answer="It is high!"))
    places = len(row.tokens) - 1
    decoder = 3 * 4 * 32 * places * (places + 1) // 2

    said = model.flops(row) - encoder - projector - decoder

    # The very first layer passes no slopes to frozen embeddings, which is not told apart.
    assert said == pytest.approx(counted(model.train(), model.together([row])), rel=0.06)


def test_longer_clips_and_answers_take_more() -> None:
    for recipe in (HEARD, WHOLE):
        model = build_model(model_of(recipe), seed=0)
        assert isinstance(model, AnsweringModel)
        short, longer, wordy = (
            model.flops(model.read(one))
            for one in (example(), example(seconds=2.0), example(answer="Low." * 9))
        )
        assert short < min(longer, wordy)
