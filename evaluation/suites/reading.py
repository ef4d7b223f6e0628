"""What a reply says, where it is more than a text. Nothing here fails, whatever a model wrote."""

import regex

from evaluation.metrics.slots import Slot

NONE = "none"
"""How a reference or a reply says that there is nothing: no slot, no keyword."""
_PART = regex.compile(r"[;\n]")
_KEYWORD = regex.compile(r"[,;\n、،，；]")


def read_slots(text: str) -> list[Slot]:
    """Slots of ``time = now; date = tomorrow``; a colon will do, too. What is no slot is left out.

    As SpeechVerse has them written (Table 10).
    """
    parts = (_split(part) for part in _PART.split(text))
    return [Slot(label, filler) for label, filler in parts if label and filler]


def read_keywords(text: str) -> list[str]:
    """Keywords that commas of any script, semicolons or lines set apart; `NONE` has none."""
    found = (part.strip() for part in _KEYWORD.split(text))
    return [word for word in found if word and word.rstrip(".").casefold() != NONE]


def _split(part: str) -> tuple[str, str]:
    mark = "=" if "=" in part else ":"
    label, _, filler = part.partition(mark)
    return label.strip(), filler.strip()
