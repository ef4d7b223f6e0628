"""A `datasets` folder on disk with Voice Assistant 400K's columns, read without `datasets`.

Its 470,054 rows are the paper's English pairs. `split_name` says which of the seven sources a
row comes from; `split_names.csv` maps it and may be edited, or replaced by another table.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import BinaryIO

from corpus.importing.errors import BadFieldError, ImportColumnsError, ImportDamagedError
from corpus.importing.parsing import JsonObject, take_string, take_text
from corpus.importing.rows import ParsedPair, Reject, make_reject
from corpus.importing.tables import (
    CellRow,
    arrow_errors,
    arrow_rows,
    json_row,
    parquet_columns,
    parquet_rows,
    raw_row,
)
from corpus.importing.validate import identifier_problem, source_problem
from languages import SOURCE

SPLIT_NAMES = Path(__file__).with_name("split_names.csv")
REQUIRED_COLUMNS = ("split_name", "index", "question", "answer")
OPTIONAL_COLUMNS = ("round", "question_audio")

# What the paper's Table 1 prints, pairs of each language by source. They add up to 470,054.
TABLE_1: Mapping[str, int] = {
    "trivia-multiple-choice": 16_528,
    "trivia-single-choice": 16_529,
    "assistant-v1": 5_769,
    "assistant-v2": 16_008,
    "instruction": 31_293,
    "identity": 4_306,
    "dialogue": 379_621,
}

_TEXTS = {one: one for one in (*REQUIRED_COLUMNS, "round")}
_AUDIO = "question_audio"
SHARD_LIMIT = 4_000_000_000  # bytes; a folder stands on our own machine, it is no upload
_SHARDS = ("*.arrow", "*.parquet")
_NO_ROUND = ("", "None", None)
_SEPARATORS = re.compile(r"[\s_-]+")


@dataclass(frozen=True, slots=True)
class SourceCount:
    """How many pairs of a source were found, beside what the paper prints (0 if nothing)."""

    source: str
    found: int
    printed: int


def compare_with_table_1(found: Mapping[str, int]) -> list[SourceCount]:
    """Sets counts by source beside Table 1's, in its order; sources it lacks come last."""
    names = [*TABLE_1, *sorted(set(found) - set(TABLE_1))]
    return [SourceCount(name, found.get(name, 0), TABLE_1.get(name, 0)) for name in names]


def read_split_names(table: Path = SPLIT_NAMES) -> list[tuple[str, str]]:
    """Returns pattern and source for each line of the table, in its order.

    A pattern may hold `*`; capitals, spaces, `-` and `_` make no difference.

    Raises:
        ImportColumnsError: the table lacks one of its two columns.
        ImportDamagedError: a line has no pattern, or its source can't be one.
    """
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        wanted = ("split_name", "source")
        if not set(wanted) <= set(rows.fieldnames or ()):
            found = list(rows.fieldnames or ())
            raise ImportColumnsError(table.name, wanted=wanted, optional=(), found=found)
        return [_read_mapping(row, table.name, rows.line_num) for row in rows]


def _read_mapping(row: Mapping[str, str | None], name: str, number: int) -> tuple[str, str]:
    pattern, source = row["split_name"] or "", row["source"] or ""
    problem = source_problem(source) if pattern.strip() else "has no split_name"
    if problem:
        raise ImportDamagedError(name, f"line {number}: {source!r} {problem}")
    return _plain_name(pattern), source


def _plain_name(name: str) -> str:
    return _SEPARATORS.sub("_", name.strip().casefold())


class SplitNames:
    """Finds the source of a split name; the first pattern that fits wins."""

    def __init__(self, patterns: list[tuple[str, str]]) -> None:
        self._patterns = patterns
        self._known: dict[str, str] = {}

    def source(self, split_name: str) -> str:
        """Returns the source; raises BadFieldError if the table has none for this name."""
        if split_name not in self._known:
            plain = _plain_name(split_name)
            found = [source for pattern, source in self._patterns if fnmatchcase(plain, pattern)]
            if not found:
                reason = "is not in the table of split names; add it there with its source"
                raise BadFieldError("split_name", reason, split_name)
            self._known[split_name] = found[0]
        return self._known[split_name]


def columns_of_shards(*, with_audio: bool) -> list[str]:
    return [*_TEXTS, _AUDIO] if with_audio else [*_TEXTS]


def is_voice_assistant(columns: list[str]) -> bool:
    return set(REQUIRED_COLUMNS) <= set(columns) and "id" not in columns


def read_voice_assistant(
    folder: Path, *, with_audio: bool = False, split_names: Path | None = None
) -> Iterator[ParsedPair | Reject]:
    """Yields one result for each row of each shard; memory holds one batch.

    The folder is what `save_to_disk` writes (one split, or one folder for each), or holds
    Parquet shards, also one folder deeper, as the hub stores them.

    Args:
        folder: Where the shards lie.
        with_audio: Whether `question_audio` is read as well; otherwise it is never touched.
        split_names: A table like `SPLIT_NAMES`, which it replaces.

    Raises:
        ImportDamagedError: there are no shards, or one is broken.
        ImportColumnsError: a shard lacks a column.
    """
    names = SplitNames(read_split_names(split_names or SPLIT_NAMES))
    for shard in find_shards(folder):
        reading = _Reading(shard.parent, shard.name, names, with_audio)
        with arrow_errors(shard.name, shard.suffix.removeprefix(".").capitalize()):
            if shard.suffix == ".parquet":
                yield from reading.parquet(shard, SHARD_LIMIT)
            else:
                yield from reading.rows(arrow_rows(shard, reading.columns))


def read_shard(
    file: BinaryIO, name: str, *, limit: int, with_audio: bool, split_names: Path | None
) -> Iterator[ParsedPair | Reject]:
    """Does the same for one Parquet shard that comes alone, like an upload."""
    names = SplitNames(read_split_names(split_names or SPLIT_NAMES))
    with arrow_errors(name, "Parquet"):
        yield from _Reading(None, "", names, with_audio).parquet(file, limit, name=name)


def find_shards(folder: Path) -> list[Path]:
    """Returns the shards, in order; files that `datasets` left as its cache don't count."""
    places = [folder, *sorted(one for one in folder.iterdir() if one.is_dir())]
    shards = [shard for place in places for shard in _shards_in(place)]
    if not shards:
        problem = "is a folder without Arrow or Parquet shards (data-00000-of-….arrow, ….parquet)"
        raise ImportDamagedError(folder.name, problem)
    return shards


def _shards_in(folder: Path) -> list[Path]:
    state = folder / "state.json"
    if not state.is_file():
        found = [path for pattern in _SHARDS for path in sorted(folder.glob(pattern))]
        return [path for path in found if not path.name.startswith("cache-")]
    try:
        listed = json.loads(state.read_bytes())["_data_files"]
        names = [str(one["filename"]) for one in listed]
    except (ValueError, KeyError, TypeError) as bad:
        raise ImportDamagedError(folder.name, "its state.json lists no data files") from bad
    strange = [name for name in names if Path(name).name != name or "\\" in name]
    if strange:
        problem = f"its state.json points out of the folder ({strange[0]!r})"
        raise ImportDamagedError(folder.name, problem)
    return [folder / name for name in names]


class _Reading:
    """What reading one shard needs to know."""

    def __init__(
        self, folder: Path | None, prefix: str, names: SplitNames, with_audio: bool
    ) -> None:
        self._folder = folder
        self._prefix = f"{prefix} " if prefix else ""
        self._names = names
        self._with_audio = with_audio
        self.columns = columns_of_shards(with_audio=with_audio)

    def parquet(
        self, file: BinaryIO | Path, limit: int, *, name: str = ""
    ) -> Iterator[ParsedPair | Reject]:
        name = name or (file.name if isinstance(file, Path) else "")
        found = parquet_columns(file)
        _check_columns(found, name)
        yield from self.rows(parquet_rows(file, self.columns, name=name, limit=limit), name)

    def rows(self, rows: Iterator[CellRow], name: str = "") -> Iterator[ParsedPair | Reject]:
        for number, row in enumerate(rows, start=1):
            if number == 1:
                _check_columns(list(row), name or self._prefix.strip())
            place = f"{self._prefix}row {number}"
            try:
                yield self._read(row, place)
            except BadFieldError as bad:
                raw = raw_row({one: cell for one, cell in row.items() if one != _AUDIO})
                yield make_reject(
                    place, field=bad.field, reason=bad.reason, raw=raw, value=bad.value
                )

    def _read(self, row: CellRow, place: str) -> ParsedPair:
        fields = json_row(row, _TEXTS)
        split_name = take_string(fields, "split_name")
        return ParsedPair(
            place=place,
            source=self._names.source(split_name),
            external_id=_take_identifier(fields, split_name),
            language=SOURCE,
            question=take_text(fields, "question"),
            answer=take_text(fields, "answer"),
            audio=self._take_audio(row.get(_AUDIO)) if self._with_audio else None,
        )

    def _take_audio(self, cell: object) -> bytes | None:
        """Returns the bytes beside the row, or of the file it names within the folder."""
        if cell is None:
            return None
        if not isinstance(cell, dict) or not cell.keys() & {"bytes", "path"}:
            raise BadFieldError(_AUDIO, "is not audio with bytes or path")
        content, path = cell.get("bytes"), cell.get("path")
        if isinstance(content, bytes):
            return content
        if not isinstance(path, str):
            return None
        if self._folder is None:
            raise BadFieldError(_AUDIO, "names a file; only a folder can bring files", path)
        inside = (self._folder / path).resolve()
        if not inside.is_relative_to(self._folder.resolve()) or not inside.is_file():
            raise BadFieldError(_AUDIO, "names a file that is not in the folder", path)
        return inside.read_bytes()


def _check_columns(found: list[str], name: str) -> None:
    if not set(REQUIRED_COLUMNS) <= set(found):
        raise ImportColumnsError(
            name, wanted=REQUIRED_COLUMNS, optional=OPTIONAL_COLUMNS, found=found
        )


def _take_identifier(fields: JsonObject, split_name: str) -> str:
    """Returns "split-index", and the round too where a row has one: indices repeat by split."""
    index = _part(fields, "index")
    if index is None:
        raise BadFieldError("index", "is missing")
    turn = _part(fields, "round")
    text = f"{split_name}-{index}" if turn in _NO_ROUND else f"{split_name}-{index}-{turn}"
    if problem := identifier_problem(text):
        raise BadFieldError("index", problem, text)
    return text


def _part(fields: JsonObject, column: str) -> str | None:
    """Returns an index or a round, which some copies of the set store as numbers."""
    value = fields.get(column)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return take_string(fields, column) if value is not None else None
