"""Checks of one translated text against its source.

They look at one field at a time; question and answer are checked each for itself.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache

import regex

from generation.checks.numbers import lost_numbers
from generation.checks.outcome import CheckOutcome, Rule
from generation.checks.subject import TextSubject
from generation.checks.writing import WRITING_CHECKS, WRITING_RULES
from languages import SOURCE, Language, get

EMPTY = Rule("empty", 1, 0.0)
UNCHANGED = Rule("unchanged", 1, 0.6)
WRONG_SCRIPT = Rule("wrong-script", 1, 0.3)
NUMBERS_LOST = Rule("numbers-lost", 1, 0.0)
LENGTH_RATIO = Rule("length-ratio", 1, 2.5)
TOO_LONG = Rule("too-long", 1, 4000.0)

TEXT_RULES = (
    EMPTY, UNCHANGED, WRONG_SCRIPT, NUMBERS_LOST, LENGTH_RATIO, TOO_LONG, *WRITING_RULES
)  # fmt: skip

# Fewer letters than these, apart from names, say nothing: "hotel" is "hotel" in many languages.
_TELLING_LETTERS = 16
# Characters that say as much as one hundred of English, by ISO 15924 script.
_DENSITY = {"Hans": 32, "Hant": 32, "Jpan": 48, "Kore": 52, "Arab": 88, "Hebr": 80}
_DENSITY_ELSEWHERE = 108
# Added to both sides, so that "Yes." against a whole short sentence is no scandal.
_LENGTH_SLACK = 12

# What is plain ASCII, as most English is, needs no tables of Unicode: several times faster.
_ASCII_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_ASCII_RUN = re.compile(r"[A-Za-z]+")
_NOTHING = re.compile(r"(?!)")
_VISIBLE = regex.compile(r"[^\s\p{Cc}\p{Cf}]")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’-]*")
_LETTER = regex.compile(r"\p{L}")
_RUN = regex.compile(r"\p{L}+")
# 古鲁 (guru): the original behind its translation.
_GLOSS = regex.compile(r"\([^()]*\)|（[^（）]*）")
# The "B)" of a multiple-choice answer and the "nm" of 760 nm stay Latin in every script.
_SIGN = re.compile(r"(?<!\w)[A-Za-z](?=[).:])|(?<=\d)\s?[A-Za-zµ]{1,3}(?![A-Za-z])")
# Letters that belong to many scripts or to none, like the prolonged sound mark ー.
_SHARED = ("Common", "Inherited")


Words = re.Pattern[str] | regex.Pattern[str]


def check_translation(
    source: str, text: str, *, language: str, source_language: str = SOURCE
) -> tuple[CheckOutcome, ...]:
    """Runs every text check, in order, over one field of a translation.

    Args:
        source: The text that was translated.
        text: Its translation.
        language: ISO 639-3 code of the translation.
        source_language: ISO 639-3 code of the source.
    """
    subject = TextSubject(source, text, get(source_language), get(language))
    return tuple([check(subject) for check in TEXT_CHECKS])


def check_empty(subject: TextSubject) -> CheckOutcome:
    """Value: 1 if nothing visible is there, else 0."""
    seen = _VISIBLE.search(subject.text) is not None
    return EMPTY.judge(0.0 if seen else 1.0, "" if seen else "The translation is empty.")


def check_unchanged(subject: TextSubject) -> CheckOutcome:
    """Value: the share of the source's plain words, by letters, that stand in the translation.

    Words with a capital are taken for names and left out, as names stay. Texts with nothing else
    ("308", "B) Mercury", "hotel") have the value 0.
    """
    plain = [word for word in _words(subject.source) if word == word.lower()]
    total = sum(map(len, plain))
    if total < _TELLING_LETTERS:
        return UNCHANGED.judge(0.0, "Too few words besides names to tell.")
    share = _kept_letters(plain, _words(_without_glosses(subject.text))) / total
    return UNCHANGED.judge(share, f"{share:.0%} of the source's words stand there unchanged.")


def _kept_letters(plain: list[str], words: list[str]) -> int:
    """Of the plain words, each as often as it stands among the others, whatever their case."""
    left = Counter([word.lower() for word in words])
    kept = 0
    for word in plain:
        if left.get(word, 0):
            left[word] -= 1
            kept += len(word)
    return kept


def check_script(subject: TextSubject) -> CheckOutcome:
    """Value: the share of letters that are of a script the language isn't written in.

    Left out are names copied from the source (words with a capital), the letters of choices,
    units behind a number, and originals in brackets behind their translation.
    """
    words = _words_of_other_scripts(subject)
    if not words:
        return WRONG_SCRIPT.judge(0.0, "All letters are of its script.")
    letters = sum(map(len, _runs(_without_glosses(subject.text))))
    share = sum(map(len, words)) / letters
    detail = f"{share:.0%} of the letters are not {subject.language.name}: {', '.join(words)[:80]}"
    return WRONG_SCRIPT.judge(share, detail)


def _words_of_other_scripts(subject: TextSubject) -> list[str]:
    foreign = _foreign_words(subject.language.unicode_scripts, ascii_only=subject.text.isascii())
    # Most texts have none at all, and need no closer look.
    if not foreign.search(subject.text):
        return []
    words = foreign.findall(_SIGN.sub(" ", _without_glosses(subject.text)))
    if all(word == word.lower() for word in words):
        return words
    said = {run.casefold() for run in _runs(subject.source)}
    return [word for word in words if word == word.lower() or word.casefold() not in said]


@cache
def _foreign_words(scripts: tuple[str, ...], *, ascii_only: bool) -> Words:
    if ascii_only:
        return _NOTHING if "Latin" in scripts else _ASCII_RUN
    own = "".join(rf"\p{{Script={name}}}" for name in (*scripts, *_SHARED))
    return regex.compile(rf"[\p{{L}}--[{own}]]+", regex.VERSION1)


def _words(text: str) -> list[str]:
    return (_ASCII_WORD if text.isascii() else _WORD).findall(text)


def _runs(text: str) -> list[str]:
    return (_ASCII_RUN if text.isascii() else _RUN).findall(text)


def _without_glosses(text: str) -> str:
    if "(" not in text and "（" not in text:
        return text
    outside: str = _GLOSS.sub(" ", text)
    return outside if _LETTER.search(outside) else text


def check_numbers(subject: TextSubject) -> CheckOutcome:
    """Value: the share of the source's numbers that the translation lacks."""
    lost, total = lost_numbers(subject.source, subject.text)
    share = len(lost) / total if total else 0.0
    return NUMBERS_LOST.judge(share, f"Lost: {', '.join(lost)[:200]}" if lost else "")


def check_length(subject: TextSubject) -> CheckOutcome:
    """Value: how many times longer or shorter than usual for the two languages; 1 is usual."""
    usual = len(subject.source) * _density(subject.language) / _density(subject.source_language)
    ratio = (len(subject.text) + _LENGTH_SLACK) / (usual + _LENGTH_SLACK)
    word = "longer" if ratio > 1 else "shorter"
    factor = max(ratio, 1 / ratio)
    return LENGTH_RATIO.judge(factor, f"{factor:.1f} times {word} than usual.")


def _density(language: Language) -> int:
    if language.code == SOURCE:
        return 100
    return _DENSITY.get(language.script, _DENSITY_ELSEWHERE)


def check_too_long(subject: TextSubject) -> CheckOutcome:
    """Value: characters."""
    size = len(subject.text)
    return TOO_LONG.judge(float(size), f"{size:,} characters.")


TEXT_CHECKS: tuple[Callable[[TextSubject], CheckOutcome], ...] = (
    check_empty,
    check_unchanged,
    check_script,
    check_numbers,
    check_length,
    check_too_long,
    *WRITING_CHECKS,
)
