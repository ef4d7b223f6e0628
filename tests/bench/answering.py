"""Asks a system that does nothing about a whole bench, as a worker does it."""

from collections.abc import Sequence

from corpus.storage import audio_store
from engines import registry
from engines.audio import decode
from engines.fakes import EchoResponder
from engines.protocols import GREEDY, AudioClip, ResponseRequest
from engines.registry import Entry
from evaluation.runs.asking import ask_missing
from evaluation.runs.freezing import describe_source, write_benchmark
from evaluation.runs.gathering import Gathered
from evaluation.runs.models import Benchmark, BenchmarkItem, Evaluation, System
from evaluation.suites.loading import get_suite
from jobs.models import Job
from languages import LANGUAGES
from tests.bench.result import Result, seconds
from tests.clips import make_clip
from tests.factories import make_dataset, make_job

QUESTIONS = 200
_BATCH = 128
_SECONDS = 4.0


def answer() -> Sequence[Result]:
    """Every clip is read from the store and every answer kept; the engine only counts samples."""
    registry.ENGINES["responder", "nothing"] = Entry("engines.fakes.EchoResponder")
    # Each question sounds otherwise: what would be asked the same is taken over, not asked.
    clips = [
        audio_store().put(make_clip(seconds=_SECONDS, pitch=100.0 + number))
        for number in range(QUESTIONS)
    ]
    evaluation, job = _prepare(clips)
    items = [*evaluation.benchmark.items.order_by("pk")]
    ours = seconds(lambda: _ask(evaluation, items, job))
    plain = seconds(lambda: _plain([item.sha256 for item in items]))
    return [
        Result(
            f"Answers to {QUESTIONS} x {len(LANGUAGES)} clips of {_SECONDS:g} s, kept one by one",
            f"{len(items) / ours:,.0f} items/s, ratio {plain / ours:.2f}",
            f"{len(items) / plain:,.0f} items/s: the same clips read and answered, nothing kept",
        )
    ]


def _prepare(clips: Sequence[str]) -> tuple[Evaluation, Job]:
    dataset = make_dataset()
    suite = get_suite("spoken_qa")
    items = [
        BenchmarkItem(
            dataset=dataset,
            key=f"q{number}",
            cluster=f"q{number}",
            language=code,
            target=code,
            question=f"Question {number}?",
            reference="An answer.",
            sha256=sha256,
            size_bytes=1,
            seconds=_SECONDS,
        )
        for number, sha256 in enumerate(clips)
        for code in LANGUAGES
    ]
    benchmark = Benchmark(
        dataset=dataset,
        name="bench",
        suite=suite.name,
        task=suite.task.value,
        definition=describe_source(suite),
        contamination={},
    )
    write_benchmark(benchmark, Gathered(items=items))
    system = System.objects.create(
        dataset=dataset, name="nothing", engine="nothing", sampling={}, languages=[]
    )
    evaluation = Evaluation.objects.create(benchmark=benchmark, system=system)
    return evaluation, make_job(dataset, kind="evaluate")


def _ask(evaluation: Evaluation, items: Sequence[BenchmarkItem], job: Job) -> None:
    for start in range(0, len(items), _BATCH):
        failed = ask_missing(evaluation, items[start : start + _BATCH], job=job)
        assert not failed, failed[0]


def _plain(clips: Sequence[str]) -> None:
    engine = EchoResponder()
    for sha256 in clips:
        samples, rate = decode(audio_store().get(sha256))
        clip = AudioClip(samples=samples, sample_rate=rate)
        engine.respond([ResponseRequest(clip=clip, language="eng", target="eng")], GREEDY)
