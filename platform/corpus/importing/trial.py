"""Reads a Parquet file in a process that may die of it, before our own does.

The reader is a large C++ library, and bytes made for it can end the process around it: a web
server with all its requests, or a worker.
"""

import os
import subprocess
import sys
from contextlib import suppress
from typing import BinaryIO

from corpus.importing.errors import ImportDamagedError
from corpus.importing.tables import parquet_columns, parquet_rows

_MAGIC = (b"PAR1", b"PARE")  # the second one where the footer is encrypted
PROGRAM = (sys.executable, "-m", __name__)


def try_parquet(file: BinaryIO, name: str, *, columns: list[str], limit: int) -> None:
    """Reads the columns to their end; takes as long as reading them, and a second.

    Says nothing of what the reader itself complains about: whoever reads the file hears it, too.

    Args:
        file: A real file, at its beginning.
        name: The file's own name, for messages.
        columns: Those that will be read.
        limit: Most bytes of text read.

    Raises:
        ImportDamagedError: the process that read it died.
        CalledProcessError: it could not even begin; that is no fault of the file.
    """
    if not _looks_whole(file):
        return  # then the reader looks at nothing else
    path = os.pathsep.join(sys.path)
    done = subprocess.run(
        [*PROGRAM, str(file.fileno()), str(limit), *columns],
        pass_fds=[file.fileno()], stdin=subprocess.DEVNULL, capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    file.seek(0)
    if done.returncode < 0:
        problem = "the file broke the Parquet reader. Write it again with another program."
        raise ImportDamagedError(name, problem)
    done.check_returncode()


def _looks_whole(file: BinaryIO) -> bool:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - len(_MAGIC[0])))
    ends_well = file.read() in _MAGIC
    file.seek(0)
    return ends_well


def main(descriptor: str, limit: str, *columns: str) -> None:
    with os.fdopen(int(descriptor), "rb") as file, suppress(Exception):
        found = [one for one in parquet_columns(file) if one in columns]
        for _ in parquet_rows(file, found, name="", limit=int(limit)):
            pass


if __name__ == "__main__":
    main(*sys.argv[1:])
