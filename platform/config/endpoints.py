"""Endpoints that a deployment names in one setting, read with errors for people."""

import json
from dataclasses import MISSING, fields
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from engines.endpoint.choosing import MANNERS
from engines.settings import Endpoint
from languages import LANGUAGES

_FIELDS = {field.name: field for field in fields(Endpoint)}
_NEEDED = {name for name, field in _FIELDS.items() if field.default is MISSING}
_LONGEST_NAME = 40
_KINDS: dict[str, tuple[type, ...]] = {
    "hears": (bool,),
    "languages": (list,),
    "requests_per_minute": (int, float),
    "input_price": (int, float),
    "output_price": (int, float),
}


def read_endpoints(text: str) -> dict[str, Endpoint]:
    """Endpoints by name, of JSON such as ``{"vllm": {"url": "http://…/v1", "model": "…"}}``.

    Raises:
        ImproperlyConfigured: says which endpoint and which of its fields can't be read.
    """
    if not text.strip():
        return {}
    try:
        given = json.loads(text)
    except json.JSONDecodeError as problem:
        raise ImproperlyConfigured(f"ENGINE_ENDPOINTS is no JSON: {problem}.") from problem
    if not isinstance(given, dict):
        raise ImproperlyConfigured("ENGINE_ENDPOINTS must be an object: endpoints by their names.")
    return {name: _endpoint(name, values) for name, values in given.items()}


def _endpoint(name: str, values: Any) -> Endpoint:
    problem = _problem(name, values)
    if problem:
        raise ImproperlyConfigured(f"ENGINE_ENDPOINTS, endpoint {name!r}: {problem}")
    known = tuple(values.get("languages", ()))
    return Endpoint(**{**values, "languages": known})


def _problem(name: str, values: Any) -> str:
    """What is wrong with one endpoint, or nothing."""
    if not name or ":" in name or len(name) > _LONGEST_NAME:
        return f"a name has 1 to {_LONGEST_NAME} characters and no colon."
    if not isinstance(values, dict):
        return "expected an object with url and model."
    if strange := sorted(values.keys() - _FIELDS.keys()):
        return f"unknown field {strange[0]!r}. Known: {', '.join(_FIELDS)}."
    if missing := sorted(_NEEDED - values.keys()):
        return f"{missing[0]!r} is missing."
    for field, value in values.items():
        kinds = _KINDS.get(field, (str,))
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            return f"{field!r} can't be {value!r}."
    return _wrong_value(values)


def _wrong_value(values: dict[str, Any]) -> str:
    if urlsplit(values["url"]).scheme not in {"http", "https"}:
        return f"{values['url']!r} is no address; expected http(s)://…/v1."
    if unknown := [code for code in values.get("languages", []) if code not in LANGUAGES]:
        return f"language {unknown[0]!r} is none of ours; they are ISO 639-3 codes such as 'deu'."
    if (manner := values.get("choices", "")) and manner not in MANNERS:
        return f"choices can't be {manner!r}; servers are told by {', '.join(MANNERS)}."
    if values.get("requests_per_minute", 1) <= 0:
        return "requests_per_minute must be above 0."
    if min(values.get("input_price", 0), values.get("output_price", 0)) < 0:
        return "a price can't be below 0."
    return ""
