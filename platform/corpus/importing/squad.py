"""SQuAD v1.1 layout: data[].paragraphs[].{context, qas[].{id, question, answers[].text}}."""

from collections.abc import Iterator
from typing import BinaryIO

from corpus.importing.errors import BadFieldError
from corpus.importing.parsing import (
    JsonObject,
    JsonValue,
    as_list,
    as_object,
    take_identifier,
    take_optional_text,
    take_text,
)
from corpus.importing.rows import ParsedPair, Reject
from corpus.importing.whole import read_list, reject_part

# The layout names no kind of source; all of its questions are of this one.
SQUAD_SOURCE = "reading-comprehension"


def read_squad(file: BinaryIO, *, language: str) -> Iterator[ParsedPair | Reject]:
    """Yields one result for each question, and a reject for each part that can't be walked.

    The layout is one JSON value, so the whole file is held in memory.
    """
    data = read_list(file, lambda value: as_list(as_object(value, "").get("data"), "data"))
    if isinstance(data, Reject):
        yield data
        return
    for number, article in enumerate(data):
        yield from _read_article(article, f"data[{number}]", language)


def _read_article(article: JsonValue, place: str, language: str) -> Iterator[ParsedPair | Reject]:
    try:
        paragraphs = as_list(as_object(article, "").get("paragraphs"), "paragraphs")
    except BadFieldError as bad:
        yield reject_part(place, bad, article)
        return
    for number, paragraph in enumerate(paragraphs):
        yield from _read_paragraph(paragraph, f"{place}.paragraphs[{number}]", language)


def _read_paragraph(
    paragraph: JsonValue, place: str, language: str
) -> Iterator[ParsedPair | Reject]:
    try:
        parts = as_object(paragraph, "")
        questions = as_list(parts.get("qas"), "qas")
    except BadFieldError as bad:
        yield reject_part(place, bad, paragraph)
        return
    for number, question in enumerate(questions):
        here = f"{place}.qas[{number}]"
        try:
            yield _read_question(question, parts, here, language)
        except BadFieldError as bad:
            yield reject_part(here, bad, question)


def _read_question(
    question: JsonValue, paragraph: JsonObject, place: str, language: str
) -> ParsedPair:
    row = as_object(question, "")
    return ParsedPair(
        place=place,
        external_id=take_identifier(row),
        language=language,
        source=SQUAD_SOURCE,
        question=take_text(row, "question"),
        answer=_take_answer(row),
        context=take_optional_text(paragraph, "context"),
    )


def _take_answer(row: JsonObject) -> str:
    answers = as_list(row.get("answers"), "answers")
    if not answers:
        raise BadFieldError("answers", "is an empty list: the question has no answer")
    try:
        return take_text(as_object(answers[0], "answers[0]"), "text")
    except BadFieldError as bad:
        field = f"answers[0].{bad.field}" if bad.field == "text" else bad.field
        raise BadFieldError(field, bad.reason, bad.value) from bad
