"""Text into sentences and back, for models that lose sentences of long inputs. Pure.

Own rules over the language table: the packages that do this (pysbd and its like) lack up to nine of
our languages, or bring a model of their own. Where the rules doubt, they leave two sentences
together.
"""

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

import regex

from languages import get

_CLOSERS = "\"'”’»)\\]）」』】》"
_NEEDS_NO_SPACE = "。！？।॥؟"
_CLAUSE_END = regex.compile(r"[;:,—、，；：،؛](?=\s)\s*|[、，；：]")
_WORD_BEFORE = regex.compile(r"[\p{L}\p{M}\p{N}.]+$")
_WORD_AFTER = regex.compile(r"[\p{L}\p{M}]+")
_LETTERS_AND_DOTS = regex.compile(r"(?:\p{L}\.)*\p{L}")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A name or a number follows these, never a new sentence.
_TITLES = _words("""
    mr mrs ms dr prof rev hon gov sen rep pres gen col lt sgt capt st mt ft vs cf approx e.g i.e
    hr fr bzw ca d.h mme mlle sra srta dra sig dott mgr ing проф ул им см
""")
# These may end a sentence, but seldom do.
_ABBREVIATIONS = _words("""
    etc inc ltd co corp al jr sr bros dept est usw u.a ecc atd т.д т.п
""")
_BEFORE_NUMBERS = _words("no nr fig p pp vol art sec ch str núm pág č")
_ORDINAL_DOT = frozenset({"ces", "deu", "pol", "tur"})
"""Languages that write 3rd as "3."."""
_STARTERS = _words("""
    A An At As After All And Are But By Can Did Do Does For From Had Has Have He Her His How I If
    In Is It Its Many No Of On One Our She Some That The Their There These They This Those To Was We
    Were What When Where Which Who Whom Whose Why Will With You Your
""")
"""English words that begin a sentence even after an abbreviation."""


def split(text: str, language: str) -> list[str]:
    """Sentences in order, without the spaces around them; none for an empty text.

    Args:
        text: running text, of one paragraph.
        language: ISO 639-3.
    """
    parts: list[str] = []
    begin = 0
    for mark in _boundary(get(language).sentence_end).finditer(text):
        if _ends(text, begin, mark.start("end"), mark.end(), language):
            parts.append(text[begin : mark.end()])
            begin = mark.end()
    parts.append(text[begin:])
    return [part.strip() for part in parts if part.strip()]


def join(sentences: Sequence[str], language: str) -> str:
    """Sentences as running text, with the space that the language puts between them."""
    gap = get(language).sentence_gap
    text = ""
    for sentence in sentences:
        # Without a mark at its end, the next one would read as part of it.
        closed = gap or not text or unicodedata.category(text[-1]).startswith("P")
        text += ((gap if closed else " ") if text else "") + sentence
    return text


def cut_to_fit(sentence: str, fits: Callable[[str], bool]) -> list[str]:
    """A sentence in as few parts as needed, cut between clauses, else between words."""
    if len(sentence) < 2 or fits(sentence):  # noqa: PLR2004 - one character can't be cut
        return [sentence]
    place = _cut_place(sentence)
    halves = (sentence[:place].strip(), sentence[place:].strip())
    return [part for half in halves if half for part in cut_to_fit(half, fits)]


@cache
def _boundary(marks: str) -> "regex.Pattern[str]":
    """A run of marks, what closes quotes and brackets, and the space behind."""
    inner = "".join(regex.escape(mark) for mark in marks)
    bare = "".join(mark for mark in marks if mark in _NEEDS_NO_SPACE)
    no_space = rf"|(?<=[{bare}][{_CLOSERS}]*)(?=\S)" if bare else ""
    return regex.compile(rf"(?P<end>[{inner}]+[{_CLOSERS}]*)(?:\s+{no_space})")


def _ends(text: str, begin: int, mark: int, after: int, language: str) -> bool:
    """Whether the marks at `mark` end the sentence that began at `begin`."""
    following = text[after : after + 1]
    if following.islower():
        return False
    if text[mark] != "." or text[mark : mark + 2] == "..":
        return True
    found = _WORD_BEFORE.search(text, begin, mark)
    word = found.group() if found else ""
    if not word:
        return True
    if word.isdecimal():
        starts_a_list = not text[begin : mark - len(word)].strip()
        is_ordinal = language in _ORDINAL_DOT and len(word) <= 2  # noqa: PLR2004 - days, centuries
        return not (starts_a_list or is_ordinal)
    return _is_no_abbreviation(word, text, after, language)


def _is_no_abbreviation(word: str, text: str, after: int, language: str) -> bool:
    plain = word.lower()
    if plain in _TITLES:
        return False
    if plain in _BEFORE_NUMBERS:
        return not text[after : after + 1].isdecimal()
    if plain in _ABBREVIATIONS or _is_initials(word):
        following = _WORD_AFTER.match(text, after)
        return language == "eng" and following is not None and following.group() in _STARTERS
    return True


def _is_initials(word: str) -> bool:
    """Whether it is like W in George W. Bush, or U.S: only scripts with capitals write so."""
    return _LETTERS_AND_DOTS.fullmatch(word) is not None and word.upper() != word.lower()


def _cut_place(sentence: str) -> int:
    middle = len(sentence) // 2
    clauses = [mark.end() for mark in _CLAUSE_END.finditer(sentence)]
    central = [place for place in clauses if len(sentence) <= 4 * place <= 3 * len(sentence)]
    spaces = [place for place, character in enumerate(sentence) if character.isspace() and place]
    places = central or spaces or [middle]
    return min(places, key=lambda place: abs(place - middle))
