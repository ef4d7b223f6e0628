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

RECIPES = (
    "multispeech_stage1_asr",
    "qwen2_5_omni_lora",
    "speechverse_stage2_tasks",
    "bloomzmms_t",
    "language_aware_hard",
    "multispeech_read_qa",
    "speechverse_read_ic_sf",
)
"""One of each family; of the one that reads, one of each kind of language model."""
SMALL = {
    "blocks": 2,
    "width": 16,
    "heads": 2,
    "inner": 24,
    "gated": 32,
    "kernel": 5,
    "merge": 3,
    "halved_before": 1,
}
"""An adaptor of BLOOMZMMS."""
SAID_AT = {220: "low", 440: "tief"}
"""What a clip of this pitch says; of any other it is "high"."""
Build = Callable[..., SpeechLanguageModel]


@pytest.fixture(autouse=True)
def settings(parts: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> EngineSettings:
    found = EngineSettings(checkpoints=parts, device="cpu")
    monkeypatch.setattr(engines.settings, "_current", found)
    return found


def model_of(recipe: str, **lora: object) -> Model:
    """A recipe's model with small adapters and adaptors, where it has any."""
    known = recipes.get_recipe(recipe)
    sizes: dict[str, dict[str, object]] = {
        "lora": {"rank": 4, "alpha": 8, **lora},
        "branchformer": {**SMALL},
    }
    changes = {
        f"model.{part}.{name}": said
        for part, fields in sizes.items()
        if getattr(known.model, part)
        for name, said in fields.items()
    }
    return recipes.with_changes(known, changes).model


@pytest.fixture(params=RECIPES)
def recipe(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def model(recipe: str) -> SpeechLanguageModel:
    return build_model(model_of(recipe), seed=0)


def example(
    pitch: int = 220, seconds: float = 1.0, *, answer: str = "Low.", instruction: str = ""
) -> Example:
    return Example(
        key=f"{pitch} Hz",
        samples=tone(pitch, seconds).samples,
        answer=answer,
        instruction=instruction,
        transcript=SAID_AT.get(pitch, "high"),
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
