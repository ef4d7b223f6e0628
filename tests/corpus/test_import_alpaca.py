import io
import json
from typing import Any

from corpus.importing.alpaca import ALPACA_SOURCE, read_alpaca
from corpus.importing.detect import read as read_file
from corpus.importing.rows import ParsedPair, Reject

ALONE = {"instruction": "Name a planet.", "input": "", "output": "Mars."}
GIVEN = {"id": 7, "instruction": "Shorten it.", "input": "It is very late.", "output": "Late."}


def read(content: bytes | list[Any]) -> list[ParsedPair | Reject]:
    told = content if isinstance(content, bytes) else json.dumps(content).encode()
    return list(read_alpaca(io.BytesIO(told), language="eng"))


def test_input_is_the_question_and_the_instruction_its_context() -> None:
    alone, given = read([ALONE, GIVEN])

    assert given == ParsedPair(
        "[1]", "7", "eng", ALPACA_SOURCE, "It is very late.", "Late.", "Shorten it."
    )
    assert isinstance(alone, ParsedPair)
    assert (alone.question, alone.answer, alone.context) == ("Name a planet.", "Mars.", "")


def test_row_without_an_id_has_the_same_one_wherever_it_stands() -> None:
    first, other, again = read([ALONE, {**ALONE, "input": "Not Venus."}, ALONE | {"output": "X."}])

    ids = [row.external_id for row in (first, other, again) if isinstance(row, ParsedPair)]
    assert ids[0] == ids[2] != ids[1]
    assert ids[0].startswith("alpaca-")


def test_bad_row_is_rejected_and_the_next_one_kept() -> None:
    *bad, good = read([{**ALONE, "output": ""}, {"input": "x"}, 3, {**ALONE, "id": None}, GIVEN])

    assert [(one.place, one.field) for one in bad if isinstance(one, Reject)] == [
        ("[0]", "output"),
        ("[1]", "instruction"),
        ("[2]", ""),
        ("[3]", "id"),
    ]
    assert isinstance(good, ParsedPair)


def test_file_that_is_no_list_is_rejected_whole() -> None:
    [no_list], [no_json], [no_text] = read(b"{}"), read(b"[1,"), read(b"[\xff]")

    told = [one.reason for one in (no_list, no_json, no_text) if isinstance(one, Reject)]
    assert told[0] == "is an object where a list belongs"
    assert told[1].startswith("not JSON")
    assert told[2].endswith("is not UTF-8")


def test_file_is_told_by_its_content_and_english_by_default() -> None:
    [row] = read_file(io.BytesIO(json.dumps([GIVEN]).encode()), "alpaca_data.json")

    assert isinstance(row, ParsedPair)
    assert (row.external_id, row.language, row.source) == ("7", "eng", "instruction")
