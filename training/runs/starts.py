"""The checkpoint that a stage goes on from: whether it is there, and fits."""

import json
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from training.errors import RecipeInvalidError
from training.recipes import Recipe, recipe_from
from training.recipes.fields import Model
from training.runs.errors import WishRefusedError
from training.runs.models import Checkpoint

FIELD = "changes.model.start"
_FITTING = ("family", "checkpoint", "encoder", "language_model", "projector",
            "convolutions", "lora.rank", "lora.audio_tower")  # fmt: skip


def check_start(recipe: Recipe) -> None:
    """Raises WishRefusedError: it is missing, or of another family or size."""
    name = recipe.model.start
    if not name:
        return
    checkpoint = Checkpoint.objects.filter(folder=name, removed_at=None).first()
    before = checkpoint.run.trained_recipe.model if checkpoint else _model_in(name)
    if before is None:
        return
    for field, now, then in _differences(recipe.model, before):
        raise WishRefusedError(
            FIELD,
            f"Checkpoint {name!r} does not fit this recipe: its {field} is {then!r}, and here it "
            f"is {now!r}. Go on from another, or change model.{field}.",
        )


def _model_in(name: str) -> Model | None:
    """As a folder on this machine says; None where it says nothing, and the worker finds out."""
    folder = Path(settings.FINETUNED_FOLDER) / name
    try:
        return _recipe_in(folder / "recipe.json").model
    except FileNotFoundError:
        pass
    except (OSError, ValueError, RecipeInvalidError) as error:
        raise WishRefusedError(FIELD, f"{folder}/recipe.json can't be read: {error}") from error
    if not folder.is_dir():
        raise WishRefusedError(
            FIELD,
            f"This recipe goes on from checkpoint {name!r}, and there is none of this name. Train "
            "it first, or name another as model.start.",
        )
    return None


def _recipe_in(path: Path) -> Recipe:
    return recipe_from(json.loads(path.read_text(encoding="utf-8")))


def _differences(now: Model, before: Model) -> Iterator[tuple[str, object, object]]:
    """Where no adapter was trained before, a new one begins."""
    ours, theirs = now.model_dump(), before.model_dump()
    for field in _FITTING:
        part, _, inner = field.partition(".")
        one, other = ours[part], theirs[part]
        if inner:
            one, other = (one or {}).get(inner), (other or {}).get(inner)
        begins = part == "lora" and before.lora is None
        if one != other and not begins:
            yield field, one, other
