"""Labels that a server is held to, as its settings say it is told."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from engines.errors import ChoicesUnsupportedError
from engines.protocols import Completion, FailureCode, ItemFailure, Sampling
from tests.endpoints.asking import chat_server, conversation, said
from tests.endpoints.server import Say

HELD = Sampling(choices=("sad", "happy", "sad"))


@pytest.mark.parametrize(
    ("manner", "field", "told"),
    [
        ("structured_outputs", "structured_outputs", {"choice": ["sad", "happy"]}),
        ("guided_choice", "guided_choice", ["sad", "happy"]),
    ],
)
def test_server_is_told_the_labels_in_its_own_words(manner: str, field: str, told: object) -> None:
    with chat_server(lambda _: Say("happy"), choices=manner) as (server, chat):
        assert said(chat.complete([conversation("How?")], HELD)) == ["happy"]

    assert server.asked[0].body[field] == told
    assert chat.name == "endpoint:local"


def test_label_is_taken_out_of_the_json_that_a_schema_asks_for() -> None:
    with chat_server(lambda _: Say('{"label": "sad"}'), choices="response_format") as (
        server,
        chat,
    ):
        assert said(chat.complete([conversation("How?")], HELD)) == ["sad"]

    schema = server.asked[0].body["response_format"]["json_schema"]["schema"]
    assert schema["properties"]["label"]["enum"] == ["sad", "happy"]


def test_server_without_words_for_it_says_so_and_is_not_asked() -> None:
    with chat_server(lambda _: Say("happy")) as (server, chat):
        with pytest.raises(ChoicesUnsupportedError, match=r"set `choices` in ENGINE_ENDPOINTS to"):
            chat.complete([conversation("How?")], HELD)
        assert said(chat.complete([conversation("How?")], Sampling())) == ["happy"]

    assert len(server.asked) == 1
    assert "choices" not in chat_parameters()


def chat_parameters() -> dict[str, object]:
    with chat_server(lambda _: Say("x")) as (_, chat):
        return dict(chat.parameters)


def test_server_that_passes_over_the_labels_has_failed() -> None:
    with chat_server(lambda _: Say("Well, sad."), choices="guided_choice") as (_, chat):
        [result] = chat.complete([conversation("How?")], HELD)
        assert chat.parameters["choices"] == "guided_choice"

    assert not isinstance(result, Completion)
    assert isinstance(result, ItemFailure)
    assert result.code == FailureCode.OUTPUT_INVALID
    assert "none of the labels" in result.message


FILLED = Sampling(slots=("date", "place"))


@pytest.mark.parametrize(
    ("manner", "find"),
    [
        ("structured_outputs", lambda body: body["structured_outputs"]["regex"]),
        ("guided_choice", lambda body: body["guided_regex"]),
    ],
)
def test_server_is_told_slots_as_a_pattern(manner: str, find: Callable[[Any], str]) -> None:
    text = "date = to day; place = Rome; date = 3 = x"
    with chat_server(lambda _: Say(text), choices=manner) as (server, chat):
        assert said(chat.complete([conversation("Where?")], FILLED)) == [text]

    pattern = find(server.asked[0].body)
    assert re.fullmatch(pattern, text)
    assert re.fullmatch(pattern, "none")
    assert not re.fullmatch(pattern, "time = now")
    assert not re.fullmatch(pattern, "date = ")


@pytest.mark.parametrize(
    ("text", "finish", "good"),
    [
        ("none", "stop", True),
        ("time = now", "stop", False),
        ("date = now; pla", "stop", False),
        ("date = now; pla", "length", True),
        ("time = now; pla", "length", False),
    ],
)
def test_slots_that_come_back_are_looked_at(text: str, finish: str, *, good: bool) -> None:
    """A reply that was cut may end anywhere."""
    with chat_server(lambda _: Say(text, finish=finish), choices="guided_choice") as (_, chat):
        [result] = chat.complete([conversation("Where?")], FILLED)

    assert isinstance(result, Completion) == good


def test_server_that_takes_schemas_alone_is_not_asked_for_slots() -> None:
    with (
        chat_server(lambda _: Say("none"), choices="response_format") as (server, chat),
        pytest.raises(ChoicesUnsupportedError, match="one of: structured_outputs, guided_choice"),
    ):
        chat.complete([conversation("Where?")], FILLED)

    assert not server.asked
