"""Recipes by name, and recipes with single fields changed."""

import json
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache, reduce
from importlib import import_module
from operator import getitem
from typing import Any

from pydantic import ValidationError

from training.errors import RecipeInvalidError, RecipeUnknownError
from training.recipes.fields import Recipe

_FILES = (
    "qwen2_5_omni_lora",
    "multispeech_stage1_asr",
    "multispeech_stage2_qa",
    "speechverse_curriculum",
    "speechverse_single_tasks",
    "bloomzmms",
    "language_aware",
    "reading",
)
"""Each holds its recipe and that recipe's variants, as ``RECIPES``."""


@cache
def recipes() -> Mapping[str, Recipe]:
    """All recipes by name, those of the paper's section 5 first."""
    found: list[Recipe] = []
    for file in _FILES:
        found += import_module(f"training.recipes.{file}").RECIPES
    return {recipe.name: recipe for recipe in found}


def get_recipe(name: str) -> Recipe:
    """Raises RecipeUnknownError: there is none of this name."""
    if name not in recipes():
        raise RecipeUnknownError(name, recipes())
    return recipes()[name]


def with_changes(recipe: Recipe, changes: Mapping[str, Any]) -> Recipe:
    """The recipe with other values.

    Args:
        recipe: stays as it is.
        changes: values by field with dots, such as ``schedule.learning_rate``. Where a changed
            number came from is forgotten.

    Raises:
        RecipeInvalidError: a field is unknown, or a value out of its range.
    """
    said = recipe.model_dump(mode="json")
    unknown = [(field, _no_field(said, field)) for field in changes if not _has(said, field)]
    if unknown:
        raise RecipeInvalidError(unknown)
    for field, value in changes.items():
        *path, name = field.split(".")
        reduce(getitem, path, said)[name] = value
    said["origins"] = {
        field: origin for field, origin in recipe.origins.items() if field not in changes
    }
    return recipe_from(said)


def recipe_from(said: Mapping[str, Any]) -> Recipe:
    """A recipe from its fields as JSON keeps them.

    Raises:
        RecipeInvalidError: a field is unknown or missing, or a value out of its range.
    """
    try:
        return Recipe.model_validate_json(json.dumps(said))
    except ValidationError as error:
        raise RecipeInvalidError([_problem(dict(each)) for each in error.errors()]) from error


def _problem(error: dict[str, Any]) -> tuple[str, str]:
    return ".".join(map(str, error["loc"])), f"{error['msg']} (given: {error['input']!r})"


def _has(said: dict[str, Any], field: str) -> bool:
    place: Any = said
    for part in field.split("."):
        if not isinstance(place, dict) or part not in place:
            return False
        place = place[part]
    return True


def _no_field(said: dict[str, Any], field: str) -> str:
    known = sorted(_fields(said))
    close = get_close_matches(field, known, n=1)
    return (
        f"no recipe has this field; did you mean {close[0]}?"
        if close
        else (f"no recipe has this field; fields are {', '.join(known)}")
    )


def _fields(said: dict[str, Any], before: str = "") -> list[str]:
    found: list[str] = []
    for name, value in said.items():
        path = f"{before}{name}"
        found += _fields(value, f"{path}.") if isinstance(value, dict) and value else [path]
    return found
