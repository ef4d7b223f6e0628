"""Items of a benchmark to be, from a release, from a folder, or from both."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from catalog.models import Dataset
from corpus.models import Recording
from corpus.storage import audio_store
from engines.audio import decode
from engines.errors import AudioError
from engines.protocols import Task
from evaluation.runs.errors import FolderOutsideError
from evaluation.runs.models import BenchmarkItem
from evaluation.suites.errors import LayoutError
from evaluation.suites.layouts import read_samples
from evaluation.suites.samples import LeftOut, Sample
from evaluation.suites.squad import PassageQuestion, find_squad, read_questions
from evaluation.suites.suite import Pair, Source, Suite
from releases.errors import ReleaseMissingError
from releases.models import Release

_CHUNK = 2_000
_LONGEST_KEY = 200


@dataclass(kw_only=True)
class Gathered:
    """Items to be, and how many rows were none, by reason."""

    items: list[BenchmarkItem] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def gather(
    dataset: Dataset, suite: Suite, release: Release | None, folder: str, languages: Sequence[str]
) -> Gathered:
    """Items of a suite in some spoken languages, from a release, a folder, or both.

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
            _gather_pair(dataset, suite, pair, root, release, gathered)
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


def _gather_pair(  # noqa: PLR0913, PLR0917 - what a suite of files is gathered from
    dataset: Dataset, suite: Suite, pair: Pair, root: Path, release: Release | None, into: Gathered
) -> None:
    """A language whose files are missing is left out like a row that can't be used."""
    left_out = LeftOut()
    try:
        if release is not None:
            gather_passages(release, pair, find_squad(root, pair.language, split=suite.split), into)
            return
        for sample in left_out.samples(read_samples(suite, pair, root)):
            _gather_sample(dataset, sample, suite.task, into)
    except LayoutError:
        into.left_out[f"{pair.key}: no files"] += 1
    for fault, count in left_out.counts.items():
        into.left_out[f"{pair.key}: {fault.value}"] += count


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
            question=sample.reference if task is Task.TRANSCRIBE else sample.transcript,
            given=dict(sample.given),
            reference=sample.reference,
            sha256=audio_store().put(content),
            size_bytes=len(content),
            seconds=len(samples) / rate,
        )
    )


def gather_release(release: Release, languages: Sequence[str]) -> Gathered:
    """The voiced questions of a release's bench split, with the answers as references."""
    gathered = Gathered()
    for voiced in _voiced_bench(release, languages, gathered):
        gathered.items.append(voiced.item(reference=voiced.said["answer"]))
    return gathered


def gather_passages(release: Release, pair: Pair, path: Path, into: Gathered) -> None:
    """The voiced questions of a bench split that a file of SQuAD's layout asks of passages.

    The file says what is right: all answers, where a release has one, and the passage in the
    question's own language.

    Raises:
        LayoutError: it is no SQuAD.
    """
    asked = {one.id: one for one in read_questions(path) if isinstance(one, PassageQuestion)}
    for voiced in _voiced_bench(release, [pair.language], into):
        question = asked.get(voiced.said["id"])
        if question is None:
            into.left_out[f"{pair.key}: no passage"] += 1
            continue
        into.items.append(voiced.item(reference=question.reference, given=dict(question.given)))


class _Voiced(NamedTuple):
    """A row of a release, what it says, and the clip."""

    release: Release
    source: str
    language: str
    recording: Recording
    said: dict[str, Any]

    def item(self, **right: Any) -> BenchmarkItem:
        return BenchmarkItem(
            dataset_id=self.release.dataset_id,
            key=self.said["id"],
            cluster=self.said["id"],
            language=self.language,
            target=self.language,
            question=self.said["question"],
            sha256=self.recording.sha256,
            size_bytes=self.recording.size_bytes,
            seconds=self.recording.duration_s,
            source=self.source,
            **right,
        )


def _voiced_bench(
    release: Release, languages: Sequence[str], gathered: Gathered
) -> Iterator[_Voiced]:
    """In the order of items; rows without a recording are counted."""
    rows = release.frozen_rows.filter(in_bench=True, language__in=languages)
    picked = rows.select_related("line", "recording").order_by("item_id", "language")
    for row in picked.iterator(chunk_size=_CHUNK):
        if row.recording is None:
            gathered.left_out["without a recording"] += 1
            continue
        said = json.loads(row.line.line)
        yield _Voiced(release, row.source, row.language, row.recording, said)
