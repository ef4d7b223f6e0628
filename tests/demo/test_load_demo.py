"""Loading the demo goes on where an interrupted start stopped."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from accounts.models import User
from annotation.models import Campaign
from catalog.models import Dataset, Membership
from corpus.models import ImportRun, Item, Recording, Translation
from demo.management.commands import load_demo
from engines import registry
from evaluation.metrics.opinion import FEWEST_ITEMS
from jobs.leases import claim_batch
from jobs.services import start_job
from jobs.work import plan_next_job
from tests.generation.working import do_job

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = ("eng", "ara", "hin")
WHOLE = {"people": 17, "items": 24, "texts": 72, "recordings": 72, "campaigns": 2, "members": 17}


@pytest.fixture(autouse=True)
def small_demo(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three languages of the 23 show it as well."""
    settings.STUDIO_STATE = tmp_path
    settings.AUDIO_STORE = str(tmp_path / "audio")
    settings.BATCH_LEASE_SECONDS = 1.0
    monkeypatch.setattr(load_demo, "LANGUAGES", LANGUAGES)
    monkeypatch.setattr(load_demo, "TARGETS", LANGUAGES[1:])


def interrupted_load(monkeypatch: pytest.MonkeyPatch) -> Dataset:
    """After the imports, before the first job."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(load_demo.Command, "_run", interrupt)
        with pytest.raises(KeyboardInterrupt):
            call_command("load_demo")
    return Dataset.objects.get()


def counts() -> dict[str, int]:
    return {
        "people": User.objects.count(),
        "items": Item.objects.count(),
        "texts": Translation.objects.count(),
        "recordings": Recording.objects.count(),
        "campaigns": Campaign.objects.count(),
        "members": Membership.objects.count(),
    }


def test_interrupted_load_is_completed_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted_load(monkeypatch)
    assert counts() == {**WHOLE, "texts": 24, "recordings": 0, "campaigns": 0}
    call_command("load_demo")
    assert counts() == WHOLE


def test_bench_has_every_source_and_items_enough_for_an_interval(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dataset = interrupted_load(monkeypatch)
    do_job(dataset, "draw-splits")

    bench = Item.objects.filter(in_bench=True)
    assert bench.count() >= FEWEST_ITEMS
    assert set(bench.values_list("source")) == set(Item.objects.values_list("source"))


def test_load_of_a_whole_demo_changes_nothing() -> None:
    call_command("load_demo")
    imports = ImportRun.objects.count()
    call_command("load_demo")
    assert (counts(), ImportRun.objects.count()) == (WHOLE, imports)


def test_load_goes_on_with_the_batch_of_a_killed_one(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = interrupted_load(monkeypatch)
    start_job(dataset, kind="translate", parameters={}, by=None)
    plan_next_job("cpu")
    claim_batch("cpu", worker="killed")
    call_command("load_demo")
    assert counts() == WHOLE


def test_load_says_what_failed_and_the_next_makes_good(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str) -> None:
        raise RuntimeError("no voice today")

    with monkeypatch.context() as patched:
        patched.setattr(registry, "synthesizer", broken)
        with pytest.raises(CommandError, match=r"synthesize job .* failed: .*no voice"):
            call_command("load_demo")
    call_command("load_demo")
    assert counts() == WHOLE
