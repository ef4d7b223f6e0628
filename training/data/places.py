"""Where a source of a mixture lies: a folder here, or a bucket of object storage."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from training.errors import DataMissingError
from training.orders import Place, Shard

ENDINGS = {".parquet": "parquet", ".tar": "webdataset"}
_S3 = "s3://"


def title_of(shard: Shard) -> str:
    """What people know a shard by."""
    return shard.name or shard.path


def format_of(shard: Shard) -> str | None:
    """``parquet`` or ``webdataset``; None where its name ends with neither's ending."""
    return ENDINGS.get(PurePosixPath(title_of(shard)).suffix.lower())


class Files:
    """A place's files, opened by their path below it."""

    def __init__(self, place: Place) -> None:
        from pyarrow import fs

        self.place = place
        self.is_remote = place.path.startswith(_S3)
        self._root = place.path.removeprefix(_S3).rstrip("/")
        self._system = _remote(place) if self.is_remote else fs.LocalFileSystem()

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
            if format_of(shard):
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
    if odd := next((shard for shard in shards if format_of(shard) is None), None):
        raise DataMissingError(
            source,
            f"{title_of(odd)} ends with neither {' nor '.join(ENDINGS)}; name it so.",
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
