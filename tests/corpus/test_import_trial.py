"""A file that kills the Parquet reader ends an import, never the studio."""

import io
import sys
from tempfile import TemporaryFile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpus.importing import ParsedPair, read, trial
from corpus.importing.errors import ImportDamagedError

DYING = (sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")


def parquet() -> io.BytesIO:
    row = {"id": "a", "source": "identity", "question": "Who?", "answer": "Me."}
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([row]), file)
    file.seek(0)
    return file


def test_file_that_kills_its_reader_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "PROGRAM", DYING)
    with pytest.raises(ImportDamagedError, match=r"a\.parquet: the file broke the Parquet reader"):
        list(read(parquet(), "a.parquet"))


def test_file_that_its_reader_survives_is_read_from_the_start() -> None:
    assert [type(row) for row in read(parquet(), "a.parquet")] == [ParsedPair]


@pytest.mark.parametrize("content", [b"", b"PAR1 no Parquet at all PAR1"])
def test_reader_that_only_complains_is_left_to_complain_again(content: bytes) -> None:
    with TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        trial.try_parquet(file, "a.parquet", columns=["id"], limit=1_000)
        assert file.read() == content
