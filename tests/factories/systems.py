"""Benchmarks, systems that answer them, and training."""

from typing import Any

from django.utils import timezone

from catalog.models import Dataset
from corpus.models import Recording
from evaluation.runs.freezing import describe_source, write_benchmark
from evaluation.runs.gathering import Gathered
from evaluation.runs.models import Benchmark, BenchmarkItem, Comparison, Evaluation, System
from evaluation.suites.loading import get_suite
from jobs.enums import Queue
from tests.factories.numbers import numbers
from tests.factories.work import make_job
from training.recipes import get_recipe
from training.runs.models import TrainingRun


def make_benchmark(dataset: Dataset, *recordings: Recording, **fields: Any) -> Benchmark:
    """Of these recordings, as if a release's bench had been frozen."""
    items = [
        BenchmarkItem(
            dataset=dataset,
            key=recording.translation.item.external_id,
            cluster=recording.translation.item.external_id,
            language=recording.language,
            target=recording.language,
            question=recording.translation.question,
            reference=recording.translation.answer,
            sha256=recording.sha256,
            size_bytes=recording.size_bytes,
            seconds=recording.duration_s,
        )
        for recording in recordings
    ]
    suite = get_suite("spoken_qa")
    benchmark = Benchmark(
        **{
            "dataset": dataset,
            "name": f"bench{next(numbers)}",
            "suite": suite.name,
            "task": suite.task.value,
            "definition": describe_source(suite),
            "contamination": {},
            **fields,
        }
    )
    return write_benchmark(benchmark, Gathered(items=items))


def make_evaluation(
    benchmark: Benchmark, system: str = "", says: str = "word", engine: str = "cascade"
) -> Evaluation:
    """By a system of its own, which says the same to each item, and the item's key."""
    tested = System.objects.create(
        dataset=benchmark.dataset,
        name=system or f"system{next(numbers)}",
        engine=engine,
        sampling={},
        languages=[],
    )
    evaluation = Evaluation.objects.create(benchmark=benchmark, system=tested)
    for item in benchmark.items.all():
        evaluation.responses.create(
            item=item, text=f"{says} {item.key}", engine_version="1", fingerprint="0" * 64
        )
    return evaluation


def make_comparison(benchmark: Benchmark, **fields: Any) -> Comparison:
    return Comparison.objects.create(
        **{
            "evaluation": make_evaluation(benchmark),
            "baseline": make_evaluation(benchmark),
            "judge": "endpoint:judge",
            "prompt_version": "1",
            "protocol": "both",
            **fields,
        }
    )


def make_training(dataset: Dataset, **fields: Any) -> TrainingRun:
    """That runs, has told of two steps and a validation, skipped a clip, and left a checkpoint."""
    number = next(numbers)
    recipe = get_recipe("qwen2_5_omni_lora")
    definition = recipe.model_dump(mode="json")
    definition["data"]["languages"] = ["ara"]
    job = fields.pop("job", None) or make_job(dataset, kind="finetune", queue=Queue.TRAIN)
    run = TrainingRun.objects.create(
        **{
            "dataset": dataset,
            "name": f"omni{number}",
            "recipe": recipe.name,
            "definition": definition,
            "job": job,
            "step": 2,
            "steps": 10,
            "facts": {"samples": 20, "hours": 0.1, "device": "cpu"},
            **fields,
        }
    )
    run.jobs.add(job)
    now = timezone.now()
    for step in (1, 2):
        run.points.create(
            step=step, epoch=step / 5, loss=3.0 - step, learning_rate=1e-4, norm=1.0,
            samples_per_s=10.0, tokens_per_s=500.0, memory_bytes=10**9, at=now,
        )  # fmt: skip
    run.validations.create(step=2, loss=1.5, metrics={"wer": 0.5}, is_best=True, at=now)
    run.skipped.create(key="demo-001_ara", reason="empty", step=1)
    run.checkpoints.create(
        folder=run.name, step=2, is_best=True, is_final=False, sums={"adapter.bin": "0" * 64}
    )
    return run
