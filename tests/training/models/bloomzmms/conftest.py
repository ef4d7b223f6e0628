"""Tiny ones of the family: a BLOOM behind three blocks on an MMS of two layers."""

import pytest

pytest.importorskip("torch")
pytest.importorskip("peft")

from tests.training.models.conftest import SMALL
from training.models import build_model
from training.models.joined.model import JoinedModel
from training.recipes import get_recipe, with_changes
from training.recipes.fields import Model

RECIPES = ("bloomzmms_ctc", "bloomzmms_t")


def small(recipe: str, **changes: object) -> Model:
    sizes = {f"model.branchformer.{name}": said for name, said in {**SMALL, **changes}.items()}
    return with_changes(get_recipe(recipe), sizes).model


def build(recipe: str, *, seed: int = 0, **changes: object) -> JoinedModel:
    built = build_model(small(recipe, **changes), seed=seed)
    assert isinstance(built, JoinedModel)
    return built


@pytest.fixture
def model() -> JoinedModel:
    """Learns by CTC."""
    return build("bloomzmms_ctc")
