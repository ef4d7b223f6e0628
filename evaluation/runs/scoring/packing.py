"""What was counted of a pair's answers, as bytes: to be kept, and added up again later."""

from collections.abc import Iterable
from hashlib import blake2b
from io import BytesIO
from typing import Any

import numpy as np

from evaluation.suites.counting import CountedPair
from evaluation.suites.suite import Pair

_PLACES = ("ids", "clusters")


def pack(part: CountedPair) -> bytes:
    """Names of items and clusters become numbers: they only tell one from another."""
    arrays: dict[str, Any] = {  # Any: its own options have names, too
        "ids": _numbers(part.ids),
        "clusters": _numbers(part.clusters),
        **part.counts,
    }
    content = BytesIO()
    np.savez_compressed(content, **arrays)
    return content.getvalue()


def unpack(pair: Pair, content: bytes) -> CountedPair:
    """The same, with numbers for names; equal names have equal ones in whatever was packed."""
    with np.load(BytesIO(content), allow_pickle=False) as kept:
        return CountedPair(
            pair=pair,
            ids=kept["ids"].tolist(),
            clusters=kept["clusters"].tolist(),
            counts={way: kept[way] for way in kept.files if way not in _PLACES},
        )


def _numbers(names: Iterable[object]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """64 bits of each name's hash: of a million names no two meet, but by a chance of 1 in 10^7."""
    digests = b"".join(blake2b(str(name).encode(), digest_size=8).digest() for name in names)
    return np.frombuffer(digests, dtype="<u8")
