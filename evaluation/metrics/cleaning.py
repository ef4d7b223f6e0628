"""Takes punctuation, symbols and formatting out of texts, and never a combining mark.

The tables fill themselves: a character is looked up in the Unicode database once.
"""

import unicodedata

import regex

APOSTROPHES = frozenset("'`´‘’‛ʹʻʼʽˈ՚׳״＇")
HALF_SPACE = "\u200c"
_INVISIBLE = frozenset({"Cf", "Cs"})
_SEPARATING = frozenset("PSZ")
_QUOTE_IN_WORD = regex.compile(r'(?<=\p{Hebrew}\p{M}*)"(?=\p{Hebrew})')
_VOICING = {"゛": "\u3099", "゜": "\u309a"}


class _Opening(dict[int, str]):
    """Removes what joins or is invisible, so that letters around it can compose."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        category = unicodedata.category(char)
        if char in APOSTROPHES or category in _INVISIBLE:
            kept = ""
        elif char in _VOICING:
            kept = _VOICING[char]
        else:
            kept = " " if _is_spacing_accent(char, category) else char
        self[code] = kept
        return kept


class _Closing(dict[int, str]):
    """Turns what separates words into spaces."""

    def __missing__(self, code: int) -> str:
        category = unicodedata.category(chr(code))
        separates = category[0] in _SEPARATING or category == "Cc"
        self[code] = kept = " " if separates else chr(code)
        return kept


_OPENING = _Opening()
_CLOSING = _Closing()


def open_text(text: str) -> str:
    """Composes (NFKC) after apostrophes and invisible characters are gone."""
    without = _QUOTE_IN_WORD.sub("", text).translate(_OPENING)
    # NFKC can bring an apostrophe forth from its full-width or presentation form.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", without).translate(_OPENING))


def close_text(text: str) -> str:
    """Turns punctuation, symbols and white space into single spaces; the result is NFC."""
    return unicodedata.normalize("NFC", " ".join(text.translate(_CLOSING).split()))


def _is_spacing_accent(char: str, category: str) -> bool:
    """An accent that stands alone, such as ¨, is a symbol; NFKC would make it a mark."""
    return category == "Sk" and unicodedata.normalize("NFKC", char).startswith(" ")
