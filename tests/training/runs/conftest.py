from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django import Settings

import engines.settings
from catalog.models import Dataset
from tests.training.runs.scene import make_trainable


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of runs, checkpoints and data; and workers that have what trainings need."""
    settings.TRAINING_FOLDER = tmp_path / "training"
    settings.TRAINING_DATA_FOLDER = tmp_path / "corpora"
    settings.FINETUNED_FOLDER = str(tmp_path / "finetuned")
    told = replace(engines.settings.current(), finetuned=settings.FINETUNED_FOLDER)
    monkeypatch.setattr(
        engines.settings, "_current", replace(told, worker_extras=frozenset({"models"}))
    )


@pytest.fixture
def dataset(db: None) -> Dataset:
    return make_trainable()
