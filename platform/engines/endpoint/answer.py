"""What a server's reply says. Servers differ, and break: nothing in it is taken on trust."""

import json
from dataclasses import dataclass
from typing import Any

from engines.protocols import FailureCode, ItemFailure

_MOST_TOKENS = 2**31
"""Whoever counts more has lost count."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    text: str
    """Empty where the model says nothing."""
    input_tokens: int
    output_tokens: int
    cut: bool
    model: str


def read_answer(body: bytes, *, name: str) -> Answer | ItemFailure:
    """The first choice of a chat completion, or a failure where there is none.

    Args:
        body: as it came.
        name: of the engine, for the message.
    """
    try:
        told = json.loads(body)
    except ValueError:
        return _invalid(name, "no JSON")
    match told:
        case {"choices": [{"message": {"content": content}, **choice}, *_]}:
            return _answer(content, choice.get("finish_reason"), told, name)
        case _:
            return _invalid(name, "JSON without an answer in it")


def storable(text: str) -> str:
    """Without what JSON may carry but no database takes: zero characters, half surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _answer(content: Any, finish: Any, told: dict[str, Any], name: str) -> Answer | ItemFailure:
    text = _text(content)
    if text is None:
        return _invalid(name, "an answer that is no text")
    if finish == "content_filter":
        return _invalid(name, "nothing: its content filter withheld the answer")
    return Answer(
        text=storable(text),
        input_tokens=_tokens(told, "prompt_tokens"),
        output_tokens=_tokens(told, "completion_tokens"),
        cut=finish == "length",
        model=storable(str(told.get("model") or "")),
    )


def _text(content: Any) -> str | None:
    """Some send parts, and some nothing where the model only thought; None: it's no text."""
    match content:
        case str():
            return content
        case None:
            return ""
        case [*parts]:
            return "".join(str(p["text"]) for p in parts if isinstance(p, dict) and "text" in p)
        case _:
            return None


def _tokens(told: dict[str, Any], key: str) -> int:
    match told:
        case {"usage": {**usage}}:
            count = usage.get(key)
            return count if type(count) is int and 0 <= count < _MOST_TOKENS else 0
        case _:
            return 0


def _invalid(name: str, what: str) -> ItemFailure:
    return ItemFailure(FailureCode.OUTPUT_INVALID, f"{name} answers with {what}.")
