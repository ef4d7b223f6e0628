"""Making a benchmark: its hash, its rows, and what is kept of the suite it is of."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from evaluation.runs.errors import NothingToTestError
from evaluation.runs.gathering import Gathered
from evaluation.runs.models import Benchmark, BenchmarkItem
from evaluation.suites.suite import Suite

_CHUNK = 2_000
# What of an item makes it another one; a clip's length follows from its bytes.
_IDENTITY = ("key", "language", "target", "question", "reference", "sha256")


def digest_items(items: Iterable[BenchmarkItem]) -> str:
    """SHA-256 over what identifies each item, in their order by key and language."""
    lines = sorted(map(_identity, items))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _identity(item: BenchmarkItem) -> str:
    """What is given counts where there is any, so that older benchmarks keep their digests."""
    said = [getattr(item, name) for name in _IDENTITY]
    given = [item.given] if item.given else []
    return json.dumps([*said, *given], ensure_ascii=False, sort_keys=True)


def write_benchmark(benchmark: Benchmark, gathered: Gathered) -> Benchmark:
    """Keeps it with its items, in the caller's transaction.

    Raises:
        NothingToTestError: there is no item.
    """
    if not gathered.items:
        raise NothingToTestError(gathered.left_out)
    benchmark.items_total = len(gathered.items)
    benchmark.left_out = dict(gathered.left_out)
    benchmark.languages = sorted({item.language for item in gathered.items})
    benchmark.manifest = digest_items(gathered.items)
    benchmark.save()
    for item in gathered.items:
        item.benchmark = benchmark
    BenchmarkItem.objects.bulk_create(gathered.items, batch_size=_CHUNK)
    return benchmark


def describe_source(suite: Suite, **source: Any) -> dict[str, Any]:
    """What is kept of a suite: its file may change, and this benchmark may not."""
    return {"suite": asdict(suite), **source}
