"""The nine real OpenTriviaQA files, through the service, into the database."""

import pytest

from catalog.models import Dataset
from corpus import services
from corpus.models import ImportRun
from tests.corpus.test_import_trivia import REAL
from tests.corpus.trivia import TRIVIA, needs_trivia
from tests.factories import make_dataset

pytestmark = [pytest.mark.django_db, needs_trivia]
Rejects = dict[str, tuple[str, str]]


def bring(dataset: Dataset, category: str) -> ImportRun:
    path = TRIVIA / f"{category}.txt.gz"
    with path.open("rb") as file:
        return services.import_file(dataset, file, name=path.name, by=None)


def rejects(run: ImportRun) -> Rejects:
    return {one.place: (one.field, one.reason) for one in run.rejects.all()}


def test_real_files_land_by_count_and_line_and_twice_changes_nothing() -> None:
    dataset = make_dataset()
    first = {category: bring(dataset, category) for category in sorted(REAL)}
    items = dataset.items.count()
    again = {category: bring(dataset, category) for category in sorted(REAL)}
    # One question stands twice in the literature file, to the letter.
    twice = {category: int(category == "literature") for category in REAL}
    assert {
        category: (run.rows_read, run.items_added, run.items_unchanged, rejects(run))
        for category, run in first.items()
    } == {
        category: (good + len(bad), good - twice[category], twice[category], bad)
        for category, (good, bad) in REAL.items()
    }
    assert {
        category: (run.items_added, run.items_unchanged, rejects(run))
        for category, run in again.items()
    } == {category: (0, good, bad) for category, (good, bad) in REAL.items()}
    assert (items, dataset.items.count()) == (19_372, 19_372)
    assert services.count_splits(dataset)["unassigned"] == 19_372
