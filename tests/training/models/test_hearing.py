"""What every family that is finetuned keeps, on tiny parts."""

from pathlib import Path

import torch

from tests.training.models.conftest import example, model_of, shaken
from training.models import build_model
from training.models.base import SpeechLanguageModel

SAID = (example(220, answer="Ganz hoch!"), example(880, answer="It is high!"))
"""Only the sound tells them apart. The tiny models' heads know these letters."""


def learn(model: SpeechLanguageModel, *, steps: int) -> list[float]:
    """Losses of one repeated batch."""
    rows = [model.read(one) for one in SAID]
    batch = model.together(rows)
    optimizer = torch.optim.AdamW([weight for _, weight in model.trained()], lr=1e-2)
    losses = []
    model.train()
    for _ in range(steps):
        optimizer.zero_grad()
        loss = model(**batch)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def test_learns_one_repeated_batch_and_answers_the_same_when_it_is_read_again(
    model: SpeechLanguageModel, tmp_path: Path
) -> None:
    losses = learn(model, steps=60)
    rows = [model.read(one) for one in SAID]
    answers = model.answer(rows, most_tokens=16)
    model.save(tmp_path)
    again = build_model(model_of(recipe_of(model)), seed=7)
    again.load(tmp_path)

    assert losses[-1] < 0.1 * losses[0]
    assert answers == [one.answer for one in SAID]
    assert again.answer(rows, most_tokens=16) == answers
    assert torch.equal(again(**again.together(rows)), model(**model.together(rows)))


def recipe_of(model: SpeechLanguageModel) -> str:
    return {"MultiSpeech": "multispeech_stage1_asr", "Omni": "qwen2_5_omni_lora"}[
        type(model).__name__
    ]


def test_a_rows_loss_does_not_depend_on_the_rows_beside_it(model: SpeechLanguageModel) -> None:
    clips = [
        example(220, 0.35, answer="Low."),
        example(880, 2.3, answer="It is high, and long!"),
        example(440, 1.01, answer="", instruction="Say"),
    ]
    rows = [shaken(model).read(one) for one in clips]

    alone = [model(**model.together([row])) for row in rows]
    together = model(**model.together(rows))

    torch.testing.assert_close(together, torch.stack(alone).sum(), rtol=1e-5, atol=1e-5)
