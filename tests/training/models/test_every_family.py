"""What every family keeps, on tiny parts."""

from pathlib import Path

import pytest
import torch

import engines.settings
from engines.errors import CheckpointMissingError
from engines.settings import EngineSettings
from tests.training.models.conftest import RECIPES, example, model_of, shaken
from tests.training.models.precision import check_half_of_the_bits
from training.errors import ModelMismatchError
from training.models import build_model
from training.models.base import SpeechLanguageModel

SAID = (example(220, answer="Ganz hoch!"), example(880, answer="It is high!"))
"""Only what is heard tells them apart. The tiny models' heads know these letters."""
FROM_ANSWERS = [recipe for recipe in RECIPES if not recipe.startswith("language_aware")]
"""Recipes of models that learn to say the answer; others learn from a teacher."""


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


@pytest.mark.parametrize("recipe", FROM_ANSWERS)
def test_learns_one_repeated_batch_and_answers_the_same_when_it_is_read_again(
    recipe: str, model: SpeechLanguageModel, tmp_path: Path
) -> None:
    losses = learn(model, steps=80)
    rows = [model.read(one) for one in SAID]
    answers = model.answer(rows, most_tokens=16)
    model.save(tmp_path)
    again = build_model(model_of(recipe), seed=7)
    again.load(tmp_path)

    assert losses[-1] < 0.1 * losses[0]
    assert answers == [one.answer for one in SAID]
    assert again.answer(rows, most_tokens=16) == answers
    assert torch.equal(again(**again.together(rows)), model(**model.together(rows)))


def test_a_rows_loss_does_not_depend_on_the_rows_beside_it(model: SpeechLanguageModel) -> None:
    clips = [
        example(220, 0.35, answer="Low."),
        example(880, 2.3, answer="It is high, and long!"),
        example(440, 1.01, answer="", instruction="Say"),
    ]
    rows = [shaken(model).read(one) for one in clips]

    alone = [model(**model.together([row])) for row in rows]
    together = model(**model.together(rows))

    torch.testing.assert_close(together, torch.stack(alone).sum(), rtol=1e-4, atol=1e-4)


def test_slopes_reach_exactly_what_trains(recipe: str, model: SpeechLanguageModel) -> None:
    shaken(model).train()
    model(**model.together([model.read(one) for one in SAID])).backward()

    reached = {name for name, weight in model.named_parameters() if weight.grad is not None}

    assert reached == {name for name, _ in model.trained()}
    assert {name.split(".")[0] for name in reached} == {
        "multispeech_stage1_asr": {"projector", "language_model"},
        "qwen2_5_omni_lora": {"thinker"},
        "speechverse_stage2_tasks": {"projector", "language_model"},
        "bloomzmms_t": {"projector"},
        "language_aware_hard": {"projector"},
        "multispeech_read_qa": {"language_model"},
        "speechverse_read_ic_sf": {"language_model"},
    }[recipe]
    assert all(".lora_" in name for name in reached if not name.startswith("projector"))


_LAYERS = ("layers", "block", "h")
"""What Cohere and Qwen, T5, and BLOOM call them."""


def test_what_is_frozen_is_never_in_training_mode(recipe: str, model: SpeechLanguageModel) -> None:
    dropping = build_model(model_of(recipe, dropout=0.5), seed=0)
    dropping.train()

    training = {name for name, one in dropping.named_modules() if one.training}

    assert training
    assert all(
        name == "" or "lora_dropout" in name or name.split(".")[-2] in _LAYERS for name in training
    )
    assert not [name for name in training if name.startswith("encoder") or "tower" in name]
    assert not [name for name, one in dropping.eval().named_modules() if one.training]


def test_activations_may_be_computed_again(model: SpeechLanguageModel) -> None:
    batch = model.together([shaken(model).read(one) for one in SAID])
    slopes = []
    for again in (False, True):
        if again:
            model.compute_again()
        model.train()
        model.zero_grad()
        model(**batch).backward()
        slopes.append({name: weight.grad.clone() for name, weight in model.trained()})  # type: ignore[union-attr]

    torch.testing.assert_close(slopes[0], slopes[1])


def test_weights_are_drawn_by_the_seed_and_chance_goes_on_as_before(
    recipe: str,
    model: SpeechLanguageModel,
) -> None:
    torch.manual_seed(3)
    wanted = torch.rand(1)
    torch.manual_seed(3)
    same, other = (build_model(model_of(recipe), seed=seed) for seed in (0, 1))

    assert torch.equal(torch.rand(1), wanted)
    ours = dict(model.trained())
    assert all(torch.equal(weight, ours[name]) for name, weight in same.trained())
    assert not all(torch.equal(weight, ours[name]) for name, weight in other.trained())


def test_an_answer_is_read_with_its_end_and_ten_milliseconds_a_frame(
    model: SpeechLanguageModel,
) -> None:
    one, other = (model.read(example(220, 1.0, answer=said)) for said in ("", "Hoch!"))

    said = other.answer_tokens
    assert (one.frames, one.answer_tokens) == (100, 1)
    assert said > len("Hoch!")
    assert other.tokens[:-said] == one.tokens[:-1]
    assert other.tokens[-1] == one.tokens[-1]
    batch = model.together([one, other])
    assert (batch["labels"] != -100).sum(1).tolist() == [1, said]


def test_answers_look_at_no_answer(model: SpeechLanguageModel) -> None:
    rows = [shaken(model).read(example(220, answer=said)) for said in ("Hoch!", "It is high!")]
    model.train()

    first, second = model.answer(rows, most_tokens=8)

    assert first == second
    assert model.training


def test_a_part_of_another_family_is_refused(
    settings: EngineSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = settings.checkpoints
    swapped = {**there, "qwen2.5-omni": there["whisper"], "whisper": there["qwen2.5-omni"]}
    monkeypatch.setattr(engines.settings, "_current", EngineSettings(checkpoints=swapped))

    for recipe in ("multispeech_stage1_asr", "qwen2_5_omni_lora"):
        with pytest.raises(ModelMismatchError, match="this is"):
            build_model(model_of(recipe), seed=0)


def test_a_part_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = EngineSettings(checkpoints={"qwen2.5-omni": "/gone/model"})
    monkeypatch.setattr(engines.settings, "_current", gone)

    with pytest.raises(CheckpointMissingError, match="/gone/model"):
        build_model(model_of("qwen2_5_omni_lora"), seed=0)


def test_licences_are_those_of_the_parts(recipe: str, model: SpeechLanguageModel) -> None:
    assert "LicenseRef-unknown" not in model.licences().values()
    assert (
        len(model.licences())
        == {
            "multispeech_stage1_asr": 3,
            "qwen2_5_omni_lora": 1,
            "speechverse_stage2_tasks": 2,
            "bloomzmms_t": 2,
            "language_aware_hard": 3,
            "multispeech_read_qa": 1,
            "speechverse_read_ic_sf": 1,
        }[recipe]
    )


def test_half_of_the_bits_come_close(model: SpeechLanguageModel) -> None:
    batch = model.together([shaken(model).read(one) for one in SAID])

    check_half_of_the_bits(model, batch, within=0.05)

    assert len(model.answer([model.read(SAID[0])], most_tokens=4)) == 1
