"""The way in: tells what a file is, by its content first, and reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, get_args

from corpus.importing.alpaca import read_alpaca
from corpus.importing.codes import language_code, language_from_name
from corpus.importing.delimited import TAB, read_delimited
from corpus.importing.errors import ImportFormatUnknownError, ImportLanguageUnknownError
from corpus.importing.formats import Format, detect_format
from corpus.importing.jsonl import read_jsonl
from corpus.importing.pairs import COLUMNS
from corpus.importing.parquet import read_parquet
from corpus.importing.rows import Row
from corpus.importing.squad import read_squad
from corpus.importing.stream import Readable, Rewindable, limit_stream, open_stream
from corpus.importing.tables import arrow_errors, parquet_columns, spooled
from corpus.importing.tmx import read_tmx
from corpus.importing.trial import try_parquet
from corpus.importing.trivia import read_trivia
from corpus.importing.voice_assistant import (
    columns_of_shards,
    is_voice_assistant,
    read_shard,
    read_voice_assistant,
)
from languages import SOURCE

DEFAULT_LIMIT = 512_000_000
SQUAD_LIMIT = 128_000_000  # this layout and Alpaca's are held in memory, several times their size

__all__ = ["DEFAULT_LIMIT", "SQUAD_LIMIT", "Format", "detect_format", "read", "tell_format"]


def read(  # noqa: PLR0913 - the fields of the upload form, and what a folder may bring
    file: Path | Readable,
    name: str,
    *,
    format: str = "auto",  # noqa: A002  # the word that REST and the command line use
    language: str | None = None,
    limit: int = DEFAULT_LIMIT,
    with_audio: bool = False,
    split_names: Path | None = None,
) -> Iterator[Row]:
    """Yields the rows and the rejects of one file, in its order.

    Nothing is opened before the first result is asked for, and errors come from there too:
    store what is read in one transaction.

    Args:
        file: A path, or bytes from their beginning, plain or gzip. A path may be a folder with
            Voice Assistant 400K's shards.
        name: The file's own name, for messages and for what the content doesn't tell; it is
            never opened.
        format: One of `Format`, or "auto", which looks at the content, then at the name.
        language: Of rows that name none themselves; by default what the file's name says.
        limit: Most bytes read, counted unpacked; a folder's shards have their own.
        with_audio: Whether Voice Assistant 400K's spoken questions are read, too.
        split_names: Its table of split names; by default the one beside the reader.

    Raises:
        ImportFileError: The file as a whole can't be read.
    """
    if language is not None and language_code(language) is None:
        raise ImportLanguageUnknownError(name, language)
    if format not in ("auto", *get_args(Format)):
        raise ImportFormatUnknownError(name, f"there is no format {format!r}")
    code = language_code(language) if language else language_from_name(name)
    options = _Options(name, format, code, limit, with_audio, split_names)
    if isinstance(file, Path) and file.is_dir():
        yield from options.read_folder(file)
    elif isinstance(file, Path):
        with file.open("rb") as opened:
            yield from options.read(opened)
    else:
        yield from options.read(file)


def tell_format(file: Path | Rewindable, name: str, *, limit: int = DEFAULT_LIMIT) -> Format:
    """What `read` will take the file for; leaves it at its beginning.

    Raises:
        ImportFileError: it is none of ours, or packed and damaged.
    """
    if isinstance(file, Path):
        return "voice-assistant"
    try:
        return detect_format(open_stream(file, name=name, limit=limit).peek(), name)
    finally:
        file.seek(0)


@dataclass(frozen=True, slots=True)
class _Options:
    """What `read` was asked for; `code` is the language, as far as anything says it."""

    name: str
    wanted: str
    code: str | None
    limit: int
    with_audio: bool
    split_names: Path | None

    def read_folder(self, folder: Path) -> Iterator[Row]:
        if self.wanted not in ("auto", "voice-assistant"):
            raise ImportFormatUnknownError(self.name, "it is a folder")
        yield from read_voice_assistant(
            folder, with_audio=self.with_audio, split_names=self.split_names
        )

    def read(self, file: Readable) -> Iterator[Row]:
        name = self.name
        stream = open_stream(file, name=name, limit=self.limit)
        found = self.wanted
        if found == "auto":
            found = detect_format(stream.peek(), name)
        if found == "jsonl":
            yield from read_jsonl(stream, language=self.code)
        elif found == "csv":
            yield from read_delimited(stream, name, language=self.code)
        elif found == "tsv":
            yield from read_delimited(stream, name, delimiter=TAB, language=self.code)
        elif found == "trivia":
            yield from read_trivia(stream, name)
        elif found == "tmx":
            yield from read_tmx(stream, name)
        elif found == "squad":
            if self.code is None:
                raise ImportLanguageUnknownError(name, None)
            yield from read_squad(self._whole(stream), language=self.code)
        elif found == "alpaca":
            yield from read_alpaca(self._whole(stream), language=self.code or SOURCE)
        else:
            with spooled(stream) as copy, arrow_errors(name, "Parquet"):
                columns = [*COLUMNS, *columns_of_shards(with_audio=self.with_audio)]
                try_parquet(copy, name, columns=columns, limit=self.limit)
                yield from self._read_parquet(copy, found)

    def _whole(self, stream: BinaryIO) -> BinaryIO:
        """Of a layout that is one JSON value."""
        return limit_stream(stream, name=self.name, limit=min(self.limit, SQUAD_LIMIT))

    def _read_parquet(self, copy: BinaryIO, found: str) -> Iterator[Row]:
        if found == "voice-assistant" or is_voice_assistant(parquet_columns(copy)):
            yield from read_shard(
                copy,
                self.name,
                limit=self.limit,
                with_audio=self.with_audio,
                split_names=self.split_names,
            )
        else:
            yield from read_parquet(copy, self.name, limit=self.limit, language=self.code)
