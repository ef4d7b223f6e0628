"""Checkpoints as others take them: what `checkpoint:NAME` serves, with all that made it."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from training.cards import Card, write_card
from training.loop.environment import environment
from training.loop.folders import write_sums, written
from training.loop.setup import Setup

_MERGED = "merged"


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What a validation found; nothing where there was none."""

    loss: float | None = None
    metrics: Mapping[str, float] = field(default_factory=dict)
    best: bool = False


class Checkpoints:
    """In the folder of finetuned ones, a folder each."""

    def __init__(self, setup: Setup) -> None:
        self._setup, self._root = setup, setup.order.finetuned

    def save(self, name: str, standing: Standing, *, step: int) -> None:
        """Writes the model as it is now.

        Raises:
            CheckpointNotSavedError: what was there before is untouched.
        """
        metrics = {"step": step, "loss": standing.loss, **standing.metrics}
        with written(self._root / name) as folder:
            self._setup.model.save(folder)
            self._describe(folder, metrics)
            write_sums(folder)

    def _describe(self, folder: Path, metrics: dict[str, Any]) -> None:
        order, manifest = self._setup.order, self._setup.mixture.manifest()
        made_by = environment(self._setup)
        _write(folder / "recipe.json", order.recipe.model_dump(mode="json"))
        _write(folder / "data.json", manifest)
        _write(folder / "environment.json", made_by)
        _write(folder / "metrics.json", metrics)
        card = Card(
            name=order.name,
            recipe=order.recipe,
            data=manifest,
            metrics=metrics,
            environment=made_by,
            licences=self._setup.model.licences(),
            lineage=order.lineage,
        )
        (folder / "README.md").write_text(write_card(card), encoding="utf-8")

    def merge(self, name: str) -> None:
        """Adds whole weights to a checkpoint that has none; the model takes on its adapter.

        Raises:
            CheckpointNotSavedError: the checkpoint is untouched.
        """
        there = self._root / name
        if (there / _MERGED).exists():
            return
        self._setup.model.load(there)
        with written(there) as folder:
            shutil.copytree(there, folder, dirs_exist_ok=True)
            self._setup.model.merge(folder / _MERGED)
            write_sums(folder)

    def rename(self, name: str, new: str) -> None:
        """Raises CheckpointNotSavedError: what was there before is untouched."""
        with written(self._root / new) as folder:
            shutil.copytree(self._root / name, folder, dirs_exist_ok=True)

    def stands(self, name: str) -> bool:
        """Whether there is such a checkpoint; all ranks ask, and hear what the first one sees."""
        ranks = self._setup.ranks
        there = bool(name) and ranks.first and (self._root / name).is_dir()
        return bool(*ranks.most(there))

    def remove(self, name: str) -> None:
        shutil.rmtree(self._root / name, ignore_errors=True)


def _write(path: Path, said: Any) -> None:
    path.write_text(json.dumps(said, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
