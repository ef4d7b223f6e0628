"""What can be said of a recipe's model before any weight is read."""

import pytest

from training.errors import RecipeInvalidError
from training.models import FAMILIES, check_model
from training.recipes import get_recipe, recipes, with_changes
from training.recipes.families import FAMILY_NOTES


@pytest.mark.parametrize("name", recipes())
def test_every_recipes_model_can_be_built(name: str) -> None:
    model = get_recipe(name).model

    check_model(model)

    assert model.family in FAMILIES


def test_every_family_is_told_in_the_order_of_its_recipes() -> None:
    told = [note.name for note in FAMILY_NOTES]

    assert told == list(dict.fromkeys(one.model.family for one in recipes().values()))
    assert set(told) == set(FAMILIES)


@pytest.mark.parametrize(
    ("recipe", "changes", "field"),
    [
        ("qwen2_5_omni_lora", {"model.family": "llava"}, "model.family"),
        ("qwen2_5_omni_lora", {"model.checkpoint": ""}, "model.checkpoint"),
        ("multispeech_stage1_asr", {"model.encoder": ""}, "model.encoder"),
        ("multispeech_stage1_asr", {"model.projector": None}, "model.projector"),
        ("multispeech_stage1_asr", {"model.lora.audio_tower": True}, "model.lora.audio_tower"),
        ("multispeech_stage1_asr", {"model.checkpoint": "a/b"}, "model.checkpoint"),
        ("multispeech_stage1_asr", {"model.query_bank": {"sets": 2}}, "model.query_bank"),
        ("language_aware_hard", {"model.query_bank": None}, "model.query_bank"),
        ("language_aware_hard", {"model.lora": {"rank": 1, "alpha": 1}}, "model.lora"),
    ],
)
def test_a_model_that_can_not_be_built_names_the_field(
    recipe: str, changes: dict[str, object], field: str
) -> None:
    model = with_changes(get_recipe(recipe), changes).model

    with pytest.raises(RecipeInvalidError) as raised:
        check_model(model)

    assert [name for name, _ in raised.value.problems] == [field]
