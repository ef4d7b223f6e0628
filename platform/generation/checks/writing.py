"""Checks of how a translation is written: end, repetitions, brackets, invisible marks, names."""

import re
import unicodedata
from operator import eq

from generation.checks.outcome import CheckOutcome, Rule
from generation.checks.subject import TextSubject

END_MARK = Rule("end-mark", 1, 0.5)
REPEATED = Rule("repeated-words", 1, 2.0)
BRACKETS = Rule("brackets", 1, 0.0)
INVISIBLE = Rule("invisible-marks", 1, 0.0)
NAMES_LOST = Rule("names-lost", 1, 0.99)
WRITING_RULES = (END_MARK, REPEATED, BRACKETS, INVISIBLE, NAMES_LOST)

# What may stand behind the mark that ends a sentence.
_BEHIND_END = " \t\n\"'”’»›」』)）]】\u200b\u200e\u200f\u202c\u2069"
_QUESTION_MARKS = "?？؟;\u037e"
_MOST_WORDS = 4
"""Longer phrases that come twice are usually meant."""
# Of 2 to 12 letters, three times and more; where no spaces stand between words.
_REPEATED_RUN = re.compile(r"([^\W\d_]{2,12}?)\1{2,}")
_ANY_BRACKET = re.compile(r"[()\[\]{}（）【】《》「」『』]")
_PAIRS = (("(（", ")）"), ("[【", "]】"), ("{", "}"), ("《", "》"), ("「", "」"), ("『", "』"))
# Joiners (U+200C, U+200D) and the marks of direction belong into some scripts, these into none.
_NEVER = re.compile("[\u00ad\u200b\u2060\ufeff\ufffd]")
_DIRECTING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EMBEDDING, _EMBEDDED = re.compile("[\u202a\u202b\u202d\u202e]"), "\u202c"
_ISOLATING, _ISOLATED = re.compile("[\u2066-\u2068]"), "\u2069"
# Within a sentence, where English begins a word with a capital for a name alone.
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_TELLING_NAMES = 3
_KEPT_LETTERS = 3
"""Endings change, and so does the spelling: Moscow is Moscou, Plato Platon."""


def check_end_mark(subject: TextSubject) -> CheckOutcome:
    """Value: 1 for a question that ends without any mark, 0.5 for other ends that were lost."""
    before = subject.source.rstrip(_BEHIND_END)[-1:]
    after = subject.text.rstrip(_BEHIND_END)[-1:]
    if not before or not after or before not in subject.source_language.sentence_end:
        return END_MARK.judge(0.0, "")
    asks = before in _QUESTION_MARKS
    ended = after in subject.language.sentence_end or after in _QUESTION_MARKS
    if ended and not (asks and after not in _QUESTION_MARKS):
        return END_MARK.judge(0.0, "")
    value = 1.0 if asks and not ended else 0.5
    return END_MARK.judge(value, f"The source ends with {before}, the translation with {after}")


def check_repeated(subject: TextSubject) -> CheckOutcome:
    """Value: how often in a row the same words stand, beyond what the source does; 1 is usual."""
    spaced = subject.language.error_unit == "WER"
    phrase, times = _longest_row(subject.text) if spaced else _longest_run(subject.text)
    if times == 1:
        return REPEATED.judge(1.0, "")
    _, usual = _longest_row(subject.source)
    value = float(max(1, times - usual + 1))
    return REPEATED.judge(value, f"{times} times in a row: {phrase[:80]}")


def _longest_row(text: str) -> tuple[str, int]:
    """The words that stand most often in a row, and how often; 1 where none does twice."""
    words = text.lower().split()
    if len(set(words)) == len(words):  # so are many texts
        return "", 1
    rows = [
        _row(words, size, at)
        for size in range(1, _MOST_WORDS + 1)
        if any(map(eq, words, words[size:]))
        for at in range(len(words) - size)
        if words[at] == words[at + size]
    ]
    return max(rows, key=lambda row: row[1], default=("", 1))


def _row(words: list[str], size: int, at: int) -> tuple[str, int]:
    phrase = words[at : at + size]
    times = 1
    while words[at + size * times : at + size * (times + 1)] == phrase:
        times += 1
    # Numbers may repeat, and what the end of the text cuts off is no phrase.
    spoken = len(phrase) == size and any(map(str.isalpha, "".join(phrase)))
    return (" ".join(phrase), times) if spoken else ("", 1)


def _longest_run(text: str) -> tuple[str, int]:
    runs = [(found[1], len(found[0]) // len(found[1])) for found in _REPEATED_RUN.finditer(text)]
    return max(runs, key=lambda run: run[1], default=("", 1))


def check_brackets(subject: TextSubject) -> CheckOutcome:
    """Value: how many brackets lack their other half, beyond those of the source."""
    lone = _lone_brackets(subject.text)
    value = max(0, lone - _lone_brackets(subject.source)) if lone else 0
    return BRACKETS.judge(float(value), f"{value} brackets lack their other half." if value else "")


def _lone_brackets(text: str) -> int:
    if not _ANY_BRACKET.search(text):
        return 0
    return sum(abs(_count(text, opening) - _count(text, closing)) for opening, closing in _PAIRS)


def _count(text: str, characters: str) -> int:
    return sum(map(text.count, characters))


def check_invisible(subject: TextSubject) -> CheckOutcome:
    """Value: how many characters nobody sees that belong into no text, or direct without end."""
    text = subject.text
    found = [] if text.isascii() else _NEVER.findall(text)
    open_ends = 0
    if not text.isascii() and _DIRECTING.search(text):
        open_ends = abs(len(_EMBEDDING.findall(text)) - text.count(_EMBEDDED))
        open_ends += abs(len(_ISOLATING.findall(text)) - text.count(_ISOLATED))
    names = ", ".join(sorted({f"U+{ord(character):04X}" for character in found}))
    detail = f"{names or 'Marks of direction'} in the text." if found or open_ends else ""
    return INVISIBLE.judge(float(len(found) + open_ends), detail)


def check_names(subject: TextSubject) -> CheckOutcome:
    """Value: the share of the source's names that the translation lacks.

    Only between languages of Latin script, and where the source has several: one name alone is
    often translated (Germany, Deutschland). A name counts as kept by its first letters.
    """
    names = set(_NAME.findall(subject.source)) if subject.language.script == "Latn" else ()
    if len(names) < _TELLING_NAMES:
        return NAMES_LOST.judge(0.0, "Too few names to tell.")
    kept = {word[:_KEPT_LETTERS] for word in re.findall(r"\w+", _plain(subject.text))}
    lost = sorted(name for name in names if _plain(name)[:_KEPT_LETTERS] not in kept)
    share = len(lost) / len(names)
    return NAMES_LOST.judge(share, f"Lost: {', '.join(lost)[:200]}" if lost else "")


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join([letter for letter in letters if not unicodedata.combining(letter)])


WRITING_CHECKS = (check_end_mark, check_repeated, check_brackets, check_invisible, check_names)
