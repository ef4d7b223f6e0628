"""Files that people open in spreadsheets, which run what looks like a formula."""

# What spreadsheets take for the start of a formula, also in full width.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: str) -> str:
    """With an apostrophe in front where a spreadsheet would run it."""
    return f"'{cell}" if cell.lstrip(" \u00a0\ufeff").startswith(_FORMULA) else cell
