"""Makes letters alike that an option says are alike."""

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

import opencc
import regex

from evaluation.metrics.options import Options

Fold = Callable[[str], str]

_TURKISH = str.maketrans({"I": "ı", "İ": "i"})
_ROMANIAN = str.maketrans("ŞşŢţ", "ȘșȚț")
_PERSIAN = str.maketrans("يك", "یک")
_WASLA = str.maketrans("ٱ", "ا")
_HAMZA = regex.compile(r"(?<=[اويیى]\p{M}*)[\u0653-\u0655]")
_ARABIC_MARKS = regex.compile(
    r"[\u0610-\u061a\u0640\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)
_NIQQUD = regex.compile(r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
_GREEK_ACCENTS = regex.compile(
    r"(?<=\p{Greek}\p{M}*)[\u0300\u0301\u0304\u0306\u0313\u0314\u0342\u0345]"
)


def fold(text: str, options: Options) -> str:
    """Applies every folding of the options to NFKC text; the result is NFKC again."""
    for each in _folds(options):
        text = unicodedata.normalize("NFKC", each(text))
    return text


@cache
def _folds(options: Options) -> tuple[Fold, ...]:
    return (*_letter_folds(options), *_mark_folds(options))


def _letter_folds(options: Options) -> Iterator[Fold]:
    # Before case folding: it would turn an iota subscript, a mark, into a letter.
    if options.drop_greek_accents:
        yield _drop_greek_accents
    if options.fold_case:
        if options.language == "tur":
            yield _translate(_TURKISH)
        yield str.casefold if options.fold_eszett else _casefold_but_eszett
    elif options.fold_eszett:
        yield _translate(str.maketrans({"ß": "ss", "ẞ": "SS"}))


def _mark_folds(options: Options) -> Iterator[Fold]:
    if options.drop_arabic_marks:
        yield lambda text: _ARABIC_MARKS.sub("", text)
    if options.fold_hamza:
        yield _drop_hamza
    if options.fold_persian_letters:
        yield _translate(_PERSIAN)
    if options.drop_niqqud:
        yield lambda text: _NIQQUD.sub("", text)
    if options.fold_romanian_cedilla:
        yield _translate(_ROMANIAN)
    if options.simplify_han:
        yield _converter().convert


def _translate(table: dict[int, str] | dict[int, int]) -> Fold:
    return lambda text: text.translate(table)


def _casefold_but_eszett(text: str) -> str:
    return "ß".join(part.casefold() for part in text.replace("ẞ", "ß").split("ß"))


def _drop_hamza(text: str) -> str:
    return _HAMZA.sub("", unicodedata.normalize("NFD", text.translate(_WASLA)))


def _drop_greek_accents(text: str) -> str:
    return _GREEK_ACCENTS.sub("", unicodedata.normalize("NFD", text))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
