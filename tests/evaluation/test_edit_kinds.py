"""Which kinds of edits stand between a machine's text and the corrected one."""

import pytest

from evaluation.metrics.edit_kinds import EditKind, Edits, Replacement, describe_edits

CASES = [
    ("deu", "Das ist gut.", "Das ist gut.", set(), []),
    ("deu", "Das ist gut.", "Das ist sehr gut.", {"words_added"}, []),
    ("deu", "Das ist sehr gut.", "Das ist gut.", {"words_removed"}, []),
    ("deu", "Das ist gut.", "Das ist fein.", {"words_replaced"}, [("gut", "fein")]),
    ("deu", "Heute gehe ich.", "Ich gehe heute.", {"words_moved"}, []),
    ("deu", "ja das ist gut", "das ist gut ja", {"words_moved"}, []),
    ("deu", "ja das ist", "das ist ja nun", {"words_moved", "words_added"}, []),
    ("deu", "Das  ist gut.", "Das ist gut.", {"spacing"}, []),
    ("deu", "Halloween Fest", "Halloweenfest", {"words_replaced", "words_removed"}, None),
    ("deu", "zusammen arbeiten", "zusammenarbeiten", {"spacing"}, []),
    ("fra", "Quoi ?", "Quoi?", {"spacing"}, []),
    ("deu", "Das ist gut", "Das ist gut.", {"punctuation"}, []),
    ("deu", "Nun – ja", "Nun ja", {"punctuation"}, []),
    ("deu", "Es sind 12 Leute.", "Es sind 13 Leute.", {"number"}, []),
    ("deu", "Es sind 12 Leute.", "Es sind Leute.", {"number"}, []),
    ("deu", "das haus", "das Haus", {"letter_case"}, []),
    ("fra", "a cote", "à côté", {"diacritics"}, []),
    ("ara", "كتب", "كَتَبَ", {"diacritics"}, []),
    ("hin", "कल", "कुल", {"words_replaced"}, [("कल", "कुल")]),
    ("jpn", "かき", "がき", {"words_replaced"}, [("か", "が")]),
    ("rus", "в Moscow", "в Москву", {"script"}, []),
    ("ara", "عام 12", "عام ١٢", {"script"}, []),
    ("cmn", "我喜欢苹果。", "我喜欢香蕉。", {"words_replaced"}, [("苹果", "香蕉")]),
    ("cmn", "我 喜欢", "我喜欢", {"spacing"}, []),
    ("deu", "", "Neu", {"words_added"}, []),
    ("deu", "", "", set(), []),
    ("fra", "cafe\u0301", "caf\u00e9", set(), []),
]


@pytest.mark.parametrize(("language", "machine", "edited", "kinds", "pairs"), CASES)
def test_kinds_and_replacements(
    language: str, machine: str, edited: str, kinds: set[str], pairs: list[tuple[str, str]] | None
) -> None:
    found = describe_edits(machine, edited, language)
    assert {*found.kinds} == kinds
    if pairs is not None:
        assert [*found.replacements] == pairs


def test_text_may_show_several_kinds_at_once() -> None:
    found = describe_edits("im jahr 1990 war es kalt", "Im Jahr 1991 war es warm.", "deu")
    kinds = {EditKind.CASE, EditKind.NUMBER, EditKind.REPLACED}
    assert found == Edits(frozenset(kinds), (Replacement("kalt", "warm"),))


def test_phrase_of_an_unspaced_language_is_no_replacement_of_a_word() -> None:
    found = describe_edits("一" * 41, "二" * 41, "cmn")
    assert found == Edits(frozenset({EditKind.REPLACED}), ())
