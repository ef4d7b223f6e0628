"""Every system's scores on every benchmark, and how far they are from the base's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.runs.dashboard.asked import Asked, Tested
from evaluation.runs.dashboard.trained import Model, models_of
from evaluation.runs.models import Evaluation, Score, SystemDifference
from evaluation.runs.scoring.evaluating import REPLIES


@dataclass(frozen=True, kw_only=True)
class Differences:
    """The system's scores less the base's, on what both were asked."""

    rows: Sequence[Mapping[str, Any]]
    is_scored: bool


@dataclass(frozen=True, kw_only=True)
class Result:
    """A system on a benchmark."""

    evaluation: Evaluation
    model: Model | None
    """The training that made it; None: it was made elsewhere."""
    rows: Sequence[Score]
    differences: Differences | None
    """None: it is the base, or the base was not asked."""

    @property
    def is_scored(self) -> bool:
        """Whether the rows hold all answers that are there."""
        return self.evaluation.changes == self.evaluation.scored_changes


def read_results(tested: Tested, asked: Asked) -> list[Result]:
    """Of benchmarks that are scored by what is right; judges say the rest.

    In five queries. A difference that nobody wanted before is asked of the sweep.
    """
    scores = Score.objects.filter(evaluation__in=tested.evaluations.values())
    by_evaluation: dict[int | None, list[Score]] = defaultdict(list)
    for score in scores.exclude(metric=REPLIES).order_by("metric", "language", "target"):
        by_evaluation[score.evaluation_id].append(score)
    measured = [one for one in tested.evaluations.values() if one.pk in by_evaluation]
    differences = _differences(measured, tested.base)
    models = models_of(one.system for one in measured)
    return [
        Result(
            evaluation=one,
            model=models.get(one.system_id),
            rows=[score for score in by_evaluation[one.pk] if asked.shows(score.language)],
            differences=_shown(differences.get(one.pk), asked),
        )
        for one in measured
    ]


def _differences(evaluations: Iterable[Evaluation], base: str) -> dict[int, SystemDifference]:
    """By evaluation, those with the base on the same benchmark."""
    known = {one.pk: one for one in evaluations}
    bases = {one.benchmark_id: one for one in known.values() if one.system.name == base}
    wanted = {
        one.pk: bases[one.benchmark_id].pk
        for one in known.values()
        if one.benchmark_id in bases and one.system.name != base
    }
    rows = SystemDifference.objects.filter(evaluation__in=wanted, baseline__in=set(wanted.values()))
    found = {row.evaluation_id: row for row in rows}
    missing = [
        SystemDifference(evaluation_id=ours, baseline_id=theirs)
        for ours, theirs in wanted.items()
        if ours not in found
    ]
    if missing:
        SystemDifference.objects.bulk_create(missing, ignore_conflicts=True)
        found |= {row.evaluation_id: row for row in missing}
    for row in found.values():
        row.evaluation, row.baseline = known[row.evaluation_id], known[row.baseline_id]
    return found


def _shown(difference: SystemDifference | None, asked: Asked) -> Differences | None:
    if difference is None:
        return None
    return Differences(
        rows=[row for row in difference.found if asked.shows(row["language"])],
        is_scored=difference.is_scored,
    )
