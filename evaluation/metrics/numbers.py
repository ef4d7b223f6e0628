"""Writes numbers alike: digits of all scripts as ASCII, whole numbers as words."""

import unicodedata
from functools import lru_cache

import regex
from num2words import CONVERTER_CLASSES, num2words

import languages

MOST_DIGITS = 15
"""A longer number is a code, not a quantity, and is read digit by digit."""

_MISSPELT = frozenset({"ara", "tur"})
"""num2words writes a Turkish number as one word and sets Arabic's "and" apart; people don't."""
_DIGIT = regex.compile(r"[^\P{Nd}0-9]")
_GROUPS_BY_COMMA = frozenset(["eng", "heb", "jpn", "kor", "cmn", "hin", "ara", "fas"])
_GROUPS_BY_SPACE = frozenset(["fra", "ces", "pol", "rus", "ukr"])
_ALONE = regex.compile(r"(?<![\p{L}\p{M}\p{N}])[0-9]+(?![\p{L}\p{M}\p{N}])")
_ANYWHERE = regex.compile(r"[0-9]+")
_COUNTERS_TOUCH = frozenset({"jpn", "kor"})


def can_spell(language: str) -> bool:
    """Whether numbers of the language become words that people write, too.

    Of the 23 not Arabic and Turkish, nor Chinese, Greek and Hindi, which num2words doesn't have;
    they keep their digits.

    Raises:
        LanguageUnknownError: the table has no such language.
    """
    return _locale(language) in CONVERTER_CLASSES and language not in _MISSPELT


def ascii_digits(text: str) -> str:
    """Turns decimal digits of every script into 0 to 9."""
    return _DIGIT.sub(lambda found: str(unicodedata.decimal(found[0], found[0])), text)


def spell_numbers(text: str, language: str) -> str:
    """Spells out whole numbers as cardinals.

    Thousands separators of the language go first. Only numbers that touch no letter are spelled;
    in Japanese and Korean, whose counters touch, all are. Decimals are read as two whole numbers.
    Years, ordinals and Korean's own numerals are read as cardinals, too, in both texts alike.

    Args:
        text: With ASCII digits.
        language: One that `can_spell` knows.
    """
    ungrouped = _grouping(language).sub("", text)
    numbers = _ANYWHERE if language in _COUNTERS_TOUCH else _ALONE
    return numbers.sub(lambda found: _spell(found[0], language), ungrouped)


@lru_cache(maxsize=64)
def _grouping(language: str) -> "regex.Pattern[str]":
    """Matches a thousands separator: one to three digits before it, groups of three after it."""
    separator = r"[.]"
    if language in _GROUPS_BY_COMMA:
        separator = "[,٬]"
    elif language in _GROUPS_BY_SPACE:
        separator = " "  # NFKC has made no-break spaces plain
    before = rf"(?<=(?<![0-9.,])[0-9]{{1,3}}(?:{separator}[0-9]{{3}})*)"
    return regex.compile(rf"{before}{separator}(?=[0-9]{{3}}(?:{separator}[0-9]{{3}})*(?![0-9]))")


@lru_cache(maxsize=4_096)
def _spell(digits: str, language: str) -> str:
    locale = _locale(language)
    if len(digits) > MOST_DIGITS or (digits[0] == "0" and len(digits) > 1):
        return " ".join(num2words(int(digit), lang=locale) for digit in digits)
    return str(num2words(int(digits), lang=locale))


def _locale(language: str) -> str:
    return languages.get(language).bcp47.split("-")[0]
