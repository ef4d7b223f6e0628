"""Makes labels of transcripts: keywords to be extracted, and keywords to be searched for.

SpeechVerse had a language model find keywords (its appendix A.3). Here they are the words that
tell a transcript from the others (TF-IDF): plain, the same everywhere, and in any language that
sets spaces. Whoever has better ones hands them to `draw_searches`.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

from evaluation.metrics.normalizing import words
from evaluation.metrics.options import Options, options_for

SPOKEN_SHARE = 0.7
"""Of searches whose keyword is said: 70 to 30 in SpeechVerse."""
_SHORTEST = 3
_TRIES = 20


class Search(NamedTuple):
    """One row of the suite ``keyword_search``."""

    id: str
    """Of the transcript."""
    keyword: str
    label: str
    """``yes`` or ``no``."""


def extract_keywords(
    transcripts: Mapping[str, str], language: str, *, most: int = 3
) -> dict[str, list[str]]:
    """The words of each transcript that are rarest in all, best first.

    Words of fewer than three letters are out; of equal ones the first said comes first. A
    transcript without any other word has no keyword.

    Args:
        transcripts: By id.
        language: ISO 639-3.
        most: Keywords of one transcript.

    Raises:
        LanguageUnknownError: the table has no such language.
    """
    options = options_for(language)
    said = {key: [word for word in words(text, options) if len(word) >= _SHORTEST]
            for key, text in transcripts.items()}  # fmt: skip
    among = Counter(word for found in said.values() for word in set(found))
    return {
        key: sorted(
            dict.fromkeys(found),
            key=lambda word: -found.count(word) * log((1 + len(said)) / among[word]),
        )[:most]
        for key, found in said.items()
    }


def draw_searches(
    transcripts: Mapping[str, str],
    keywords: Mapping[str, Sequence[str]],
    language: str,
    *,
    share: float = SPOKEN_SHARE,
    seed: int = 0,
) -> list[Search]:
    """One search for each transcript that allows one, in their order.

    As many as the share says, rounded, are for one of a transcript's own keywords; the rest are for
    a keyword of another transcript that is not said in this one. Those that have no such keyword
    are left out.

    Args:
        transcripts: By id.
        keywords: Of each, by the same ids.
        language: ISO 639-3.
        share: Of searches that are said, 0 to 1.
        seed: The same one draws the same.

    Raises:
        LanguageUnknownError: the table has no such language.
    """
    options, chance = options_for(language), random.Random(seed)  # noqa: S311 - no secret
    spoken = set(chance.sample(list(transcripts), round(share * len(transcripts))))
    others = sorted({word for found in keywords.values() for word in found})
    found = []
    for key, text in transcripts.items():
        choices = keywords.get(key, ()) if key in spoken else _absent(text, others, options, chance)
        if choices:
            found.append(Search(key, chance.choice(choices), "yes" if key in spoken else "no"))
    return found


def _absent(
    text: str, others: Sequence[str], options: Options, chance: random.Random
) -> Sequence[str]:
    """Keywords that a text doesn't have: one found by luck, or all there are."""
    said = f" {' '.join(words(text, options))} "

    def is_absent(word: str) -> bool:
        return f" {' '.join(words(word, options))} " not in said

    # Looking through all for each of many transcripts would take their number squared.
    drawn = (chance.choice(others) for _ in range(_TRIES if others else 0))
    lucky = next((word for word in drawn if is_absent(word)), None)
    return [word for word in others if is_absent(word)] if lucky is None else [lucky]
