"""Trainings of the recipes, with tiny parts and data as it is published."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.training.data.collections import (
    lay_common_voice,
    lay_covost2,
    lay_release,
    released,
)
from training.orders import Place, RunOrder
from training.recipes import Recipe, get_recipe, with_changes

LANGUAGES = ("deu", "eng")
_SECONDS = [0.5, 0.7, 0.9, 0.6, 0.8, 1.0, 0.5, 0.6] * 3


def lay_data(folder: Path) -> dict[str, Place]:
    """Of all sources of the recipes that have German and English, where they lie."""
    rows = [
        released(number, language, seconds=_SECONDS[number % len(_SECONDS)])
        for number in range(20)
        for language in LANGUAGES
    ]
    lay_release(folder / "release", rows, a_shard=15)
    for language in LANGUAGES:
        lay_common_voice(folder / "common_voice", language, _SECONDS)
    lay_covost2(folder / "covost2", ("deu", "eng"), _SECONDS)
    lay_covost2(folder / "covost2", ("eng", "deu"), _SECONDS)
    names = {
        "multispeechqa": "release",
        "common_voice": "common_voice",
        "covost2_to_english": "covost2",
        "covost2_from_english": "covost2",
    }
    return {source: Place(path=str(folder / name)) for source, name in names.items()}


@dataclass(frozen=True)
class Real:
    """What orders of real trainings share."""

    places: Mapping[str, Place]
    parts: Mapping[str, str]
    finetuned: Path

    def order(self, recipe: str, **schedule: Any) -> RunOrder:
        """A recipe with small adapters; what else is changed of its schedule comes as keywords."""
        return _order(self, get_recipe(recipe), schedule)


def _order(real: Real, known: Recipe, schedule: Mapping[str, Any]) -> RunOrder:
    small = {"batch_size": 4, "warmup_steps": 1, "batch_frames": 200, "learning_rate": 0.01}
    changes = {
        "data.languages": LANGUAGES,
        "data.held_out": 4,
        "model.lora.rank": 4,
        "model.lora.alpha": 4,
        **{f"schedule.{name}": value for name, value in {**small, **schedule}.items()},
    }
    return RunOrder(
        name=known.name,
        recipe=with_changes(known, changes),
        places={name: place for name, place in real.places.items() if name in known.data.sources},
        finetuned=real.finetuned,
        checkpoints=dict(real.parts),
        device="cpu",
    )
