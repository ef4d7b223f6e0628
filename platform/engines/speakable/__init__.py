"""Text written as it is spoken: for models that read letters and nothing else.

`spoken_text` is all that others call. `markup` takes away what has no sound, `numbers` turns
digits into words, and `words` holds the words of each language.
"""

import regex

from engines.requests import is_speakable
from engines.speakable.markup import without_markup
from engines.speakable.numbers import spell_numbers
from engines.speakable.words import WORDS

VERSION = "1"
"""Part of the lineage of what is spoken; raise it when texts come out otherwise."""


def spoken_text(text: str, language: str) -> str:
    """Write a text as it is spoken.

    Markup and emoji go, numbers, units, currencies and sure abbreviations become words. Chinese
    keeps its digits, since the models that speak it read them; Greek and Hindi, for which no
    library knows number words, get digits one by one. What is doubtful (most dates, ordinals
    beyond English) is read as plain numbers.

    Args:
        text: any.
        language: ISO 639-3; one without words here keeps its digits.

    Returns:
        Text whose spaces are single. Never empty where `is_speakable(text)`; the same again when
        given to this function again.
    """
    plain = without_markup(text)
    plain = plain if is_speakable(plain) else text
    words = WORDS.get(language)
    if words is not None:
        for short, full in words.abbreviations.items():
            plain = regex.sub(
                rf"(?<![\p{{L}}\p{{N}}]){regex.escape(short)}(?!\p{{L}})", full, plain
            )
        plain = spell_numbers(plain, words)
    return " ".join(plain.split())
