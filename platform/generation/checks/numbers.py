"""Numbers in running text, whatever the script of their digits and the marks inside them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import regex

_DIGIT = regex.compile(r"\p{Nd}")
_ARABIC_MARKS = str.maketrans({"\u066b": ".", "\u066c": ","})
_PLAIN_SPACE = " "
# No-break, narrow no-break and thin space, apostrophes: between digits they only group.
_GROUP_MARKS = "\u00a0\u202f\u2009'’"
# Three digits behind it: the only place where a plain space makes a difference.
_SPACED = re.compile(r"\d \d{3}")
# Without one of these nothing is grouped: quickly found, as most numbers stand alone.
_ANY_GROUP = re.compile(rf"\d[{_GROUP_MARKS}{_PLAIN_SPACE}]\d{{3}}")
_GROUPED, _SPACE_GROUPED = (
    re.compile(rf"(?<!\d)\d{{1,3}}(?:[{marks}]\d{{3}})+(?!\d)")
    for marks in (_GROUP_MARKS, _GROUP_MARKS + _PLAIN_SPACE)
)
_ANY_DIGIT, _NO_DIGIT, _MARK = re.compile(r"\d"), re.compile(r"\D"), re.compile(r"[.,]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_HAN_DIGITS = "零一二三四五六七八九"
_HAN_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_MULTIPLIED = re.compile(r"(?<![\d.,])(\d++(?:[.,]\d++)*+)\s?[十百千万萬億亿십백천만억]")
_ROMAN_WORD = re.compile(r"(?<!\w)[IVXLCDM]+(?!\w)")
_HAN_WORD = re.compile(r"[零〇一二三四五六七八九十百千两兩]+")
_ROMAN_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN_LETTERS = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
_ROMAN_END = 4000
_HAN_END = 10_000
_GROUP = 3
_PAIR = 2  # has numerals of its own before a counted thing


def lost_numbers(source: str, translation: str) -> tuple[list[str], int]:
    """Compares the numbers of two texts as multisets.

    "1,000", "1.000", "1 000" and "١٬٠٠٠" are the same number, so are "3.5" and "3,5". What is not
    there in digits may stand as a Roman numeral (XIX), in Chinese numerals (十九), or with a
    Chinese, Japanese or Korean unit (150万).

    Returns:
        The source's numbers that the translation lacks, and how many the source has.
    """
    if not _ANY_DIGIT.search(source):
        return [], 0
    before, after = _ascii_digits(source), _ascii_digits(translation)
    found = _readings(after)
    readings = [
        (sorted((wanted - numbers).elements()), wanted.total())
        for wanted in _readings(before)
        for numbers in found
    ]
    missing, total = min(readings, key=lambda reading: len(reading[0]))
    if not missing:
        return [], total
    written = _written_otherwise(after)
    return [number for number in missing if not _other_forms(number) & written], total


def _readings(text: str) -> list[Counter[str]]:
    """Both ways to take "15 000", one number or two: what loses least is what was meant."""
    ways = (True, False) if _SPACED.search(text) else (True,)
    return [read_numbers(text, spaces_group=way) for way in ways]


def read_numbers(text: str, *, spaces_group: bool) -> Counter[str]:
    """Counts the numbers of a text with ASCII digits, each in one form: "1000", "3.5"."""
    if _ANY_GROUP.search(text):
        grouped = _SPACE_GROUPED if spaces_group else _GROUPED
        text = grouped.sub(lambda found: _NO_DIGIT.sub("", found.group()), text)
    return Counter([number for token in _NUMBER.findall(text) for number in _interpret(token)])


def _ascii_digit(found: "regex.Match[str]") -> str:
    """`regex` may know digits of a newer Unicode than Python does; those stay as they are."""
    value = unicodedata.decimal(found.group(), None)
    return found.group() if value is None else str(value)


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    plain: str = _DIGIT.sub(_ascii_digit, text)
    return plain.translate(_ARABIC_MARKS)


def _interpret(token: str) -> Iterator[str]:
    if token.isdecimal():
        yield _canonical(token)
        return
    parts, marks = _MARK.split(token), _MARK.findall(token)
    if _is_grouped(parts, marks):
        yield _canonical("".join(parts))
    elif len(marks) == 1 or (_is_grouped(parts[:-1], marks[:-1]) and marks[-1] != marks[0]):
        yield _canonical("".join(parts[:-1]), parts[-1])
    else:  # a date, a list without spaces
        yield from map(_canonical, parts)


def _is_grouped(parts: list[str], marks: list[str]) -> bool:
    """Tells thousands, Indian lakhs (1,00,000) included, from all else."""
    if len(parts) == 1:
        return True
    first, *middle, last = parts
    return (
        len(set(marks)) == 1
        and 1 <= len(first) <= _GROUP
        and first.strip("0") != ""
        and len(last) == _GROUP
        and all(_GROUP - 1 <= len(part) <= _GROUP for part in middle)
    )


def _canonical(whole: str, fraction: str = "") -> str:
    whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0")
    return f"{whole}.{fraction}" if fraction else whole


def _written_otherwise(text: str) -> set[str]:
    """Collects what may stand for a number without being it, each as `_other_forms` writes it."""
    multiplied = {f"{_significant(number)}0…" for number in _MULTIPLIED.findall(text)}
    return multiplied | set(_ROMAN_WORD.findall(text)) | set(_HAN_WORD.findall(text))


def _other_forms(number: str) -> set[str]:
    # "150万" is 1,500,000 and "1.5 million": the digits that count are the same.
    forms = {f"{_significant(number)}0…"}
    if "." in number or len(number) >= len(str(_HAN_END)):
        return forms
    return forms | {roman_numeral(int(number))} | han_numerals(int(number))


def _significant(number: str) -> str:
    return _NO_DIGIT.sub("", number).strip("0")


def roman_numeral(value: int) -> str:
    """Writes 1 to 3,999 in Roman numerals; gives "" for all others, which have none."""
    if value >= _ROMAN_END:
        return ""
    written = ""
    for size, letters in zip(_ROMAN_VALUES, _ROMAN_LETTERS, strict=True):
        count, value = divmod(value, size)
        written += letters * count
    return written


def han_numerals(value: int) -> set[str]:
    """Writes 0 to 9,999 in Chinese numerals, by value (一千九百) and by digit (一九〇〇)."""
    by_digit = "".join(_HAN_DIGITS[int(digit)] for digit in str(value))
    by_value = _han_by_value(value)
    short = by_value.removeprefix("一") if by_value.startswith("一十") else by_value
    forms = {by_digit, by_digit.replace("零", "〇"), by_value, short}
    return forms | {"两", "兩"} if value == _PAIR else forms


def _han_by_value(value: int) -> str:
    written, rest = "", value
    for size, unit in _HAN_UNITS:
        digit, rest = divmod(rest, size)
        if digit:
            written += _HAN_DIGITS[digit] + unit
        elif written and rest and not written.endswith("零"):
            written += "零"
    return written + _HAN_DIGITS[rest] if rest or not written else written
