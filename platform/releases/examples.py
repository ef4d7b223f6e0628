"""Answers that the REST schema shows: those of the demo, shortened."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from drf_spectacular.utils import OpenApiExample


def example(name: str, *, media_type: str = "application/json") -> OpenApiExample:
    """One entry, where the answer is a list of them or a page."""
    title = f"The demo's {name.replace('_', ' ')}"
    return OpenApiExample(title, value=_answers()[name], response_only=True, media_type=media_type)


@cache
def _answers() -> dict[str, Any]:
    text = Path(__file__).with_name("examples.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    return read
