"""What the server names in English, the console names, too, in words that can be translated."""

import json
from collections.abc import Mapping

import pytest
from django.conf import settings

from evaluation.suites.loading import suites
from generation.crew import Group
from generation.groups import checks_of
from jobs.kinds import all_kinds
from training.recipes.families import FAMILY_NOTES

NAMES: Mapping[str, Mapping[str, str]] = {
    "job": {kind.name: kind.title for kind in all_kinds()},
    "job_means": {kind.name: kind.description for kind in all_kinds()},
    "suite": {name: suite.title for name, suite in suites().items()},
    "family": {note.name: note.title for note in FAMILY_NOTES},
    "family_means": {note.name: note.describes for note in FAMILY_NOTES},
}


@pytest.fixture(scope="module")
def words() -> Mapping[str, Mapping[str, str]]:
    file = settings.ROOT / "frontend/src/locales/console/en.json"
    server: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))["server"]
    return server


@pytest.mark.parametrize("part", NAMES)
def test_the_console_says_the_same_as_the_server(
    part: str, words: Mapping[str, Mapping[str, str]]
) -> None:
    assert words[part] == NAMES[part]


def test_every_check_has_words(words: Mapping[str, Mapping[str, str]]) -> None:
    assert set(words["check"]) == {check for group in Group for check in checks_of(group)}
