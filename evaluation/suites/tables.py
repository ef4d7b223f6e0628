"""Reads tab-separated tables that name clips, as Common Voice and CoVoST-2 publish them.

Line by line: no file is held in memory, and no quoting, which these tables don't have.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from evaluation.suites.errors import LayoutError
from evaluation.suites.samples import BadRow, Fault

MOST_BYTES = 100_000
"""Of one line; no honest one comes near."""
ENDINGS = (".mp3", ".wav", ".flac", ".ogg")

Fields = Mapping[str, str]
Numbered = tuple[int, Fields]
"""Line number, from 1, and fields by column."""


def read_rows(
    path: Path, *, columns: Sequence[str], header: Sequence[str] = ()
) -> Iterator[Numbered | BadRow]:
    """Yields rows, or what is wrong with them.

    Args:
        path: Of the table.
        columns: Those it must have.
        header: All of its columns, where its first line doesn't name them.

    Raises:
        LayoutError: there is no such file, or it lacks one of the columns.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise LayoutError(path, f"it can't be read ({error.strerror}).") from error
    with file:
        named = header or _header(path, file.readline(MOST_BYTES), columns)
        for number, line in enumerate(_lines(file), start=1 if header else 2):
            if line.strip():
                yield _row(path, number, line, named)


def find_clip(folder: Path, name: str) -> Path | Fault:
    """The clip of this name, which may have been packed anew in another format.

    The name comes from a table by strangers, so it may name a file of the folder and nothing else.
    """
    if not name:
        return Fault.NO_CLIP_NAME
    if name in {".", ".."} or set(name) & set("/\\\0"):
        return Fault.CLIP_OUTSIDE
    stem = name.removesuffix(Path(name).suffix) if name.endswith(ENDINGS) else name
    candidates = [folder / name, *(folder / f"{stem}{ending}" for ending in ENDINGS)]
    return next((each for each in candidates if _is_file(each)), Fault.CLIP_MISSING)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than a file system takes
        return False


def _header(path: Path, line: bytes, columns: Sequence[str]) -> list[str]:
    try:
        header = line.decode("utf-8-sig").rstrip("\r\n").split("\t")
    except UnicodeDecodeError as error:
        raise LayoutError(path, "its first line is not UTF-8.") from error
    if missing := [name for name in columns if name not in header]:
        problem = (
            f"it has no column {', '.join(missing)}. It needs {', '.join(columns)} in its first "
            f"line, set apart by tabs; it has {', '.join(header)[:200] or 'none'}."
        )
        raise LayoutError(path, problem)
    return header


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Yields lines; of one that is too long only the beginning."""
    while line := file.readline(MOST_BYTES + 1):
        rest = line
        while len(rest) > MOST_BYTES and not rest.endswith(b"\n"):
            rest = file.readline(MOST_BYTES + 1)
        yield line


def _row(path: Path, number: int, line: bytes, header: Sequence[str]) -> Numbered | BadRow:
    found = _fields(line, len(header))
    if isinstance(found, list):
        return number, dict(zip(header, found, strict=True))
    fault, problem = found
    return BadRow(file=path, line=number, fault=fault, problem=problem)


def _fields(line: bytes, wanted: int) -> list[str] | tuple[Fault, str]:
    if len(line) > MOST_BYTES:
        return Fault.TOO_LONG, f"the line is longer than {MOST_BYTES:,} bytes."
    if b"\0" in line:
        return Fault.UNREADABLE, f"byte {line.index(0) + 1} is zero, which no text holds."
    try:
        fields = line.decode().rstrip("\r\n").split("\t")
    except UnicodeDecodeError as error:
        return Fault.UNREADABLE, f"byte {error.start + 1} is not UTF-8."
    if len(fields) != wanted:
        return Fault.FIELDS, f"it has {len(fields)} fields; the first line names {wanted}."
    return [field.strip() for field in fields]
