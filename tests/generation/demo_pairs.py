"""The demo dataset's own pairs, imported as a user would."""

from pathlib import Path

from catalog.models import Dataset
from corpus.services import import_file
from tests.factories import make_dataset

DEMO = Path(__file__).resolve().parents[2] / "demo"
PAIRS = 24


def import_demo(*languages: str) -> Dataset:
    """English and these; those that are not ``languages`` of the dataset can't be had from it."""
    dataset = make_dataset(languages=["eng", *languages], licence="Apache-2.0")
    for language in dataset.languages:
        path = DEMO / f"pairs.{language}.jsonl"
        with path.open("rb") as file:
            import_file(dataset, file, name=path.name, by=None)
    return dataset
