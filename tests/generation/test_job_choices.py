"""What the start form of a job offers."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.enums import Role
from catalog.models import Dataset
from engines import registry, settings
from engines.registry import Entry
from engines.settings import EngineSettings
from generation.checks import RULES
from generation.crew import Group
from generation.groups import checks_of
from generation.kinds.translate import TranslateParameters
from tests.conftest import ClientFor
from tests.factories import (
    count_anew,
    make_dataset,
    make_item,
    make_recording,
    make_source,
    make_translation,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset() -> Dataset:
    dataset = make_dataset()
    make_source(dataset, slug="other")
    text = make_translation(make_item(dataset))
    make_recording(text, voice="ar+f0")
    count_anew(dataset)
    return dataset


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> Entry:
    """Every engine that hears lacks its package."""
    row = Entry("no_such_package.Engine", extra="models", needs=("no_such_package",))
    for kind, name in [*registry.ENGINES]:
        if kind not in {"translator", "synthesizer", "voice detector"}:
            monkeypatch.setitem(registry.ENGINES, (kind, name), row)
    return row


def ask(dataset: Dataset, client_for: ClientFor) -> Any:
    client = client_for(make_user(Role.ADMIN))
    return client.get(f"/api/v1/datasets/{dataset.slug}/jobs/choices/").json()


def test_choices_name_what_the_dataset_has_something_of(
    dataset: Dataset, client_for: ClientFor
) -> None:
    choices = ask(dataset, client_for)

    assert choices["sources"] == sorted(dataset.sources.values_list("slug", flat=True))
    assert "other" in choices["sources"]
    assert choices["texts"]["engines"] == ["translation-memory"]
    assert choices["recordings"]["engines"] == ["espeak-ng"]
    assert choices["recordings"]["voices"] == ["ar+f0"]


def test_choices_describe_engines_and_say_why_one_is_absent(
    dataset: Dataset, client_for: ClientFor, absent: Entry
) -> None:
    engines = ask(dataset, client_for)["engines"]

    memory, espeak, whisper, aya = (engines[kind][0] for kind in engines)
    assert memory["name"] == TranslateParameters().fields["engine"].default
    assert (espeak["name"], len(espeak["languages"]), espeak["problem"]) == ("espeak-ng", 23, "")
    for one, name in ((whisper, "whisper"), (aya, "aya-expanse")):
        assert one["problem"].startswith(f"Engine '{name}' can't start here: no_such_package")


def test_engine_that_the_workers_have_is_no_problem(
    dataset: Dataset, client_for: ClientFor, absent: Entry
) -> None:
    settings.configure(EngineSettings(worker_extras=frozenset({"models"})))
    try:
        choices = ask(dataset, client_for)
    finally:
        settings.configure(EngineSettings())

    assert {engine["problem"] for engine in choices["engines"]["recognizers"]} == {""}
    assert {engine["warning"] for engine in choices["engines"]["recognizers"]} == {""}
    assert {group["problem"] for group in choices["check_groups"]} == {""}


def test_groups_say_what_would_be_left_out(
    dataset: Dataset, client_for: ClientFor, absent: Entry
) -> None:
    groups = {group["name"]: group for group in ask(dataset, client_for)["check_groups"]}

    assert [*groups] == [*Group]
    assert groups["text"]["problem"] == ""
    assert "brackets" in groups["text"]["checks"]
    assert "no_such_package can't be found" in groups["recognition"]["problem"]


def test_every_check_belongs_to_one_group_and_to_texts_or_recordings(
    dataset: Dataset, client_for: ClientFor
) -> None:
    grouped = [name for group in Group for name in checks_of(group)]
    choices = ask(dataset, client_for)
    offered = [
        name
        for kind in ("texts", "recordings")
        for group in choices[kind]["failed_checks"]
        for name in group["checks"]
    ]

    assert sorted(grouped) == sorted(offered) == sorted(rule.name for rule in RULES)


@pytest.mark.parametrize("sources", [1, 3])
def test_choices_ask_as_often_for_one_source_as_for_three(
    sources: int, client_for: ClientFor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    dataset = make_dataset()
    for number in range(sources):
        make_source(dataset, slug=f"source-{number}")
    client = client_for(make_user(Role.ADMIN))

    with django_assert_num_queries(6):
        client.get(f"/api/v1/datasets/{dataset.slug}/jobs/choices/")
