"""Where a source of a mixture lies: a folder here, or a bucket of object storage."""

import os
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from training.errors import DataMissingError
from training.recipes.fields import Part

ENDINGS = {".parquet": "parquet", ".tar": "webdataset"}
_S3 = "s3://"


class Shard(Part):
    """One file of a release's export."""

    path: str
    """Below the place's path."""
    name: str = ""
    """What people know it by, with the ending of its format; its path where it is empty."""
    sha256: str = ""
    """What its bytes must come to; empty where that isn't known."""

    @property
    def title(self) -> str:
        return self.name or self.path

    @property
    def format(self) -> str | None:
        """``parquet`` or ``webdataset``; None where the name ends with neither's ending."""
        return ENDINGS.get(os.path.splitext(self.title)[1].lower())  # noqa: PTH122 - no path


class Place(Part):
    """Credentials are never written down: they are found as boto3 and pyarrow find them."""

    path: str
    """A folder, or ``s3://bucket/folder``."""
    shards: tuple[Shard, ...] = ()
    """Of a release; empty for all in the folder that end with ``.parquet`` or ``.tar``."""
    endpoint: str = ""
    """Address of object storage other than Amazon's."""
    region: str = ""
    licence: str = ""
    """SPDX name for what carries none itself; rows of a release carry theirs."""

    @property
    def is_remote(self) -> bool:
        return self.path.startswith(_S3)


class Files:
    """A place's files, opened by their path below it."""

    def __init__(self, place: Place) -> None:
        from pyarrow import fs

        self.place = place
        self._root = place.path.removeprefix(_S3).rstrip("/")
        self._system = _remote(place) if place.is_remote else fs.LocalFileSystem()

    def open(self, path: str) -> Any:
        """A file of pyarrow's that reads anywhere in it.

        Raises:
            OSError: it isn't there, or can't be read.
        """
        return self._system.open_input_file(f"{self._root}/{path}")

    def stream(self, path: str) -> BinaryIO:
        """The same from beginning to end.

        Raises:
            OSError: it isn't there, or can't be read.
        """
        return cast("BinaryIO", self._system.open_input_stream(f"{self._root}/{path}"))

    def state(self, path: str) -> tuple[int, int]:
        """Bytes, and when it was changed (ns): another where the file is another.

        Raises:
            OSError: it isn't there, or can't be read.
        """
        info = self._system.get_file_info(f"{self._root}/{path}")
        if info.size is None:
            raise FileNotFoundError(f"{self.place.path}/{path} is not there")
        return info.size, info.mtime_ns or 0

    def shards(self) -> Iterator[Shard]:
        """Those that the place names, or all that lie in its folder, by name.

        Raises:
            OSError: the folder isn't there, or can't be read.
        """
        from pyarrow import fs

        if self.place.shards:
            yield from self.place.shards
            return
        found = self._system.get_file_info(fs.FileSelector(self._root, recursive=True))
        for path in sorted(each.path for each in found if each.is_file):
            shard = Shard(path=path.removeprefix(self._root).lstrip("/"))
            if shard.format:
                yield shard


def find_shards(source: str, files: Files) -> tuple[Shard, ...]:
    """A release's shards.

    Raises:
        DataMissingError: there are none, or one of no format that is read.
    """
    try:
        shards = tuple(files.shards())
    except OSError as error:
        raise DataMissingError(source, f"{files.place.path} can't be read: {error}") from error
    if not shards:
        raise DataMissingError(
            source,
            f"{files.place.path} holds no file that ends with {' or '.join(ENDINGS)}. Export the "
            "release as Parquet with audio or as WebDataset.",
        )
    if odd := next((shard for shard in shards if shard.format is None), None):
        raise DataMissingError(
            source, f"{odd.title} ends with neither {' nor '.join(ENDINGS)}; name its format so."
        )
    return shards


def _remote(place: Place) -> Any:
    from pyarrow import fs

    scheme, _, host = place.endpoint.rpartition("://")
    return fs.S3FileSystem(
        endpoint_override=host or None,
        scheme=scheme or "https",
        region=place.region or ("us-east-1" if host else None),
        connect_timeout=10,
        request_timeout=60,
        retry_strategy=fs.AwsStandardS3RetryStrategy(max_attempts=5),
    )
