"""What a text is rid of before it is compared, and how a score says so."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.metadata import version

import languages
from evaluation.metrics.numbers import can_spell
from languages import Language

NORMALIZER_VERSION = 1
"""Raised with every change that can change a score."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """Which differences don't count as errors, each by name.

    Always ignored: Unicode composition and width (NFKC), punctuation, symbols, apostrophes (the
    letters around them join), white space, and invisible formatting. A combining mark goes only
    where an option says so.
    """

    language: str
    """ISO 639-3; decides how letters are lower-cased and numbers are read."""
    fold_case: bool = True
    """Unicode case folding; in Turkish I goes to dotless ı, and İ to i."""
    fold_eszett: bool = False
    """ß counts as ss, as it is written in Switzerland."""
    drop_greek_accents: bool = False
    """Tonos, breathings and the like go; the diaeresis stays, as it changes the sound."""
    drop_arabic_marks: bool = False
    """Short vowels, nunation, shadda, sukun, Quranic marks and tatweel go. Hamza stays."""
    fold_hamza: bool = False
    """Letters that carry a hamza, madda or wasla become the bare letter."""
    fold_persian_letters: bool = False
    """Arabic yeh and kaf become the Persian ones, which look alike."""
    split_half_space: bool = False
    """The zero-width non-joiner counts as a space; otherwise it counts as nothing."""
    drop_niqqud: bool = False
    """Hebrew vowel points and cantillation go."""
    simplify_han: bool = False
    """Traditional Chinese becomes simplified."""
    fold_romanian_cedilla: bool = False
    """ş and ţ of old keyboards become ș and ț."""
    ascii_digits: bool = True
    """Decimal digits of all scripts become 0 to 9."""
    spell_numbers: bool = False
    """Whole numbers that touch no letter become words."""

    def __post_init__(self) -> None:
        """Refuses what can't be done, before a long run begins.

        Raises:
            LanguageUnknownError: the table has no such language.
            ValueError: its numbers can't be spelled out.
        """
        if self.spell_numbers and not can_spell(self.language):
            name = languages.get(self.language).name
            raise ValueError(f"{name} numbers can't be spelled out; set spell_numbers to False")

    @property
    def signature(self) -> str:
        """One line that names everything a score depends on.

        Such as `lang:hin|ops:fold_case+ascii_digits|unicode:14.0.0|norm:1`.
        """
        return _signature(self)


def options_for(code: str) -> Options:
    """The rules of a language that the project's headline scores follow.

    Raises:
        LanguageUnknownError: the table has no such language.
    """
    return _options_for(languages.get(code))


def _options_for(row: Language) -> Options:
    return Options(
        language=row.code,
        drop_arabic_marks=row.script == "Arab",
        fold_persian_letters=row.code == "fas",
        split_half_space=row.code == "fas",
        drop_niqqud=row.script == "Hebr",
        simplify_han=row.script == "Hans",
        fold_romanian_cedilla=row.code == "ron",
        spell_numbers=can_spell(row.code),
    )


@lru_cache(maxsize=256)
def _signature(options: Options) -> str:
    used = [field.name for field in fields(options) if getattr(options, field.name) is True]
    parts = [f"lang:{options.language}", f"ops:{'+'.join(used) or 'none'}"]
    return "|".join([*parts, *_versions(options), f"norm:{NORMALIZER_VERSION}"])


def _versions(options: Options) -> Iterator[str]:
    if options.simplify_han:
        yield f"opencc:{version('opencc')}"
    if options.spell_numbers:
        yield f"num2words:{version('num2words')}"
    yield f"unicode:{unicodedata.unidata_version}"
