"""Prints what the pages need to know of each language: `make schema` writes it beside them."""

import json

from languages import LANGUAGES

FIELDS = ("bcp47", "name", "endonym", "script", "direction")

rows = [{field: getattr(row, field) for field in FIELDS} for row in LANGUAGES.values()]
print(json.dumps(rows, ensure_ascii=False, indent=2))  # noqa: T201 - its output is the file
