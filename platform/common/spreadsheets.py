"""Files that people open in spreadsheets, which run what looks like a formula."""

from collections.abc import Iterable

# What spreadsheets take for the start of a formula, also in full width.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: str) -> str:
    """With an apostrophe in front where a spreadsheet would run it."""
    return f"'{cell}" if cell.lstrip(" \u00a0\ufeff").startswith(_FORMULA) else cell


def harmless_row(cells: Iterable[object]) -> list[object]:
    """Every text among the cells of a row; numbers stay numbers."""
    return [harmless(cell) if isinstance(cell, str) else cell for cell in cells]
