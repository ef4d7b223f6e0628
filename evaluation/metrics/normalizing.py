"""Writes a text the one way in which it is compared."""

from evaluation.metrics.cleaning import HALF_SPACE, close_text, open_text
from evaluation.metrics.folding import fold
from evaluation.metrics.numbers import ascii_digits, spell_numbers
from evaluation.metrics.options import Options


def normalize(text: str, options: Options) -> str:
    """Returns the text as words with single spaces between them, in NFC.

    Normalizing twice changes nothing. Whisper's multilingual normalizer drops combining marks,
    and with them the vowels of Hindi; this one keeps all that no option names.
    """
    if options.split_half_space:
        text = text.replace(HALF_SPACE, " ")
    text = fold(open_text(text), options)
    if options.ascii_digits or options.spell_numbers:
        text = ascii_digits(text)
    if options.spell_numbers:
        text = fold(open_text(spell_numbers(text, options.language)), options)
    return close_text(text)


def words(text: str, options: Options) -> list[str]:
    """The normalized words; a language without spaces has few."""
    return normalize(text, options).split()


def characters(text: str, options: Options) -> list[str]:
    """The normalized code points without spaces.

    Spaces are left out so that how words are set apart, which differs between good writers of
    Korean and is no matter in Japanese and Chinese, is no error.
    """
    return list(normalize(text, options).replace(" ", ""))
