"""Whatever a history shows has words that a person reads, in every language of the console."""

import json
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from catalog.history import registered
from catalog.history_values import Names, Sort, choices_of, sort_of, tell
from catalog.models import Dataset
from corpus.models import ImportRun
from evaluation.runs.models import Comparison
from jobs.models import Job
from training.runs.models import TrainingRun

LANGUAGES = ["en", "ar", "hi"]
LOCALES = Path(__file__).parents[2] / "frontend/src/locales/console"
SHOWN = [(audited.name, field) for audited in registered().values() for field in audited.fields]


def words_of(language: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((LOCALES / f"{language}.json").read_text())["history"]
    return told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_that_is_shown_has_a_name(language: str) -> None:
    named = words_of(language)["fields"]
    assert [(of, field.name) for of, field in SHOWN if not named.get(field.name)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_a_choice_has_a_name(language: str) -> None:
    named = words_of(language)["values"]
    choices = [(of, field.name, one) for of, field in SHOWN for one in choices_of(field)]
    assert [one for one in choices if not name_of(named, *one)] == []


def name_of(named: dict[str, Any], of: str, field: str, value: str) -> str | None:
    """As the pages look it up: by what it is a value of, or else by the field alone."""
    closest = named.get(of, {}).get(field) or named.get(field, {})
    name: str | None = closest.get(value)
    return name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_is_kept_of_what_is_not_shown(language: str) -> None:
    told = words_of(language)
    assert set(told["fields"]) == {field.name for _, field in SHOWN}
    choices = [(of, field.name) for of, field in SHOWN if choices_of(field)]
    things = {of for of, _ in choices} & set(told["values"])
    own = {(of, field) for of in things for field in told["values"][of]}
    assert own <= set(choices)
    assert set(told["values"]) - things == {field for of, field in {*choices} - own}


def test_what_is_told_of_something_made_is_shown() -> None:
    told = {(audited.name, one) for audited in registered().values() for one in audited.told}
    assert told - {(of, field.name) for of, field in SHOWN} == set()


def test_no_secret_is_among_the_events() -> None:
    kept = {
        field.name
        for audited in registered().values()
        for field in audited.events._meta.concrete_fields  # noqa: SLF001 - Django's own
    }
    assert kept & {"digest", "password", "secret", "token"} == set()


@pytest.mark.parametrize(
    ("model", "name", "value", "sort", "told"),
    [
        (User, "is_active", False, Sort.YES_NO, "false"),
        (User, "role", "admin", Sort.WORDS, "admin"),
        (Dataset, "languages", ["eng", "ara"], Sort.LANGUAGES, "eng, ara"),
        (Dataset, "voice_share_cap", 0.25, Sort.NUMBER, "0.25"),
        (Dataset, "synthesizers", {"ara": "xtts"}, Sort.TEXT, "ara: xtts"),
        (Dataset, "description", "x" * 301, Sort.TEXT, "x" * 300 + "…"),
        (Dataset, "splits_drawn_at", None, Sort.DATE, ""),
        (Job, "parameters", {"a": {"b": [1, None]}}, Sort.TEXT, "a: b: 1, –"),
        (TrainingRun, "priority", -1, Sort.NUMBER, "-1"),
        (ImportRun, "format", "voice-assistant", Sort.WORDS, "voice-assistant"),
        (Comparison, "protocol", "both", Sort.WORDS, "both"),
    ],
)
def test_values_say_how_they_are_read(
    model: type[Any], name: str, value: object, sort: Sort, told: str
) -> None:
    field = model._meta.get_field(name)  # noqa: SLF001 - Django's own
    assert (sort_of(field), tell(field, value, Names([], []))) == (sort, told)
