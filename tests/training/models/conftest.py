"""Tiny parts on a CPU, where the settings have the published ones."""

from collections.abc import Callable

import pytest

pytest.importorskip("torch")
pytest.importorskip("peft")

import torch

import engines.settings
from engines.settings import EngineSettings
from tests.checkpoints.sounds import tone
from training import recipes
from training.examples import Example
from training.models import build_model
from training.models.base import SpeechLanguageModel
from training.recipes.fields import Model

RECIPES = ("multispeech_stage1_asr", "qwen2_5_omni_lora")
Build = Callable[..., SpeechLanguageModel]


@pytest.fixture(autouse=True)
def settings(parts: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> EngineSettings:
    found = EngineSettings(checkpoints=parts, device="cpu")
    monkeypatch.setattr(engines.settings, "_current", found)
    return found


def model_of(recipe: str, **lora: object) -> Model:
    """A recipe's model with small adapters."""
    changes = {"rank": 4, "alpha": 8, **lora}
    return recipes.with_changes(
        recipes.get_recipe(recipe), {f"model.lora.{name}": said for name, said in changes.items()}
    ).model


@pytest.fixture(params=RECIPES)
def model(request: pytest.FixtureRequest) -> SpeechLanguageModel:
    return build_model(model_of(request.param), seed=0)


def example(
    pitch: int = 220, seconds: float = 1.0, *, answer: str = "Low.", instruction: str = ""
) -> Example:
    return Example(
        key=f"{pitch} Hz",
        samples=tone(pitch, seconds).samples,
        answer=answer,
        instruction=instruction,
        language="eng",
        target="eng",
        source="tones",
    )


def shaken(model: SpeechLanguageModel) -> SpeechLanguageModel:
    """As after some training: adapters begin as zero, which would hide what they do."""
    torch.manual_seed(1)
    with torch.no_grad():
        for _, weight in model.trained():
            weight.add_(torch.randn_like(weight) * 0.1)
    return model
