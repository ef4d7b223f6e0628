"""One pair from named fields, the same for JSON Lines, CSV, TSV and Parquet."""

from corpus.importing.codes import language_code
from corpus.importing.errors import BadFieldError
from corpus.importing.parsing import (
    JsonObject,
    take_identifier,
    take_optional_text,
    take_string,
    take_text,
)
from corpus.importing.rows import ParsedPair
from corpus.importing.validate import source_problem
from languages import SOURCE

REQUIRED = ("id", "question", "answer")
OPTIONAL = ("source", "language", "context")
COLUMNS = (*REQUIRED, *OPTIONAL)


def read_pair(row: JsonObject, place: str, default_language: str) -> ParsedPair:
    """Returns the pair that a row's fields give.

    Raises:
        BadFieldError: a field is missing, of another type, or breaks a rule.
    """
    external_id = take_identifier(row)
    language = _take_language(row, default_language)
    return ParsedPair(
        place=place,
        external_id=external_id,
        language=language,
        source=_take_source(row, required=language == SOURCE),
        question=take_text(row, "question"),
        answer=take_text(row, "answer"),
        context=take_optional_text(row, "context"),
    )


def _take_language(row: JsonObject, default: str) -> str:
    if row.get("language") is None:
        return default
    name = take_string(row, "language")
    code = language_code(name)
    if code is None:
        raise BadFieldError("language", "is not a language of this platform", name)
    return code


def _take_source(row: JsonObject, *, required: bool) -> str:
    if row.get("source") is None and not required:
        return ""
    source = take_string(row, "source")
    if problem := source_problem(source):
        raise BadFieldError("source", problem, source)
    return source
