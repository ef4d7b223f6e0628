"""Digits, and what stands around them, as words."""

import unicodedata

import regex
from num2words import num2words

from engines.speakable.words import Words

_DIGITS = r"\d[\d.,'\u00a0\u202f\u066b\u066c]*\d|\d"
_NUMBER = regex.compile(
    rf"(?<before>[$€£%])?\s?(?<![\d\p{{L}}])(?<minus>[-−])?(?<number>{_DIGITS})"
    r"(?:(?<ordinal>st|nd|rd|th)(?!\p{L})|\s?(?<after>%|°C|°|[$€£]|km|kg|км|кг)(?!\p{L}))?"
)
_DATE = regex.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_TIME = regex.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?!\d)")
_ANY = regex.compile(_DIGITS)
_LONGEST = 15
"""Digits; longer ones are no quantity to anybody and are read one by one."""
_YEARS = range(1100, 2000)
_PLUS = regex.compile(r"(?<=\d)\s*\+\s*(?=\d)")
_LOOSE = regex.compile(r"(?<=\p{L}) +(?=[.,;:!?…)])")
_AND = regex.compile(r"(?<=\s)&(?=\s)")


def spell_numbers(text: str, words: Words) -> str:
    """A text with digits of any script and the signs beside them as words."""
    plain = "".join(_ascii(character) for character in text)
    plain = _AND.sub(words.conjunction, plain) if words.conjunction else plain
    if words.keeps_digits:
        return plain
    plain = _TIME.sub(r"\1 \2", _DATE.sub(r"\1 \2 \3", plain))
    plain = _PLUS.sub(f" {words.plus} ", plain)
    plain = _NUMBER.sub(lambda match: _apart(_spell(match, words), words), plain)
    # What is left stands within words: B2, MP3
    plain = _ANY.sub(lambda match: _apart(_read(match[0], words), words), plain)
    return _LOOSE.sub("", plain)


def _apart(said: str, words: Words) -> str:
    return f" {said} " if words.spaced else said.replace(" ", "")


def _ascii(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


def _spell(match: "regex.Match[str]", words: Words) -> str:
    number = match["number"]
    if match["ordinal"] and words.num2words == "en" and number.isdecimal():
        ordinal: str = num2words(int(number), to="ordinal")
        return ordinal
    sign = match["after"] or match["before"]
    to = "year" if words.says_years and not sign and _is_year(number) else "cardinal"
    parts = [words.minus if match["minus"] else "", _read(number, words, to)]
    if sign:
        first = words.percent_first and sign == "%"
        parts.insert(0 if first else len(parts), words.sign(sign, number))
    return " ".join(part for part in parts if part)


def _is_year(number: str) -> bool:
    """Whether it is read in two halves: nineteen eighty-four, as counted things may be, too."""
    return number.isdecimal() and int(number) in _YEARS


def _read(number: str, words: Words, to: str = "cardinal") -> str:
    """Digits with marks among them: a decimal number, a whole one, or several."""
    whole, fraction = _split(number, words.decimal_mark)
    if whole is None:
        return " ".join(_cardinal(part, words) for part in regex.findall(r"\d+", number))
    said = _cardinal(whole, words, to)
    if not fraction:
        return said
    return f"{said} {words.point} {' '.join(_cardinal(digit, words) for digit in fraction)}"


def _split(number: str, mark: str) -> tuple[str | None, str]:
    """Whole digits and decimals; (None, "") where it is no single number."""
    plain = regex.sub(r"['\u00a0\u202f\u066c]", "", number).replace("\u066b", mark)
    other = "," if mark == "." else "."
    if regex.fullmatch(rf"\d{{1,3}}(\{other}\d{{3}})+(\{mark}\d+)?", plain):
        plain = plain.replace(other, "")
    whole, *rest = regex.split(r"[.,]", plain)
    if len(rest) > 1:
        return None, ""
    return whole, rest[0] if rest else ""


def _cardinal(digits: str, words: Words, to: str = "cardinal") -> str:
    if words.digits:
        return " ".join(words.digits[int(digit)] for digit in digits)
    if len(digits) > _LONGEST or (digits[0] == "0" and len(digits) > 1):
        return " ".join(_word(int(digit), words) for digit in digits)
    return _word(int(digits), words, to)


def _word(value: int, words: Words, to: str = "cardinal") -> str:
    try:
        spelt: str = num2words(value, lang=words.num2words, to=to)
    except (ArithmeticError, LookupError, NotImplementedError, ValueError):
        # Beyond what the library counts to in this language
        return " ".join(num2words(int(digit), lang=words.num2words) for digit in str(value))
    return spelt.replace(",", "") if words.num2words == "en" else spelt
