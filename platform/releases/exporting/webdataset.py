"""WebDataset: tar files in which ``KEY.flac`` and ``KEY.json`` are one sample."""

import io
import tarfile
from collections.abc import Iterable
from typing import BinaryIO

from releases.exporting.rows import FrozenRow


def write_webdataset(rows: Iterable[FrozenRow], file: BinaryIO) -> int:
    """Returns how many samples it wrote; rows without audio are none."""
    written = 0
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for row in rows:
            if row.audio is None:
                continue
            _add(archive, f"{row.key}.flac", row.audio)
            _add(archive, f"{row.key}.json", row.text.encode())
            written += 1
    return written


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    """Without time, owner and the like, which would differ between two exports."""
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))
