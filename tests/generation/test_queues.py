"""Where a job goes, and whether it may start, depends on its engine."""

from decimal import Decimal

import pytest
from pytest_django import Settings
from rest_framework.exceptions import ValidationError

import engines.settings
from engines import registry
from engines.registry import Entry
from engines.settings import EngineSettings
from jobs.enums import JobState, Queue
from jobs.services import start_job
from tests.factories import make_dataset, make_item
from tests.generation.working import do_job

pytestmark = pytest.mark.django_db
PATH = "engines.fakes.TaggingTranslator"


def use_engine(monkeypatch: pytest.MonkeyPatch, entry: Entry) -> None:
    monkeypatch.setitem(registry.ENGINES, ("translator", "big"), entry)


def test_job_of_a_gpu_engine_waits_for_gpu_workers_and_costs_what_they_cost(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    use_engine(monkeypatch, Entry(PATH, gpu=True))
    settings.PRICE_PER_HOUR = {**settings.PRICE_PER_HOUR, "gpu": Decimal(3)}
    dataset = make_dataset(languages=["eng", "ara"])
    make_item(dataset)

    small = start_job(dataset, kind="translate", parameters={}, by=None)
    big = do_job(dataset, "translate", engine="big")

    assert (small.queue, small.price_per_hour) == (Queue.CPU.value, Decimal(0))
    assert (big.queue, big.price_per_hour) == (Queue.GPU.value, Decimal(3))
    assert big.state == JobState.SUCCEEDED
    assert set(big.batches.values_list("queue", flat=True)) == {Queue.GPU}


def test_job_of_an_engine_that_is_not_installed_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use_engine(monkeypatch, Entry(PATH, extra="models", needs=("torch_not_here", "json")))
    dataset = make_dataset()

    with pytest.raises(ValidationError) as refused:
        start_job(dataset, kind="translate", parameters={"engine": "big"}, by=None)

    assert refused.value.detail == {
        "engine": [
            (
                "Engine 'big' can't start here: torch_not_here can't be found. "
                "`make models` installs what it needs. "
                "Or name it in WORKER_EXTRAS, where the workers have it: models."
            )
        ]
    }
    assert not dataset.jobs.exists()


def test_job_of_an_engine_that_only_the_workers_have_is_let_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use_engine(monkeypatch, Entry(PATH, extra="models", needs=("torch_not_here",)))
    monkeypatch.setattr(
        engines.settings, "_current", EngineSettings(worker_extras=frozenset({"models"}))
    )

    job = start_job(make_dataset(), kind="translate", parameters={"engine": "big"}, by=None)

    assert job.parameters["engine"] == "big"
