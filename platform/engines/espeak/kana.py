"""Japanese as it is pronounced, in kana: espeak-ng can't read kanji."""

import unicodedata
from functools import cache
from importlib.metadata import version

import fugashi

# Parts of speech that are spoken in one breath with the word before them.
_ATTACHED = frozenset({"助詞", "助動詞", "接尾辞", "補助記号"})
_PREFIX = "接頭辞"


def dictionary() -> str:
    """Name and version of the dictionary that decides the readings."""
    return f"unidic-lite {version('unidic-lite')}"


def to_kana(text: str) -> str:
    """Replace every word by its pronunciation in katakana, with a space between phrases.

    Particles are written as they sound (は as ワ, へ as エ, を as オ) and long vowels with ー.
    Digits, Latin letters, punctuation and words without a reading stay, in NFKC.
    """
    phrases: list[str] = []
    attach = False
    for word in _tagger()(unicodedata.normalize("NFKC", text)):
        sound = word.feature.pron or word.surface
        if phrases and (attach or word.feature.pos1 in _ATTACHED):
            phrases[-1] += sound
        else:
            phrases.append(sound)
        attach = word.feature.pos1 == _PREFIX
    return " ".join(phrases)


@cache
def _tagger() -> fugashi.Tagger:
    return fugashi.Tagger()
