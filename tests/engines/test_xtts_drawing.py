import pytest

torch = pytest.importorskip("torch")

from transformers import (  # noqa: E402
    LogitsProcessorList,
    RepetitionPenaltyLogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

from engines.xtts.drawing import draw_codes, uniforms  # noqa: E402
from engines.xtts.sampling import Sampling  # noqa: E402

CODES = 30
DRAWS = 20_000


@pytest.mark.parametrize(
    "sampling",
    [
        Sampling(),
        Sampling(temperature=2.0, top_k=4),
        Sampling(top_k=100, top_p=1.0, repetition_penalty=1.0),
        Sampling(top_p=0.01),
    ],
)
def test_draw_codes_draws_as_transformers_does(sampling: Sampling) -> None:
    logits = torch.randn(1, CODES, generator=torch.Generator().manual_seed(0)) * 2
    said = torch.tensor([[1, 4, 4, 9]])
    processors = LogitsProcessorList(
        [
            RepetitionPenaltyLogitsProcessor(sampling.repetition_penalty),
            TemperatureLogitsWarper(sampling.temperature),
            TopKLogitsWarper(sampling.top_k),
            TopPLogitsWarper(sampling.top_p),
        ]
    )
    expected = processors(said, logits.clone()).softmax(-1)[0]
    draws = (torch.arange(DRAWS) + 0.5) / DRAWS

    drawn = draw_codes(logits.expand(DRAWS, -1), said.expand(DRAWS, -1), draws, sampling)

    shares = torch.bincount(drawn, minlength=CODES) / DRAWS
    torch.testing.assert_close(shares, expected, atol=1e-3, rtol=0)


def test_draw_codes_takes_the_likeliest_when_greedy() -> None:
    logits = torch.tensor([[0.0, 3.0, 2.9], [1.0, -1.0, 0.0]])
    said = torch.tensor([[1], [2]])

    drawn = draw_codes(logits, said, torch.zeros(2), Sampling(greedy=True))

    assert drawn.tolist() == [2, 0]


def test_uniforms_depend_on_their_own_seed_alone() -> None:
    alone = uniforms([7], 5)

    assert torch.equal(uniforms([3, 7, 9], 5)[1], alone[0])
    assert torch.equal(uniforms([7], 3)[0], alone[0, :3])
