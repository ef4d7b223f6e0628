import gzip
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.importing.rows import ParsedPair
from corpus.importing.trivia import read_trivia
from engines.passages import Passage, put_together, take_apart
from tests.engines.lengths import DATA, needs_data


def shout(text: str, language: str = "deu") -> str:
    """The text with each sentence in capitals."""
    passages = take_apart(text, "eng")
    loud = [[sentence.upper() for sentence in passage.sentences] for passage in passages]
    return put_together(passages, loud, language)


def test_take_apart_keeps_choices_apart_from_their_letters() -> None:
    assert take_apart("Which is largest? Think.\nA) Mars\nB) St. Helena", "eng") == [
        Passage("", ("Which is largest?", "Think.")),
        Passage("\nA) ", ("Mars",)),
        Passage("\nB) ", ("St. Helena",)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C) the sun", "C) THE SUN"),
        ("(b) the sun", "(b) THE SUN"),
        ("Which?\nA. one\nB. two", "WHICH?\nA. ONE\nB. TWO"),
        ("Which?\nA: one\nB: two", "WHICH?\nA: ONE\nB: TWO"),
        ("Which? A) one B) two C) three", "WHICH? A) ONE B) TWO C) THREE"),
        ("Which? (a) one (b) two", "WHICH? (a) ONE (b) TWO"),
        ("Do this:\n1. open\n2. close\n", "DO THIS:\n1. OPEN\n2. CLOSE"),
        ("Do this:\n\n- open\n  • close", "DO THIS:\n\n- OPEN\n  • CLOSE"),
        ("a. Lincoln and b. Lincoln", "a. LINCOLN AND b. LINCOLN"),
        ("A. Lincoln was shot. By whom?", "A. LINCOLN WAS SHOT. BY WHOM?"),
        ("one\ntwo\r\nthree", "ONE\nTWO\r\nTHREE"),
        ("f(x) is x", "F(X) IS X"),
        ("A) ", "A)"),
        ("", ""),
    ],
)
def test_letters_and_layout_survive(text: str, expected: str) -> None:
    assert shout(text) == expected


def test_choices_in_chinese_are_joined_without_a_gap_but_keep_their_lines() -> None:
    passages = take_apart("Which? Say.\nA) Mars", "eng")

    assert put_together(passages, [["哪个？", "说。"], ["火星"]], "cmn") == "哪个？说。\nA) 火星"


def test_put_together_refuses_a_passage_that_lost_a_sentence() -> None:
    passages = take_apart("Which? Say.", "eng")

    with pytest.raises(ValueError, match="2 sentences came as 1"):
        put_together(passages, [["Welche?"]], "deu")


def test_sentences_that_are_too_long_are_cut() -> None:
    passages = take_apart("A) one two, three four", "eng", lambda part: len(part) <= 12)

    assert passages == [Passage("A) ", ("one two,", "three four"))]


@given(st.text(alphabet="AB12ab).:(- \n.?x", max_size=60))
def test_take_apart_loses_nothing_but_space(text: str) -> None:
    passages = take_apart(text, "eng")

    again = put_together(passages, [list(passage.sentences) for passage in passages], "eng")

    assert "".join(again.split()) == "".join(text.split())


@needs_data
def test_every_real_question_with_choices_keeps_its_letters() -> None:
    path = DATA / "opentriviaqa" / "animals.txt.gz"
    with gzip.open(path) as file:
        rows = list(read_trivia(cast("BinaryIO", file), path.name))
    pairs = [row for row in rows if isinstance(row, ParsedPair)]

    assert len(pairs) > 1_000
    for pair in pairs:
        leads = [passage.lead for passage in take_apart(pair.question, "eng")]
        choices = pair.question.count("\nA) ") and [
            line[:3] for line in pair.question.split("\n") if line[1:3] == ") "
        ]
        assert [lead.strip() + " " for lead in leads if ")" in lead] == choices
        assert take_apart(pair.answer, "eng")[0].lead == pair.answer[:3]
