"""Making a benchmark: its items, its hash, and what a training split has of them already."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from catalog.models import Dataset
from corpus.storage import audio_store
from engines.audio import decode
from engines.errors import AudioError
from engines.protocols import Task
from evaluation.runs.errors import FolderOutsideError, NothingToTestError
from evaluation.runs.models import Benchmark, BenchmarkItem
from evaluation.suites.errors import LayoutError
from evaluation.suites.layouts import read_samples
from evaluation.suites.samples import LeftOut, Sample
from evaluation.suites.suite import Pair, Source, Suite
from releases.errors import ReleaseMissingError
from releases.models import Release

_CHUNK = 2_000
_LONGEST_KEY = 200
# What of an item makes it another one; a clip's length follows from its bytes.
_IDENTITY = ("key", "language", "target", "question", "reference", "sha256")


@dataclass(kw_only=True)
class Gathered:
    """Items to be, and how many rows were none, by reason."""

    items: list[BenchmarkItem] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def gather(
    dataset: Dataset, suite: Suite, release: Release | None, folder: str, languages: Sequence[str]
) -> Gathered:
    """Items of a suite in some spoken languages, from a release or from a folder.

    Raises:
        LayoutError: the folder is not laid out as the suite's source.
        FolderOutsideError: it is not below the folder that settings allow.
    """
    if suite.source is Source.BENCH:
        if release is None:
            raise ReleaseMissingError("")
        return gather_release(release, languages)
    root = corpus_folder(folder)
    gathered = Gathered()
    for pair in suite.pairs:
        if pair.language in languages:
            _gather_pair(dataset, suite, pair, root, gathered)
    return gathered


def corpus_folder(name: str) -> Path:
    """A folder of a corpus, by its path below the one that settings name.

    Raises:
        FolderOutsideError: it is not there, or not below.
    """
    allowed = settings.EVALUATION_FOLDER.resolve()
    try:
        folder = (allowed / name).resolve()
        is_there = folder.is_relative_to(allowed) and folder.is_dir()
    except (OSError, ValueError):
        is_there = False
    if not is_there:
        raise FolderOutsideError(name)
    return folder


def _gather_pair(
    dataset: Dataset, suite: Suite, pair: Pair, root: Path, gathered: Gathered
) -> None:
    """A language whose files are missing is left out like a row that can't be used."""
    left_out = LeftOut()
    try:
        for sample in left_out.samples(read_samples(suite, pair, root)):
            _gather_sample(dataset, sample, suite.task, gathered)
    except LayoutError:
        gathered.left_out[f"{pair.key}: no files"] += 1
    for fault, count in left_out.counts.items():
        gathered.left_out[f"{pair.key}: {fault.value}"] += count


def _gather_sample(dataset: Dataset, sample: Sample, task: Task, gathered: Gathered) -> None:
    """The clip goes into the audio store as it is, so that it stays what it was."""
    if max(len(sample.id), len(sample.cluster)) > _LONGEST_KEY:
        gathered.left_out[f"{sample.language}: key_too_long"] += 1
        return
    content = sample.audio.read_bytes()
    try:
        samples, rate = decode(content)
    except AudioError:
        gathered.left_out[f"{sample.language}: clip_unreadable"] += 1
        return
    gathered.items.append(
        BenchmarkItem(
            dataset=dataset,
            key=sample.id,
            cluster=sample.cluster,
            language=sample.language,
            target=sample.target,
            question=sample.reference if task is Task.TRANSCRIBE else "",
            reference=sample.reference,
            sha256=audio_store().put(content),
            size_bytes=len(content),
            seconds=len(samples) / rate,
        )
    )


def gather_release(release: Release, languages: Sequence[str]) -> Gathered:
    """The voiced questions of a release's bench split, with the answers as references."""
    rows = release.frozen_rows.filter(in_bench=True, language__in=languages)
    gathered = Gathered()
    picked = rows.select_related("line", "recording").order_by("item_id", "language")
    for row in picked.iterator(chunk_size=_CHUNK):
        if row.recording is None:
            gathered.left_out["without a recording"] += 1
            continue
        said = json.loads(row.line.line)
        gathered.items.append(
            BenchmarkItem(
                dataset_id=release.dataset_id,
                key=said["id"],
                cluster=said["id"],
                language=row.language,
                target=row.language,
                question=said["question"],
                reference=said["answer"],
                sha256=row.recording.sha256,
                size_bytes=row.recording.size_bytes,
                seconds=row.recording.duration_s,
                source=row.source,
            )
        )
    return gathered


def digest_items(items: Iterable[BenchmarkItem]) -> str:
    """SHA-256 over what identifies each item, in their order by key and language."""
    lines = sorted(
        json.dumps([getattr(item, name) for name in _IDENTITY], ensure_ascii=False)
        for item in items
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


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
