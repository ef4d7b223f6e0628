"""Rules that every imported text obeys, wherever it comes from.

Texts are kept as given: no trimming and no Unicode normalization. HTML and bidirectional
controls are legal; the page that shows a text escapes and isolates it.
"""

import re

import regex

TEXT_LIMIT = 20_000
IDENTIFIER_LIMIT = 200

_VISIBLE = regex.compile(r"[^\s\p{Cc}\p{Cf}]")
# C0 without newline and tab, and DEL. C1 is let through: real translations hold traces of it (the
# Turkish XQuAD has U+0081), it is harmless, and a native reader can correct it.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NONCHARACTER = regex.compile(r"\p{Noncharacter_Code_Point}")
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


def text_problem(text: str) -> str | None:
    """Says why a question, answer or context can't be stored, or None if it can."""
    if len(text) > TEXT_LIMIT:
        return f"is {len(text):,} characters long; at most {TEXT_LIMIT:,} are allowed"
    if _is_plain(text):
        return None
    if not _VISIBLE.search(text):
        return "is empty"
    return _forbidden_character(text)


def identifier_problem(text: str) -> str | None:
    """Says why an external id can't be used, or None if it can."""
    if len(text) > IDENTIFIER_LIMIT:
        return f"is {len(text):,} characters long; at most {IDENTIFIER_LIMIT} are allowed"
    if _is_plain(text) and text == text.strip():
        return None
    if not _VISIBLE.search(text):
        return "is empty"
    if text != text.strip() or "\n" in text or "\t" in text:
        return "has spaces around it, a line break or a tab"
    return _forbidden_character(text)


def source_problem(text: str) -> str | None:
    """Says why a source's slug can't be used, or None if it can."""
    if _SLUG.fullmatch(text):
        return None
    return (
        "is not a source name: use up to 60 small letters a-z, digits, - and _,"
        " like trivia-single-choice"
    )


def _is_plain(text: str) -> bool:
    """Whether nothing in it needs a closer look: quicker than the patterns, and mostly true.

    All that is forbidden isn't printable, and the only printable white space is the blank.
    """
    return text.isprintable() and bool(text.strip())


def _forbidden_character(text: str) -> str | None:
    kinds = (
        (_CONTROL, "the control character"),
        (_SURROGATE, "half of a surrogate pair,"),
        (_NONCHARACTER, "the noncharacter"),
    )
    for pattern, kind in kinds:
        if found := pattern.search(text):
            code = f"U+{ord(found.group()):04X}"
            return f"holds {kind} {code} at character {found.start() + 1}"
    return None
