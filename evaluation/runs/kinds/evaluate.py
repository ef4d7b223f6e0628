"""The job kind that asks a system about every item of a benchmark."""

from functools import partial

from django.db.models import Count

from catalog.models import Dataset
from engines import registry
from evaluation.runs.asking import ask_missing, want_scores
from evaluation.runs.kinds.handing import hand_over
from evaluation.runs.kinds.parameters import OnBenchmarkParameters, find_pair
from evaluation.runs.models import BenchmarkItem, Evaluation
from generation.kinds.parameters import check_startable
from generation.planning import insert_batches
from jobs.enums import Queue
from jobs.kinds import Estimate, FailedUnit, JobKind, Parameters, WriteResults
from jobs.leases import check_held
from jobs.models import Batch, Job

BATCH_UNITS = 128
# Clips of like length share a batch.
_MISSING = """
SELECT item.language, item.id, item.id AS item_id, (item.seconds * 1000)::bigint AS size,
       false AS apart, 0 AS voice
FROM evaluation_benchmarkitem item
WHERE item.benchmark_id = %(benchmark)s AND NOT EXISTS (
    SELECT FROM evaluation_response response
    WHERE response.evaluation_id = %(evaluation)s AND response.item_id = item.id)
"""


class EvaluateParameters(OnBenchmarkParameters):
    """The engine is written beside the system, as it says where the job belongs."""

    def validate(self, attrs: dict[str, str]) -> dict[str, str]:
        dataset: Dataset = self.context["dataset"]
        system = dataset.systems.get(name=attrs["system"])
        check_startable("responder", system.engine)
        return {**attrs, "engine": system.engine}


def plan(job: Job) -> int:
    """Of items without an answer, so that a second job goes on where a first ended."""
    wanted = job.parameters
    benchmark, system = find_pair(job.dataset, wanted["benchmark"], wanted["system"])
    evaluation, is_new = Evaluation.objects.get_or_create(
        benchmark=benchmark, system=system, defaults={"created_by": job.created_by}
    )
    hand_over(evaluation, job, is_new=is_new)
    values = {"benchmark": benchmark.pk, "evaluation": evaluation.pk}
    return insert_batches(job, _MISSING, values, batch_units=BATCH_UNITS)


def run(batch: Batch) -> WriteResults:
    """Answers are kept as they come; what is left to write is who has none."""
    evaluation = batch.job.evaluations.select_related("benchmark", "system").get()
    items = BenchmarkItem.objects.filter(pk__in=batch.subject_ids).order_by("seconds", "pk")
    failed: list[FailedUnit] = ask_missing(
        evaluation, [*items], job=batch.job, go_on=partial(check_held, batch)
    )

    def write() -> list[FailedUnit]:
        if failed:
            want_scores(evaluation)
        return failed

    return write


def estimate(dataset: Dataset, parameters: Parameters) -> Estimate:
    benchmark, system = find_pair(dataset, parameters["benchmark"], parameters["system"])
    items = benchmark.items.all()
    done = Evaluation.objects.filter(benchmark=benchmark, system=system).first()
    if done is not None:
        items = items.exclude(responses__evaluation=done)
    found = items.aggregate(units=Count("pk"), languages=Count("language", distinct=True))
    return Estimate(**found)


def queue_of(parameters: Parameters) -> Queue:
    """Of a system's engine, which the parameters name since they were accepted."""
    return Queue.GPU if registry.entry("responder", parameters["engine"]).gpu else Queue.CPU


EVALUATE = JobKind(
    name="evaluate",
    title="Ask a system",
    description="Lets a system answer every item of a benchmark; what it answered before stays.",
    queue=queue_of,
    parameters=EvaluateParameters,
    plan=plan,
    run=run,
    estimate=estimate,
)
