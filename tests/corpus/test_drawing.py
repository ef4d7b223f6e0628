"""Drawing the splits of a dataset: as a job, all at one stroke, and frozen by what is made."""

import pytest
from rest_framework.test import APIClient

from catalog.models import Dataset
from corpus import services
from corpus.drawing import foresee_draw, store_draw
from corpus.errors import SplitsFrozenError
from corpus.models import Translation
from corpus.splitting import SplitSizeError
from tests.conftest import ClientFor
from tests.corpus.drawing import draw_now
from tests.factories import (
    count_anew,
    make_dataset,
    make_item,
    make_recording,
    make_source,
    make_translation,
)
from tests.generation.working import do_job

pytestmark = pytest.mark.django_db


def make_undrawn(dataset: Dataset, items: int) -> None:
    for _ in range(items):
        make_item(dataset, split="unassigned", in_bench=False)


def make_items(dataset: Dataset, source: str, count: int) -> None:
    for number in range(count):
        make_item(dataset, source=make_source(dataset, slug=source), split="unassigned",
                  in_bench=False, question=f"{source} {number} " * 5)  # fmt: skip


@pytest.fixture
def dataset() -> Dataset:
    """Four items of one source, whose maintained counts are right."""
    dataset = make_dataset(dev_size=1, test_size=1, bench_size=1)
    dataset.memberships.create(user=dataset.created_by)
    make_undrawn(dataset, 4)
    count_anew(dataset)
    return dataset


@pytest.fixture
def client(client_for: ClientFor, dataset: Dataset) -> APIClient:
    return client_for(dataset.created_by)


def splits_of(dataset: Dataset) -> str:
    return f"/api/v1/datasets/{dataset.slug}/splits/"


def test_splits_are_drawn_by_a_job(client: APIClient, dataset: Dataset) -> None:
    undrawn = client.get(splits_of(dataset)).json()
    job = do_job(dataset, "draw-splits")
    assert (job.state, job.units_total) == ("succeeded", 4)
    drawn = {"unassigned": 0, "train": 2, "dev": 1, "test": 1, "bench": 1, "excluded": 0}
    assert undrawn == {**dict.fromkeys(drawn, 0), "unassigned": 4}
    assert client.get(splits_of(dataset)).json() == drawn
    dataset.refresh_from_db()
    assert dataset.splits_drawn_at is not None


def test_asking_for_a_draw_starts_its_job_once(client: APIClient, dataset: Dataset) -> None:
    asked = client.post(splits_of(dataset))
    assert (asked.status_code, asked.json()["kind"]) == (202, "draw-splits")
    assert asked.json()["state"] == "planning"
    again = client.post(splits_of(dataset))
    assert (again.status_code, again.json()["code"]) == (409, "job_already_running")


@pytest.mark.parametrize("ask", ["splits/", "jobs/"])
def test_draw_that_cannot_be_is_refused_when_it_is_asked_for(
    client: APIClient, dataset: Dataset, ask: str
) -> None:
    at, body = f"/api/v1/datasets/{dataset.slug}/{ask}", {"kind": "draw-splits"}
    Dataset.objects.update(dev_size=50)
    too_large = client.post(at, body)
    assert (too_large.status_code, too_large.json()["code"]) == (400, "split_size")
    Dataset.objects.update(dev_size=1)
    draw_now(dataset)
    make_translation(dataset.items.earliest("id"))
    frozen = client.post(at, body)
    assert (frozen.status_code, frozen.json()["code"]) == (409, "splits_frozen")
    assert not dataset.jobs.exists()


def test_draw_again_is_refused_when_something_is_made_of_an_item_meanwhile(
    dataset: Dataset,
) -> None:
    draw_now(dataset)
    before = list(dataset.items.order_by("id").values_list("split", flat=True))
    Dataset.objects.update(split_seed=2)
    draw = foresee_draw(Dataset.objects.get(pk=dataset.pk))
    make_translation(dataset.items.earliest("id"))
    with pytest.raises(SplitsFrozenError):
        store_draw(dataset, draw)
    assert list(dataset.items.order_by("id").values_list("split", flat=True)) == before


def test_first_draw_may_come_after_the_translations(dataset: Dataset) -> None:
    """No item has a place yet that it could lose; else all of them would go to train."""
    make_translation(dataset.items.earliest("id"))
    draw_now(dataset)
    assert services.count_splits(dataset)["test"] == 1


def test_items_that_are_imported_during_a_draw_stay_undrawn(dataset: Dataset) -> None:
    draw = foresee_draw(dataset)
    make_undrawn(dataset, 1)
    count_anew(dataset)
    store_draw(dataset, draw)
    counts = services.count_splits(dataset)
    assert (counts["unassigned"], counts["train"]) == (1, 2)


def test_splits_are_drawn_with_the_datasets_sizes() -> None:
    dataset = make_dataset(dev_size=3, test_size=4, bench_size=2)
    make_items(dataset, "identity", 8)
    make_items(dataset, "dialogue", 6)
    other = make_item(make_dataset(), split="unassigned", in_bench=False)
    draw_now(dataset)
    expected = {"unassigned": 0, "train": 7, "dev": 3, "test": 4, "bench": 2, "excluded": 0}
    assert services.count_splits(dataset) == expected
    other.refresh_from_db()
    assert other.split == "unassigned"


def test_splits_are_the_same_when_drawn_again_and_others_with_another_seed() -> None:
    dataset = make_dataset(dev_size=5, test_size=5, bench_size=2)
    make_items(dataset, "identity", 30)

    def draw() -> list[tuple[str, bool]]:
        draw_now(dataset)
        return list(dataset.items.order_by("id").values_list("split", "in_bench"))

    first, again = draw(), draw()
    Dataset.objects.update(split_seed=2)
    assert (first == again, first == draw()) == (True, False)


def test_splits_are_frozen_once_something_was_made_of_an_item() -> None:
    translated, voiced = make_dataset(), make_dataset()
    make_translation(make_item(translated))
    make_recording(Translation.objects.get(item=make_item(voiced)))
    for dataset in (translated, voiced):
        with pytest.raises(SplitsFrozenError):
            draw_now(dataset)


def test_items_that_come_after_the_freeze_go_to_train() -> None:
    dataset = make_dataset()
    make_translation(make_item(dataset))
    make_item(dataset, split="unassigned", in_bench=False)
    draw_now(dataset)
    assert sorted(dataset.items.values_list("split", flat=True)) == ["test", "train"]
    with pytest.raises(SplitsFrozenError):
        draw_now(dataset)


def test_splits_that_do_not_fit_change_nothing() -> None:
    dataset = make_dataset(dev_size=50, test_size=50, bench_size=2)
    make_items(dataset, "identity", 9)
    count_anew(dataset)
    with pytest.raises(SplitSizeError):
        draw_now(dataset)
    assert services.count_splits(dataset)["unassigned"] == 9
