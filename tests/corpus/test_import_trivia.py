import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.importing import ParsedPair, Reject, read
from corpus.importing.stream import LINE_LIMIT
from corpus.importing.trivia import BLOCK_LIMIT, category_from_name, read_trivia
from tests.corpus.repeated import Repeated
from tests.corpus.trivia import TRIVIA, needs_trivia

BLOCK = b"#Q Who sleeps?\n^ Sloth\nA Mouse\nB Sloth\n\n"
ID = "animals-8268f0a80c6eb32d3efb"
PAIR = ParsedPair(
    "line 1", ID, "eng", "trivia-multiple-choice", "Who sleeps?\nA) Mouse\nB) Sloth", "B) Sloth"
)

TWICE = "literature-eab6b0f4ffcd4bf41663"

# Pairs that land, and rejects by line, each looked at.
REAL: dict[str, tuple[int, dict[str, tuple[str, str]]]] = {
    "animals": (1365, {"line 6518": ("choices", "A and B are the same")}),
    "for-kids": (759, {}),
    "general": (3290, {}),
    "geography": (
        840,
        {
            "line 2014": ("choices", "B and D are the same"),
            "line 4379": ("choices", "A and B are the same"),
        },
    ),
    "history": (
        1643,
        {
            "line 1698": ("", "mixes encodings, or is UTF-8 that lost a byte (bytes E2 80 9C)"),
            "line 4268": ("", "mixes encodings, or is UTF-8 that lost a byte (bytes D0 3F 6E)"),
        },
    ),
    "literature": (
        1286,
        {
            "line 7238": ("", "mixes encodings, or is UTF-8 that lost a byte (bytes E2 80 3F)"),
            "line 7262": ("", "mixes encodings, or is UTF-8 that lost a byte (bytes E2 80 9C)"),
        },
    ),
    "science-technology": (
        2483,
        {
            "line 2313": ("", "mixes encodings, or is UTF-8 that lost a byte (bytes CF 86)"),
            "line 7927": ("choices", "B and C are the same"),
            "line 12073": ("choices", "C and D are the same"),
        },
    ),
    "sports": (
        2838,
        {
            "line 466": ("choices", "C and D are the same"),
            "line 14482": ("choices", "A and D are the same"),
        },
    ),
    "world": (
        4869,
        {
            "line 10310": ("", "mixes encodings, or is UTF-8 that lost a byte (bytes E2 80 3F)"),
            "line 10525": ("choices", "C and D are the same"),
            "line 21852": ("choices", "A and B are the same"),
            "line 22397": ("choices", "A and B are the same"),
            "line 29730": ("choices", "choice A is empty"),
            "line 30564": ("choices", "A and B are the same"),
        },
    ),
}


def parse(content: bytes, name: str = "animals.txt.gz") -> list[ParsedPair | Reject]:
    return list(read_trivia(io.BytesIO(content), name))


def only_reject(content: bytes) -> tuple[str, str, str]:
    (found,) = parse(content)
    assert isinstance(found, Reject)
    return found.place, found.field, found.reason


def only_pair(content: bytes) -> ParsedPair:
    (found,) = parse(content)
    assert isinstance(found, ParsedPair)
    return found


@pytest.mark.parametrize(
    "content",
    [
        BLOCK,
        BLOCK.rstrip(),
        BLOCK.replace(b"\n", b"\r\n"),
        BLOCK.replace(b"\n", b"\r\n", 2),
        b"\xef\xbb\xbf" + BLOCK,
        BLOCK.replace(b"\n", b"\n\n"),
        BLOCK.replace(b"\n", b" \t\n"),
    ],
)
def test_read_trivia_makes_one_pair_of_a_block(content: bytes) -> None:
    assert parse(content) == [PAIR]


def test_read_trivia_takes_questions_of_several_lines() -> None:
    question = b"#Q Who wrote:\n\n  A bird came down the walk\nI saw\n"
    block = question + b"^ Me\nA Me\nB You\nC We\nD He\nE It\n"
    found = only_pair(block)
    assert found.question == (
        "Who wrote:\nA bird came down the walk\nI saw\nA) Me\nB) You\nC) We\nD) He\nE) It"
    )
    assert found.answer == "A) Me"


def test_read_trivia_decodes_each_block_by_itself() -> None:
    utf8 = "#Q Café?\n^ É\nA É\nB È\n".encode()
    windows = "#Q “Café”? ‘CAFÉ’\n^ É\nA É\nB È\n".encode("windows-1252")
    found = parse(utf8 + windows + b"\xef\xbb\xbf" + utf8)
    assert [one.question for one in found if isinstance(one, ParsedPair)] == [
        "Café?\nA) É\nB) È",
        "“Café”? ‘CAFÉ’\nA) É\nB) È",
        "Café?\nA) É\nB) È",
    ]


def test_read_trivia_gives_a_block_the_same_id_wherever_it_stands() -> None:
    first, second = parse(BLOCK + BLOCK)
    assert isinstance(first, ParsedPair)
    assert isinstance(second, ParsedPair)
    assert (first.place, second.place) == ("line 1", "line 6")
    assert first.external_id == second.external_id
    assert parse(BLOCK, "birds.txt") != parse(BLOCK, "animals.txt")


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("animals.txt.gz", "animals"),
        ("/data/for-kids.txt", "for-kids"),
        ("C:\\data\\Science & Technology (2).TXT", "science-technology"),
        ("../../etc/passwd", "passwd"),
        ("", "trivia"),
        ("история.txt", "trivia"),
    ],
)
def test_category_from_name_is_a_plain_word(name: str, category: str) -> None:
    assert category_from_name(name) == category


@pytest.mark.parametrize(
    ("content", "place", "field", "reason"),
    [
        (b"#Q Who?\n", 1, "answer", "there is no line with the right answer (^)"),
        (b"#Q Who?\nA Me\nB You\n", 1, "answer", "there is no line with the right answer (^)"),
        (b"#Q Who?\n^\nA Me\nB You\n", 2, "answer", "is empty"),
        (b"#Q Who?\n^ He\nA Me\nB You\n", 2, "answer", "is not among the choices"),
        (b"#Q Who?\n^ Me\n", 1, "choices", "there are 0; two are needed"),
        (b"#Q Who?\n^ Me\nA Me\n", 1, "choices", "there are 1; two are needed"),
        (b"#Q Who?\n^ Me\nA Me\nC You\n", 4, "choices", "are out of order: A, C"),
        (b"#Q Who?\n^ Me\nA Me\nA You\n", 4, "choices", "are out of order: A, A"),
        (b"#Q Who?\n^ Me\nA Me\nB Me\n", 4, "choices", "A and B are the same"),
        (b"#Q Who?\n^ Me\nA Me\nB\n", 4, "choices", "choice B is empty"),
        (
            b"#Q Who?\n^ Me\nA Me\nB You\nor so\n",
            5,
            "",
            "is neither a choice (A to E) nor a question",
        ),
        (
            b"#Q Who?\n^ Me\n^ You\nA Me\nB You\n",
            3,
            "",
            "is neither a choice (A to E) nor a question",
        ),
        (b"#Q\n^ Me\nA Me\nB You\n", 1, "question", "is empty"),
        (b"\nA Me\n", 2, "", "stands before the first question (#Q)"),
        (
            b"#Q Who?\n^ \x81\nA \x81\nB You\n",
            2,
            "",
            "byte 0x81 at position 3 is not UTF-8 or Windows-1252",
        ),
        (
            b"#Q Caf\xe9 \xe2\x80\x9cx\xe2\x80\x9d?\n^ Me\nA Me\nB You\n",
            1,
            "",
            "mixes encodings, or is UTF-8 that lost a byte (bytes E2 80 9C)",
        ),
        (
            b"#Q Who\0?\n^ Me\nA Me\nB You\n",
            1,
            "question",
            "holds the control character U+0000 at character 4",
        ),
        (
            b"#Q Who?\n^ Me\nA Me\nB \x7f\n",
            1,
            "question",
            "holds the control character U+007F at character 15",
        ),
        (
            b"#Q " + b"x" * LINE_LIMIT + b"\n^ Me\nA Me\nB You\n",
            1,
            "",
            f"the line is longer than {LINE_LIMIT:,} bytes",
        ),
        (
            b"#Q " + b"x\n" * BLOCK_LIMIT + b"\n^ Me\nA Me\nB You\n",
            1,
            "",
            f"the question is longer than {BLOCK_LIMIT:,} bytes",
        ),
    ],
)
def test_read_trivia_rejects_a_bad_block(
    content: bytes, place: int, field: str, reason: str
) -> None:
    assert only_reject(content) == (f"line {place}", field, reason)
    assert isinstance(parse(content + BLOCK)[-1], ParsedPair)


def test_read_trivia_shows_the_bad_line_and_keeps_the_block() -> None:
    block = b"#Q Who?\n^ Me\nA Me\nB \xe2\x80?\n"
    assert parse(block) == [
        Reject(
            "line 4",
            "",
            "mixes encodings, or is UTF-8 that lost a byte (bytes E2 80 3F)",
            r"B \xe2\x80?",
            block.rstrip(),
        )
    ]


def test_read_trivia_reads_a_long_file_block_by_block() -> None:
    long = Repeated(b"", BLOCK, 10_000_000)
    blocks = read_trivia(io.BufferedReader(long), "animals.txt")
    assert next(blocks) == PAIR
    assert long.count < 100_000


@given(
    st.lists(st.sampled_from([BLOCK, b"#Q ?\n", b"^ x\n", b"A x\n", b"B y\n", b"\xff\n", b"x\n"]))
)
def test_read_trivia_lands_every_whole_block_that_the_next_one_follows(parts: list[bytes]) -> None:
    found = parse(b"".join(parts) + b"#Q ?")
    followed = pairwise([*parts, b"#Q ?"])
    whole = sum(part == BLOCK and after.startswith(b"#Q") for part, after in followed)
    assert sum(isinstance(one, ParsedPair) for one in found) >= whole


@needs_trivia
@pytest.mark.parametrize("category", REAL)
def test_read_trivia_knows_each_real_file_by_count_and_line(category: str) -> None:
    path = TRIVIA / f"{category}.txt.gz"
    rows = list(read(path, path.name))
    rejects = {one.place: (one.field, one.reason) for one in rows if isinstance(one, Reject)}
    assert (len(rows) - len(rejects), rejects) == REAL[category]


@needs_trivia
def test_read_trivia_finds_one_true_duplicate_in_all_real_files() -> None:
    pairs = [
        one
        for path in TRIVIA.iterdir()
        for one in read(path, path.name)
        if isinstance(one, ParsedPair)
    ]
    content = {one.external_id: (one.question, one.answer) for one in pairs}
    assert len(pairs) == 19_373
    assert len(content) == 19_372
    assert [one.place for one in pairs if one.external_id == TWICE] == ["line 4324", "line 8096"]
    assert all((one.question, one.answer) == content[one.external_id] for one in pairs)
    assert not [one for one in pairs if any(mark in one.question for mark in ("â€", "Ã", "\ufffd"))]
