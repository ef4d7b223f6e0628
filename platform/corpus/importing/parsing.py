"""The edge where JSON becomes typed: stricter than `json.loads`, and never a surprise."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Never, TypeAlias

from corpus.importing.errors import BadFieldError
from corpus.importing.validate import identifier_problem, text_problem

JsonValue: TypeAlias = (
    bool | int | float | str | Sequence["JsonValue"] | Mapping[str, "JsonValue"] | None
)

_KINDS = {bool: "true or false", int: "a number", float: "a number", list: "a list"}


class JsonObject(dict[str, JsonValue]):
    """An object that remembers a key given twice, so that its reader can refuse it."""

    repeated: str | None = None


def parse_json(text: str) -> JsonValue:
    """Parses one JSON value; raises ValueError for all that is not JSON, NaN included."""
    try:
        value: JsonValue = _DECODER.decode(text)
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    return value


def as_object(value: JsonValue, field: str) -> JsonObject:
    """Returns the value if it is an object whose keys are all different."""
    if not isinstance(value, JsonObject):
        raise BadFieldError(field, f"is {_kind(value)} where an object {{…}} belongs")
    if value.repeated is not None:
        raise BadFieldError(value.repeated, "is given twice")
    return value


def as_list(value: JsonValue, field: str) -> list[JsonValue]:
    if not isinstance(value, list):
        raise BadFieldError(field, f"is {_kind(value)} where a list belongs")
    return value


def take_text(row: JsonObject, field: str) -> str:
    """Returns a field that must hold a good text."""
    text = take_string(row, field)
    if problem := text_problem(text):
        raise BadFieldError(field, problem, text)
    return text


def take_optional_text(row: JsonObject, field: str) -> str:
    """Returns a field that may be missing, null or empty, but not a bad text."""
    return take_text(row, field) if row.get(field) not in (None, "") else ""


def take_identifier(row: JsonObject) -> str:
    """Returns the row's id; whole numbers are ids too."""
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    text = _string(value, "id")
    if problem := identifier_problem(text):
        raise BadFieldError("id", problem, text)
    return text


def take_string(row: JsonObject, field: str) -> str:
    return _string(row.get(field), field)


def _string(value: JsonValue, field: str) -> str:
    if value is None:
        raise BadFieldError(field, "is missing")
    if not isinstance(value, str):
        raise BadFieldError(field, f"is {_kind(value)} where text belongs", value)
    return value


def _kind(value: JsonValue) -> str:
    if value is None:
        return "missing"
    return "text" if isinstance(value, str) else _KINDS.get(type(value), "an object")


def _make_object(pairs: list[tuple[str, JsonValue]]) -> JsonObject:
    made = JsonObject(pairs)
    if len(made) != len(pairs):
        made.repeated = Counter(name for name, _ in pairs).most_common(1)[0][0]
    return made


def _refuse_constant(name: str) -> Never:
    raise ValueError(f"holds {name}, which JSON does not have")


_DECODER = json.JSONDecoder(object_pairs_hook=_make_object, parse_constant=_refuse_constant)
