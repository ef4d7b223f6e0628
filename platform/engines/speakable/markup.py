"""Taking away what a text shows but nobody speaks."""

import html
import unicodedata

import regex

_TAG = regex.compile(r"</?\p{L}[^<>]*>|<!--.*?-->", regex.DOTALL)
_LINK = regex.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_SCHEME = regex.compile(r"https?://(?:www\.)?", regex.IGNORECASE)
_MARKS = regex.compile(r"[*_`#~|\\^{}<>]+")
_JOINERS = "\u200c\u200d"
"""Persian and Hindi spell with them; between pictures they mean nothing here."""
_LOOSE_JOINER = regex.compile(rf"(?<![\p{{L}}\p{{M}}])[{_JOINERS}]+|[{_JOINERS}]+(?!\p{{L}})")
_DEGREE = "°"
_STYLES = range(0xFE00, 0xFE10)
"""Code points that say whether the character before is a picture."""


def without_markup(text: str) -> str:
    """A text without tags, Markdown, emoji and controls; entities and links become their text."""
    plain = _without_markup(text)
    # What was taken away may have stood between the halves of more
    return plain if plain == text else without_markup(plain)


def _without_markup(text: str) -> str:
    plain = _TAG.sub(" ", html.unescape(text))
    plain = _SCHEME.sub("", _LINK.sub(r"\1", plain))
    plain = _LOOSE_JOINER.sub("", _MARKS.sub(" ", plain))
    return " ".join("".join(_sound(character) for character in plain).split())


def _sound(character: str) -> str:
    """The character, or a space where it is a picture, a control or unassigned."""
    if character == _DEGREE or character in _JOINERS:
        return character
    category = unicodedata.category(character)
    silent = category in {"So", "Sk", "Cc", "Cf", "Cs", "Co", "Cn", "Me"}
    return " " if silent or ord(character) in _STYLES else character
