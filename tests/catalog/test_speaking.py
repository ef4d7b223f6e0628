"""Choosing engines by language."""

import pytest

from accounts.enums import Role
from catalog.speaking import engine_for, engines_of_table_2
from engines import registry, settings
from engines.registry import Entry
from engines.settings import EngineSettings
from tests.conftest import ClientFor
from tests.factories import make_dataset, make_user
from tests.generation.speakers import Chancy, install

pytestmark = pytest.mark.django_db


def test_every_language_is_spoken_by_the_engine_that_needs_nothing_unless_said_otherwise() -> None:
    dataset = make_dataset(synthesizers={"ara": "a"}, bench_synthesizers={"ara": "b", "hin": "c"})

    chosen = {
        (language, flag): engine_for(dataset, language, in_bench=flag)
        for language in ("eng", "ara", "hin")
        for flag in (False, True)
    }

    assert chosen == {
        ("eng", False): "espeak-ng",
        ("eng", True): "espeak-ng",
        ("ara", False): "a",
        ("ara", True): "b",
        ("hin", False): "espeak-ng",
        ("hin", True): "c",
    }


def test_table_2_gives_indonesian_an_engine_that_speaks_it() -> None:
    assert engines_of_table_2(["ara", "ind", "heb", "fas"]) == {
        "ara": "xtts-v2",
        "ind": "mms-tts",
        "heb": "mms-tts",
        "fas": "seamless-m4t-v2",
    }


@pytest.mark.parametrize(
    ("chosen", "problem"),
    [
        ({"ara": "nobody"}, "There is no synthesizer called 'nobody'."),
        ({"fra": "espeak-ng"}, "fra is not a language of this dataset."),
        ({"hin": "chancy"}, "chancy does not speak Hindi (hin). It speaks: ara, eng."),
        (
            {"ara": "absent"},
            "Engine 'absent' can't start here: no_such_package can't be found. `make models`",
        ),
    ],
)
def test_engine_that_cannot_speak_is_refused_in_words(
    chosen: dict[str, str], problem: str, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, Chancy)
    absent = Entry("no_such_package.Engine", extra="models", needs=("no_such_package",))
    monkeypatch.setitem(registry.ENGINES, ("synthesizer", "absent"), absent)
    manager = make_user(Role.MANAGER)
    dataset = make_dataset(manager)
    address = f"/api/v1/datasets/{dataset.slug}/"

    answers = [
        client_for(manager).patch(address, {name: chosen})
        for name in ("synthesizers", "bench_synthesizers")
    ]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert answers[0].json()["details"]["synthesizers"][0].startswith(problem)
    assert answers[1].json()["details"]["bench_synthesizers"][0].startswith(problem)


def test_engine_of_the_workers_may_be_chosen(
    client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = Entry("no_such_package.Engine", extra="models", needs=("no_such_package",))
    monkeypatch.setitem(registry.ENGINES, ("synthesizer", "absent"), absent)
    monkeypatch.setattr(settings, "_current", EngineSettings(worker_extras=frozenset({"models"})))
    manager = make_user(Role.MANAGER)
    dataset = make_dataset(manager)

    answer = client_for(manager).patch(
        f"/api/v1/datasets/{dataset.slug}/", {"synthesizers": {"ara": "absent"}}
    )

    assert (answer.status_code, answer.json()["synthesizers"]) == (200, {"ara": "absent"})


def test_table_2_is_chosen_at_once_where_its_engines_are_there(
    client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = Entry(f"{Chancy.__module__}.Chancy")
    for name in ("xtts-v2", "mms-tts", "seamless-m4t-v2"):
        monkeypatch.setitem(registry.ENGINES, ("synthesizer", name), row)
    manager = make_user(Role.MANAGER)
    dataset = make_dataset(manager, languages=["eng", "ara"])

    answer = client_for(manager).post(f"/api/v1/datasets/{dataset.slug}/table-2-engines/")

    assert answer.json()["synthesizers"] == {"eng": "xtts-v2", "ara": "xtts-v2"}


def test_engines_are_listed_with_what_a_choice_needs(
    client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, Chancy)
    absent = Entry("no_such_package.Engine", extra="models", needs=("no_such_package",))
    monkeypatch.setitem(registry.ENGINES, ("synthesizer", "absent"), absent)
    rows = client_for(make_user(Role.MANAGER)).get("/api/v1/synthesizers/").json()
    by_name = {row.pop("name"): row for row in rows}

    assert by_name["chancy"] == {
        "languages": ["ara", "eng"], "clones": False, "licence": "CC-BY-4.0", "problem": "",
        "warning": "",
    }  # fmt: skip
    assert len(by_name["espeak-ng"]["languages"]) == 23
    assert by_name["absent"]["problem"].startswith("Engine 'absent' can't start here")
