"""Trainings of the recipes, with tiny parts and data as it is published."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.suites.loading import get_suite
from evaluation.suites.suite import Suite
from tests.training.data.collections import (
    lay_common_voice,
    lay_covost2,
    lay_folder,
    lay_instructed,
    lay_release,
    lay_table,
    released,
)
from training.orders import Place, RunOrder
from training.recipes import Recipe, get_recipe, with_changes
from training.recipes.fields import Layout, Source
from training.recipes.speechverse_tasks import weighted_tasks

LANGUAGES = ("deu", "eng")
_BLOCKS = {
    "blocks": 1,
    "width": 16,
    "heads": 2,
    "inner": 16,
    "gated": 16,
    "kernel": 3,
    "merge": 3,
    "halved_before": 0,
}
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
        lay_instructed(folder / "instructed", language, _SECONDS)
    lay_covost2(folder / "covost2", ("deu", "eng"), _SECONDS, sentence="jetzt")
    lay_covost2(folder / "covost2", ("eng", "deu"), _SECONDS, sentence="now")
    names = {
        "multispeechqa": "release",
        "common_voice": "common_voice",
        "instructed": "instructed",
        "covost2_to_english": "covost2",
        "covost2_from_english": "covost2",
        **{name: _lay_task(folder, source) for name, source in weighted_tasks().items()},
    }
    return {source: Place(path=str(folder / name)) for source, name in names.items()}


def _lay_task(folder: Path, source: Source) -> str:
    """Where clips of one of SpeechVerse's tasks lie; those of a suite once for all its sources."""
    if source.layout is Layout.COVOST2:
        return "covost2"
    where = source.suite or "voiced"
    if not source.suite:
        lay_folder(folder / where, "eng", _SECONDS[:12])
    elif not (folder / where).exists():
        _lay_suite(folder / where, get_suite(source.suite))
    return where


def _lay_suite(folder: Path, suite: Suite) -> None:
    right = suite.right_labels or ("time = now",)
    targets = [suite.reference.format(target=pair.target) for pair in suite.pairs]
    rows = [
        [*[right[number % len(right)]] * len(targets), *["now"] * len(suite.given), "now"]
        for number in range(12)
    ]
    lay_table(folder, [*targets, *suite.given, "transcript"], rows)


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
    small = {
        "batch_size": 4,
        "warmup_steps": 1,
        "batch_frames": 200,
        "learning_rate": 0.01,
        "answered": 4,
    }
    changes = {
        "data.languages": LANGUAGES,
        "data.held_out": 20,
        "data.longest_answer": 40,
        **({"model.lora.rank": 4, "model.lora.alpha": 4} if known.model.lora else {}),
        **(
            {f"model.branchformer.{one}": said for one, said in _BLOCKS.items()}
            if known.model.branchformer
            else {}
        ),
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
