"""What somebody wants to see of a dataset's models, and what there is to choose from."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from catalog.models import Dataset
from evaluation.judges import Protocol
from evaluation.runs.models import Benchmark, Comparison, Evaluation


class By(StrEnum):
    """What a plot has a row for."""

    SYSTEM = "system"
    LANGUAGE = "language"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is empty doesn't matter, but ``base``: the system that most were compared with.

    Attributes:
        language: in which systems are compared; empty: in the mean of all.
        by: by language each has a row, whatever ``language`` is.
    """

    benchmark: str = ""
    base: str = ""
    judge: str = ""
    protocol: str = ""
    language: str = ""
    by: str = By.SYSTEM.value

    def shows(self, language: str) -> bool:
        """Whether a score of this language (empty: over all) has a row."""
        return self.by == By.LANGUAGE.value or language == self.language


@dataclass(frozen=True, kw_only=True)
class Choices:
    benchmarks: Sequence[Benchmark]
    """The newest first."""
    systems: Sequence[str]
    """That were asked, in the order in which they were added."""
    judges: Sequence[str]
    protocols: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Tested:
    """All that was tested, of which the rest is read."""

    choices: Choices
    base: str
    """Empty: no system was asked anything."""
    evaluations: Mapping[int, Evaluation]
    """By id: on the chosen benchmarks, the newest first, systems in the order of the choices."""
    comparisons: Sequence[Comparison]
    """With the base, by the chosen judge: the newest of each two systems, judge and protocol."""


def read_tested(dataset: Dataset, asked: Asked) -> Tested:
    """In three queries, however much was tested."""
    benchmarks = [*dataset.benchmarks.order_by("-pk").defer(*_LONG)]
    on = {benchmark.pk: benchmark for benchmark in benchmarks}
    rows = Evaluation.objects.filter(benchmark__in=on).select_related("system")
    evaluations = {one.pk: one for one in rows.order_by("-benchmark_id", "system_id")}
    comparisons = [*Comparison.objects.filter(evaluation__in=evaluations).order_by("-pk")]
    for evaluation in evaluations.values():
        evaluation.benchmark = on[evaluation.benchmark_id]
    for comparison in comparisons:
        comparison.evaluation = evaluations[comparison.evaluation_id]
        comparison.baseline = evaluations[comparison.baseline_id]
    base = asked.base or _usual_base(evaluations.values(), comparisons)
    return Tested(
        choices=_choices(benchmarks, evaluations.values(), comparisons),
        base=base,
        evaluations={
            pk: one
            for pk, one in evaluations.items()
            if asked.benchmark in {"", one.benchmark.name}
        },
        comparisons=_newest(one for one in comparisons if _fits(one, base, asked)),
    )


_LONG = ("definition", "contamination", "left_out")


def _choices(
    benchmarks: Sequence[Benchmark],
    evaluations: Iterable[Evaluation],
    comparisons: Sequence[Comparison],
) -> Choices:
    systems = {one.system_id: one.system.name for one in evaluations}
    protocols = {one.protocol for one in comparisons}
    return Choices(
        benchmarks=benchmarks,
        systems=[systems[pk] for pk in sorted(systems)],
        judges=sorted({one.judge for one in comparisons}),
        protocols=[one.value for one in reversed(Protocol) if one.value in protocols],
    )


def _usual_base(evaluations: Iterable[Evaluation], comparisons: Sequence[Comparison]) -> str:
    """What most were compared with; without a comparison, what was added first."""
    counted = Counter(one.baseline.system for one in reversed(comparisons))
    if counted:
        return counted.most_common(1)[0][0].name
    first = min((one.system for one in evaluations), key=lambda system: system.pk, default=None)
    return first.name if first else ""


def _fits(comparison: Comparison, base: str, asked: Asked) -> bool:
    return (
        comparison.baseline.system.name == base
        and asked.benchmark in {"", comparison.evaluation.benchmark.name}
        and asked.judge in {"", comparison.judge}
        and asked.protocol in {"", comparison.protocol}
    )


def _newest(comparisons: Iterable[Comparison]) -> list[Comparison]:
    """Of those that come newest first; one that was judged anew, by other words, replaces."""
    found: dict[tuple[int, str, str], Comparison] = {}
    for one in comparisons:
        key = (one.evaluation_id, one.judge, one.protocol)
        known = found.get(key)
        if known is None or (known.scored_at is None and one.scored_at is not None):
            found[key] = one
    order = [Protocol.BOTH.value, Protocol.SINGLE.value]
    return sorted(
        found.values(),
        key=lambda one: (
            -one.evaluation.benchmark_id,
            one.judge,
            order.index(one.protocol),
            one.evaluation.system_id,
        ),
    )
