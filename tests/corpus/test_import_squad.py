import gzip
import io
import json
from typing import Any

from corpus.importing.detect import read as read_file
from corpus.importing.rows import ParsedPair, Reject
from corpus.importing.squad import SQUAD_SOURCE, read_squad
from tests.corpus.xquad import TAGS, TRANSLATED, XQUAD, needs_xquad


def question(**changes: Any) -> dict[str, Any]:
    row = {"id": "a", "question": "Where?", "answers": [{"text": "Here", "answer_start": 0}]}
    return {k: v for k, v in {**row, **changes}.items() if v is not ...}


def squad(*questions: Any, context: Any = "Here it is.") -> bytes:
    return json.dumps(
        {"version": "1.1", "data": [{"paragraphs": [{"context": context, "qas": questions}]}]}
    ).encode()


def read(content: bytes) -> list[ParsedPair | Reject]:
    return list(read_squad(io.BytesIO(content), language="ell"))


def fault(content: bytes) -> tuple[str, str, str]:
    (found,) = read(content)
    assert isinstance(found, Reject)
    return found.place, found.field, found.reason


PLACE = "data[0].paragraphs[0].qas[0]"
PAIR = ParsedPair(PLACE, "a", "ell", SQUAD_SOURCE, "Where?", "Here", "Here it is.")


def test_read_squad_gives_question_first_answer_and_context() -> None:
    content = squad(question(answers=[{"text": "Here"}, {"text": "There"}]))
    assert read(content) == [PAIR]


def test_read_squad_takes_a_byte_order_mark() -> None:
    assert read(b"\xef\xbb\xbf" + squad(question())) == [PAIR]


def test_read_squad_rejects_one_question_and_keeps_the_next() -> None:
    bad, good = read(squad(question(question="\0"), question()))
    assert isinstance(bad, Reject)
    assert (bad.place, bad.field, bad.excerpt) == (PLACE, "question", r"\x00")
    assert json.loads(bad.raw) == question(question="\0")
    assert isinstance(good, ParsedPair)
    assert (good.place, good.external_id) == ("data[0].paragraphs[0].qas[1]", "a")


def test_read_squad_names_the_bad_part_of_a_question() -> None:
    assert fault(squad(question(id=...))) == (PLACE, "id", "is missing")
    assert fault(squad(question(answers=...))) == (
        PLACE,
        "answers",
        "is missing where a list belongs",
    )
    assert fault(squad(question(answers=[]))) == (
        PLACE,
        "answers",
        "is an empty list: the question has no answer",
    )
    assert fault(squad(question(answers=[{"text": 3}]))) == (
        PLACE,
        "answers[0].text",
        "is a number where text belongs",
    )
    assert fault(squad(question(answers=["Here"]))) == (
        PLACE,
        "answers[0]",
        "is text where an object {…} belongs",
    )
    assert fault(squad(question(), context="a\x01")) == (
        PLACE,
        "context",
        "holds the control character U+0001 at character 2",
    )
    assert fault(squad("text")) == (PLACE, "", "is text where an object {…} belongs")


def test_read_squad_names_the_bad_part_of_the_file() -> None:
    assert fault(b"[]") == ("file", "", "is a list where an object {…} belongs")
    assert fault(b"{}") == ("file", "data", "is missing where a list belongs")
    assert fault(b'{"data": [7]}') == ("data[0]", "", "is a number where an object {…} belongs")
    assert fault(b'{"data": [{"paragraphs": [{}]}]}') == (
        "data[0].paragraphs[0]",
        "qas",
        "is missing where a list belongs",
    )


def test_read_squad_rejects_a_repeated_key_in_its_question_only() -> None:
    twice = squad(question(), question()).replace(b'"id": "a"', b'"id": "a", "id": "b"', 1)
    bad, good = read(twice)
    assert isinstance(bad, Reject)
    assert (bad.field, bad.reason) == ("id", "is given twice")
    assert isinstance(good, ParsedPair)


def test_read_squad_says_where_broken_json_breaks() -> None:
    assert fault(b'{"data": [\n  {"paragraphs": oops') == (
        "line 2 column 18",
        "",
        "not JSON: Expecting value",
    )
    assert fault(b'{"data\xff') == ("file", "", "byte 0xFF at position 7 is not UTF-8")
    assert fault(b"") == ("line 1 column 1", "", "not JSON: Expecting value")
    assert fault(b'{"data": NaN}') == ("file", "", "not JSON: holds NaN, which JSON does not have")


def test_read_squad_survives_nesting_at_the_edge_of_the_stack() -> None:
    for depth in range(300, 1100, 20):
        deep = b'{"data": [' + b"[" * depth + b"]" * depth + b"]}"
        assert [type(one) for one in read(deep)] == [Reject]


@needs_xquad
def test_read_squad_reads_every_real_pair_in_every_language() -> None:
    english = list(read_file(XQUAD / "xquad.en.json.gz", "xquad.en.json.gz"))
    ids = [one.external_id for one in english if isinstance(one, ParsedPair)]
    assert len(set(ids)) == len(english) == 1190
    for tag in map(TAGS.__getitem__, TRANSLATED):
        name = f"xquad.{tag}.json.gz"
        found = list(read_file(XQUAD / name, name))
        assert [one.external_id for one in found if isinstance(one, ParsedPair)] == ids


@needs_xquad
def test_read_squad_gives_the_text_of_the_real_file_unchanged() -> None:
    first = next(iter(read_file(XQUAD / "xquad.hi.json.gz", "xquad.hi.json.gz")))
    raw = json.loads(gzip.decompress((XQUAD / "xquad.hi.json.gz").read_bytes()))
    paragraph = raw["data"][0]["paragraphs"][0]
    asked = paragraph["qas"][0]
    assert first == ParsedPair(
        PLACE,
        asked["id"],
        "hin",
        SQUAD_SOURCE,
        asked["question"],
        asked["answers"][0]["text"],
        paragraph["context"],
    )
