"""The job kind that lets a judge compare two systems' answers to a benchmark."""

from decimal import Decimal
from functools import partial
from typing import Any

from django.db import connection
from rest_framework import serializers

from catalog.models import Dataset
from engines import registry
from evaluation.judges import PROMPT_VERSION, Protocol
from evaluation.runs.judging import judge_missing, prices_of
from evaluation.runs.kinds.handing import hand_over
from evaluation.runs.kinds.parameters import OnBenchmarkParameters, check_system, find_pair
from evaluation.runs.models import BenchmarkItem, Comparison, Evaluation
from evaluation.suites.measures import WIN_RATE
from generation.kinds.parameters import EngineField
from generation.planning import insert_batches
from jobs.enums import Queue
from jobs.kinds import Estimate, FailedUnit, JobKind, Parameters, WriteResults
from jobs.leases import check_held
from jobs.models import Batch, Job

BATCH_UNITS = 32
# Both answered, and a judgement is missing in one of the orders that the protocol asks for.
_MISSING = """
SELECT item.language, item.id, item.id AS item_id,
       (length(ours.text) + length(theirs.text))::bigint AS size,
       false AS apart, 0 AS voice
FROM evaluation_benchmarkitem item
JOIN evaluation_response ours ON ours.item_id = item.id AND ours.evaluation_id = %(evaluation)s
JOIN evaluation_response theirs ON theirs.item_id = item.id AND theirs.evaluation_id = %(baseline)s
WHERE (SELECT count(*) FROM evaluation_judgement judgement
       WHERE judgement.comparison_id = %(comparison)s AND judgement.item_id = item.id) < %(orders)s
"""
_NO_COMPARISON = 0


class JudgeParameters(OnBenchmarkParameters):
    baseline = serializers.CharField(max_length=40, help_text="the system it is compared with")
    judge = EngineField("chat model", max_length=80, help_text="a chat model")
    protocol = serializers.ChoiceField(
        [protocol.value for protocol in Protocol],
        default=Protocol.BOTH.value,
        help_text="single: one order an item, as the paper; both: both orders, where disagreement "
        "is a tie.",
    )
    seed = serializers.IntegerField(default=0, min_value=0, max_value=2**31 - 1)
    max_cost = serializers.DecimalField(
        max_digits=14,
        decimal_places=4,
        min_value=Decimal(0),
        required=False,
        allow_null=True,
        default=None,
        help_text="All calls of this comparison together, by the endpoint's prices; then it stops.",
    )

    def validate_baseline(self, name: str) -> str:
        return check_system(self, name)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["system"] == attrs["baseline"]:
            raise serializers.ValidationError(
                {"baseline": "A system can't be compared with itself. Choose another."}
            )
        dataset: Dataset = self.context["dataset"]
        benchmark = dataset.benchmarks.get(name=attrs["benchmark"])
        if WIN_RATE.name not in benchmark.definition["suite"]["metrics"]:
            raise serializers.ValidationError(
                {"benchmark": f"{benchmark.name} is scored by its references; judges compare "
                 "answers to questions."}
            )  # fmt: skip
        for field in ("system", "baseline"):
            if not _evaluations(dataset, attrs["benchmark"], attrs[field]).exists():
                raise serializers.ValidationError(
                    {field: f"{attrs[field]} has not been asked about {benchmark.name} yet."}
                )
        most = attrs["max_cost"]
        if most is not None and prices_of(attrs["judge"]) is None:
            raise serializers.ValidationError(
                {"max_cost": f"{attrs['judge']} has no prices in ENGINE_ENDPOINTS, so no limit can "
                 "stop it. Set them, or leave the limit out."}
            )  # fmt: skip
        settled = {**attrs, "max_cost": None if most is None else str(most)}
        _check_alone(dataset, settled)
        return settled


def _check_alone(dataset: Dataset, wanted: dict[str, Any]) -> None:
    """The same under another limit would ask, and pay, everything twice."""
    for job in Job.objects.active().filter(dataset=dataset, kind="judge"):
        others = {**job.parameters, "max_cost": wanted["max_cost"]}
        if others == wanted and job.parameters != wanted:
            raise serializers.ValidationError(
                {"max_cost": f"Job {job.pk} does this already under another limit. Wait for it, "
                 "or cancel it first."}
            )  # fmt: skip


def _evaluations(dataset: Dataset, benchmark: str, system: str) -> Any:
    return Evaluation.objects.filter(
        benchmark__dataset=dataset, benchmark__name=benchmark, system__name=system
    )


def _compared(dataset: Dataset, parameters: Parameters) -> dict[str, Any]:
    """What identifies the comparison that a job's parameters ask for."""
    benchmark, system = find_pair(dataset, parameters["benchmark"], parameters["system"])
    baseline = dataset.systems.get(name=parameters["baseline"])
    evaluations = Evaluation.objects.filter(benchmark=benchmark)
    return {
        "evaluation": evaluations.get(system=system),
        "baseline": evaluations.get(system=baseline),
        "judge": parameters["judge"],
        "prompt_version": PROMPT_VERSION,
        "protocol": parameters["protocol"],
        "seed": parameters["seed"],
    }


def _values(compared: dict[str, Any], comparison_id: int) -> dict[str, str | float]:
    both = compared["protocol"] == Protocol.BOTH.value
    return {
        "evaluation": compared["evaluation"].pk,
        "baseline": compared["baseline"].pk,
        "comparison": comparison_id,
        "orders": 2 if both else 1,
    }


def plan(job: Job) -> int:
    """Of items that both answered and that lack a judgement."""
    compared = _compared(job.dataset, job.parameters)
    comparison, is_new = Comparison.objects.get_or_create(
        **compared, defaults={"created_by": job.created_by}
    )
    hand_over(comparison, job, is_new=is_new)
    values = _values(compared, comparison.pk)
    return insert_batches(job, _MISSING, values, batch_units=BATCH_UNITS)


def run(batch: Batch) -> WriteResults:
    """Judgements are kept as they come; what is left to write is which items have none."""
    comparison = batch.job.comparisons.select_related("evaluation", "baseline").get()
    most = batch.job.parameters["max_cost"]
    items = BenchmarkItem.objects.filter(pk__in=batch.subject_ids).order_by("pk")
    failed: list[FailedUnit] = judge_missing(
        comparison,
        [*items],
        job=batch.job,
        most=None if most is None else Decimal(most),
        go_on=partial(check_held, batch),
    )
    return lambda: failed


def estimate(dataset: Dataset, parameters: Parameters) -> Estimate:
    """Items, and the characters of the answers that the judge would read."""
    compared = _compared(dataset, parameters)
    known = Comparison.objects.filter(**compared).first()
    values = _values(compared, known.pk if known else _NO_COMPARISON)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), coalesce(sum(size), 0) FROM ({_MISSING}) asked", values)  # noqa: S608 - our own SQL
        units, characters = cursor.fetchone() or (0, 0)
    return Estimate(units=units, characters=int(characters) * int(values["orders"]))


def queue_of(parameters: Parameters) -> Queue:
    return Queue.GPU if registry.entry("chat model", parameters["judge"]).gpu else Queue.CPU


JUDGE = JobKind(
    name="judge",
    title="Let a judge compare",
    description="A language model reads two systems' answers to each question and prefers one.",
    queue=queue_of,
    parameters=JudgeParameters,
    plan=plan,
    run=run,
    estimate=estimate,
)
