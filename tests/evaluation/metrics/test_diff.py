import itertools

import regex
from hypothesis import given
from hypothesis import strategies as st

from evaluation.metrics import Segment, diff_words

TEXTS = st.text("ab  ,か\u3099東a\u0301कि्🇫🇷👩\u200d🔬\r\n", max_size=15) | st.text(max_size=10)


def test_diff_shows_whole_words() -> None:
    assert diff_words("Which planet is it?", "Which planets is it!") == [
        Segment("equal", "Which "),
        Segment("removed", "planet"),
        Segment("added", "planets"),
        Segment("equal", " is it"),
        Segment("removed", "?"),
        Segment("added", "!"),
    ]


def test_diff_goes_by_characters_where_no_spaces_stand() -> None:
    assert diff_words("東京へ行く", "東京に行く") == [
        Segment("equal", "東京"),
        Segment("removed", "へ"),
        Segment("added", "に"),
        Segment("equal", "行く"),
    ]


def test_diff_never_parts_a_mark_from_its_letter() -> None:
    assert diff_words("か", "か\u3099") == [Segment("removed", "か"), Segment("added", "か\u3099")]


def test_diff_of_empty_texts() -> None:
    assert diff_words("", "") == []
    assert diff_words("", "a") == [Segment("added", "a")]
    assert diff_words("a", "") == [Segment("removed", "a")]


@given(TEXTS, TEXTS)
def test_diff_loses_nothing_and_keeps_graphemes_whole(before: str, after: str) -> None:
    segments = diff_words(before, after)
    old = [each.text for each in segments if each.change != "added"]
    new = [each.text for each in segments if each.change != "removed"]

    assert ("".join(old), "".join(new)) == (before, after)
    assert _graphemes(old) == regex.findall(r"\X", before)
    assert _graphemes(new) == regex.findall(r"\X", after)
    assert all(one.change != other.change for one, other in itertools.pairwise(segments))


def _graphemes(parts: list[str]) -> list[str]:
    return [grapheme for part in parts for grapheme in regex.findall(r"\X", part)]
