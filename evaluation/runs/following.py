"""Tests what was trained, where its manager asked for it: against its base, on a benchmark."""

import logging
from datetime import datetime

from django.db import OperationalError, transaction
from django.utils import timezone
from rest_framework.exceptions import ValidationError

from catalog.models import Dataset
from common.errors import StudioError
from engines.protocols import Sampling, Task
from evaluation.runs.errors import BenchmarkMissingError, TestingFailedError
from evaluation.runs.models import Benchmark, Comparison, System
from evaluation.runs.systems import add_system
from generation.kinds.parameters import check_startable
from jobs.enums import ACTIVE, JobState
from jobs.models import Job
from jobs.services import start_job
from training.runs.errors import WishRefusedError
from training.runs.models import TrainingRun
from training.runs.wishes import Wish

logger = logging.getLogger(__name__)
BASES = {"qwen2_5_omni": "qwen2.5-omni"}
"""What a family's checkpoints are compared with, where they are a published model finetuned."""
PARTS_IN_A_ROW = "cascade"
"""What those are compared with that were put together here, or only read."""
_LONGEST_BEGINNING = 34
"""Characters, of a system's name."""


def check_wish(dataset: Dataset, wish: Wish) -> None:
    """Raises WishRefusedError, or ValidationError where the judge can't be started."""
    if not wish.benchmark:
        if wish.judge:
            raise WishRefusedError("judge", "A judge compares answers to a benchmark: name one.")
        return
    benchmark = dataset.benchmarks.filter(name=wish.benchmark).first()
    if benchmark is None:
        raise WishRefusedError("benchmark", BenchmarkMissingError(wish.benchmark).message)
    if wish.judge:
        if benchmark.task != Task.ANSWER.value:
            raise WishRefusedError(
                "judge",
                f"{benchmark.name} is scored by its references; judges compare answers to "
                "questions. Leave the judge out.",
            )
        check_startable("chat model", wish.judge)


def follow_trainings() -> None:
    """By the sweep: starts what comes next for each training that is complete."""
    for pk in TrainingRun.objects.to_follow().values_list("pk", flat=True):
        with transaction.atomic():
            waiting = TrainingRun.objects.to_follow().select_for_update(
                skip_locked=True, no_key=True
            )
            run = waiting.filter(pk=pk).first()
            if run is not None:
                _advance(run)


def _advance(run: TrainingRun) -> None:
    try:
        with transaction.atomic():
            ended = _test(run)
    except (StudioError, ValidationError) as problem:
        logger.warning("%s can't be tested: %s", run, problem)
        run.follow_error, ended = str(problem), True
    except OperationalError as problem:  # a deadlock or a timeout: the next sweep tries again
        logger.warning("%s could not be tested yet: %s", run, problem)
        return
    except Exception as problem:  # a fault of ours, which would come again with every sweep
        logger.exception("%s can't be tested", run)
        run.follow_error, ended = f"{type(problem).__name__}: {problem}", True
    if ended:
        run.followed_at = timezone.now()
    run.save(update_fields=["followed", "followed_at", "follow_error"])


def _test(run: TrainingRun) -> bool:
    """One step further; returns whether that was the last."""
    benchmark = run.dataset.benchmarks.get(name=run.benchmark)
    tested = _system(run, name=run.name, engine=run.engine_of(run.name))
    base, read = _base(run), _reader(run, benchmark)
    run.followed = {"system": tested.name, "baseline": base.name, "comparison": None}
    if read is not None:
        run.followed["read"] = read.name
    since = run.checkpoints.get(is_final=True).created_at
    asked = [
        _is_asked(run, benchmark, system, since)
        for system in (tested, base, read)
        if system is not None
    ]
    if not all(asked):
        return False
    if not run.judge:
        return True
    return _is_judged(run, benchmark, tested, base, since)


def _system(run: TrainingRun, *, name: str, engine: str) -> System:
    """With nothing but the model's own ways: no prompt of ours, the likeliest word."""
    plain = run.dataset.systems.filter(
        engine=engine, prompts={}, sampling=Sampling().lineage()
    ).order_by("pk")
    found: System | None = plain.first()
    return found or add_system(
        run.dataset,
        name=name,
        engine=engine,
        sampling=Sampling(),
        prompts={},
        languages=[],
        by=run.created_by,
    )


def _base(run: TrainingRun) -> System:
    engine = BASES.get(run.trained_recipe.model.family, PARTS_IN_A_ROW)
    check_startable("responder", engine)
    taken = run.dataset.systems.filter(name=engine).exists()
    return _system(run, name=f"{engine}-plain" if taken else engine, engine=engine)


def _reader(run: TrainingRun, benchmark: Benchmark) -> System | None:
    """The model given the right transcript, where it reads and the benchmark knows that of all."""
    known = not benchmark.items.filter(question="").exists()
    if run.trained_recipe.model.hears or benchmark.task == Task.TRANSCRIBE.value or not known:
        return None
    name = f"{run.name[:_LONGEST_BEGINNING]}-reads"
    return _system(run, name=name, engine=f"transcript:checkpoint:{run.name}")


def _is_asked(run: TrainingRun, benchmark: Benchmark, system: System, since: datetime) -> bool:
    """Whether a system was asked about all items; starts to ask it."""
    if not benchmark.items.exclude(responses__evaluation__system=system).exists():
        return True
    wanted = {"benchmark": benchmark.name, "system": system.name}
    return _is_done(run, "evaluate", wanted, since)


def _is_judged(
    run: TrainingRun, benchmark: Benchmark, tested: System, base: System, since: datetime
) -> bool:
    wanted = {
        "benchmark": benchmark.name,
        "system": tested.name,
        "baseline": base.name,
        "judge": run.judge,
    }
    if not _is_done(run, "judge", wanted, since):
        return False
    comparison = Comparison.objects.filter(
        evaluation__system=tested, evaluation__benchmark=benchmark, baseline__system=base,
        judge=run.judge,
    )  # fmt: skip
    run.followed["comparison"] = comparison.latest("pk").pk
    return True


def _is_done(run: TrainingRun, kind: str, wanted: dict[str, str], since: datetime) -> bool:
    """Whether a job has ended that does this; starts one where there is none.

    Raises:
        TestingFailedError: nothing came of it.
    """
    jobs = Job.objects.filter(
        dataset=run.dataset, kind=kind, parameters__contains=wanted, created_at__gte=since
    )
    job = jobs.order_by("-pk").first()
    if job is None:
        start_job(run.dataset, kind=kind, parameters=wanted, by=run.created_by)
        return False
    if job.state in {JobState.FAILED, JobState.CANCELLED}:
        raise TestingFailedError(job.pk, kind, job.state)
    return job.state not in ACTIVE
