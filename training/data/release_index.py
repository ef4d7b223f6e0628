"""The index of a release: every row of a split, told by its shards without hearing any."""

import hashlib
import tarfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from training.data.index import FRAMES_A_SECOND, ROW, Index, hashed, joined
from training.data.leaving_out import LeftOut, Reason
from training.data.places import Files, format_of, title_of
from training.data.release_rows import Told, name_of, target_of, tell
from training.errors import ShardUnreadableError
from training.orders import Shard
from training.recipes.fields import Source

DAMAGED = (
    *(OSError, ValueError, KeyError, TypeError, AttributeError, EOFError),
    tarfile.TarError,
)
"""What readers raise where a shard is not what it should be; pyarrow's errors are ValueErrors."""
_THREADS = 4
_BLOCK = 2**20


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """All of a release that can be trained on, of any length and language."""

    index: Index
    left_out: LeftOut
    sums: tuple[str, ...]
    """SHA-256 by shard; empty where it comes over the network and nobody has said it."""


def index_shards(name: str, source: Source, files: Files, shards: Sequence[Shard]) -> Found:
    """Reads all of the shards but their audio.

    Raises:
        ShardUnreadableError: a shard is damaged, or not the one that its sum says.
    """
    with ThreadPoolExecutor(_THREADS) as threads:
        jobs = [
            threads.submit(_index_shard, name, source, files, shard, number)
            for number, shard in enumerate(shards)
        ]
        parts = [job.result() for job in jobs]
    left_out = LeftOut()
    for part in parts:
        left_out.add_all(part.left_out)
    return Found(
        index=joined([part.index for part in parts]),
        left_out=left_out,
        sums=tuple(sum_ for part in parts for sum_ in part.sums),
    )


def checked_sum(files: Files, shard: Shard) -> str:
    """Reads all of a shard; its SHA-256.

    Raises:
        OSError: it can't be read.
        ValueError: it isn't the one that was exported.
    """
    digest = hashlib.sha256()
    with files.stream(shard.path) as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    if shard.sha256 not in {"", digest.hexdigest()}:
        raise ValueError(f"its SHA-256 is not {shard.sha256}")
    return digest.hexdigest()


def _index_shard(name: str, source: Source, files: Files, shard: Shard, number: int) -> Found:
    left_out = LeftOut()
    try:
        # What comes over the network is checked when all of it is fetched.
        digest = shard.sha256 if files.is_remote else checked_sum(files, shard)
        with files.open(shard.path) as file:
            told = tell(file, format_of(shard) or "", source.task)
            index = _rows(list(_usable(told, source, left_out)), source, number)
    except DAMAGED as error:
        raise ShardUnreadableError(name, title_of(shard), _said(error)) from error
    return Found(index=index, left_out=left_out, sums=(digest,))


def _usable(told: Iterator[Told], source: Source, left_out: LeftOut) -> Iterator[Told]:
    for row in told:
        if problem := _problem(row, source):
            left_out.add(problem, 1, name_of(row.id, row.language))
        else:
            yield row


def _problem(row: Told, source: Source) -> Reason | None:
    if row.in_bench:
        return Reason.BENCH
    if row.split != source.split:
        return Reason.OTHER_SPLIT
    if row.seconds is None:
        return Reason.NO_RECORDING
    return None if row.text.strip() else Reason.NO_ANSWER


def _rows(told: Sequence[Told], source: Source, shard: int) -> Index:
    targets = [target_of(each.language, source.task) for each in told]
    fields = {
        "part": [each.source for each in told],
        "language": [each.language for each in told],
        "target": targets,
        "licence": [each.licence for each in told],
    }
    names = tuple(sorted({name for column in fields.values() for name in column}))
    number = {name: place for place, name in enumerate(names)}
    rows = np.zeros(len(told), ROW)
    for field, column in fields.items():
        rows[field] = [number[name] for name in column]
    rows["frames"] = [_frames(each) for each in told]
    rows["answer"] = [len(each.text.encode()) for each in told]
    rows["shard"] = shard
    rows["row"] = [each.row for each in told]
    rows["key"] = [hashed(name_of(each.id, each.language)) for each in told]
    rows["cluster"] = [hashed(each.id) for each in told]
    return Index(rows, names)


def _frames(told: Told) -> int:
    """Half an hour at most, so that nonsense fits; longer clips are left out anyway."""
    seconds = max(0.0, min(told.seconds or 0.0, 1800.0))
    return round(seconds * FRAMES_A_SECOND)


def _said(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:300]
