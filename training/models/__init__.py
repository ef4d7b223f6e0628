"""Families of models that can be trained. This file knows no torch."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from training.errors import RecipeInvalidError
from training.recipes.fields import Model

if TYPE_CHECKING:
    from training.models.base import SpeechLanguageModel


@dataclass(frozen=True, kw_only=True, slots=True)
class Family:
    factory: str
    """Dotted path of what builds one from `Model` and a seed for new weights."""
    needs: tuple[str, ...]
    """Fields of `Model` without which none can be built."""
    takes: tuple[str, ...] = ()
    """Fields, with dots, that it can do without; all others mean nothing to it."""


FAMILIES: Mapping[str, Family] = {
    "qwen2_5_omni": Family(
        factory="training.models.qwen2_5_omni.factory.build",
        needs=("checkpoint", "lora"),
        takes=("lora.audio_tower",),
    ),
    "multispeech": Family(
        factory="training.models.multispeech.factory.build",
        needs=("encoder", "language_model", "text_encoder", "projector", "lora"),
    ),
    "bloomzmms": Family(
        factory="training.models.bloomzmms.factory.build",
        needs=("encoder", "language_model", "branchformer"),
    ),
    "language_aware": Family(
        factory="training.models.language_aware.factory.build",
        needs=("encoder", "language_model", "text_encoder", "projector", "query_bank"),
        takes=("distillation",),
    ),
    "speechverse": Family(
        factory="training.models.speechverse.factory.build",
        needs=("encoder", "language_model", "convolutions"),
        takes=("lora",),
    ),
    "reading": Family(
        factory="training.models.reading.factory.build",
        needs=("language_model", "lora"),
    ),
}
_ANY = ("family", "start")
"""Fields that every family takes."""


def check_model(model: Model) -> None:
    """Looks whether a recipe's model can be built, without reading any.

    Raises:
        RecipeInvalidError: the family is unknown, or a field is missing or none of its.
    """
    family = FAMILIES.get(model.family)
    if family is None:
        known = ", ".join(FAMILIES)
        raise RecipeInvalidError([("model.family", f"unknown; use one of: {known}")])
    said = model.model_dump()
    said["lora.audio_tower"] = model.lora is not None and model.lora.audio_tower
    others = said.keys() - {*_ANY, *family.needs, *family.takes}
    problems = [
        *((f"model.{one}", "this family needs it") for one in family.needs if not said[one]),
        *((f"model.{one}", "this family has none") for one in sorted(others) if said[one]),
    ]
    if problems:
        raise RecipeInvalidError(problems)


def build_model(model: Model, *, seed: int) -> "SpeechLanguageModel":
    """A model on the device of the engines' settings, ready to train; imports torch.

    Published parts are read from where the settings of the engines have them. `start` is left to
    who trains.

    Args:
        model: of a recipe.
        seed: of new weights.

    Raises:
        RecipeInvalidError: as `check_model` does.
        ModelMismatchError: a part is of another family or size than the recipe needs.
        CheckpointMissingError: a part is not there.
    """
    check_model(model)
    module, _, function = FAMILIES[model.family].factory.rpartition(".")
    built: SpeechLanguageModel = getattr(import_module(module), function)(model, seed=seed)
    return built
