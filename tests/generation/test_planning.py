import pytest

from generation.planning import plan_batches
from jobs.enums import BatchState
from tests.factories import make_dataset, make_job

pytestmark = pytest.mark.django_db

SUBJECTS = """
SELECT *, 100 - id AS item_id FROM (VALUES {rows}) given (language, id, size)
WHERE id <> ALL(%(without)s)
"""


def plan(
    rows: str, *, batch_units: int, without: list[str] | None = None
) -> list[tuple[str, list[int], int]]:
    job = make_job(make_dataset())
    given = SUBJECTS.format(rows=rows)

    planned = plan_batches(job, given, {"without": without or []}, batch_units=batch_units)

    batches = list(job.batches.order_by("pk").values_list("language", "subject_ids", "units"))
    assert planned == sum(units for _, _, units in batches)
    assert set(job.batches.values_list("state", "queue")) <= {(BatchState.READY, job.queue)}
    return batches


def test_plan_batches_sorts_by_length_then_by_item_and_lets_languages_take_turns() -> None:
    rows = "('ara', 1, 30), ('ara', 2, 10), ('ara', 3, 20), ('hin', 4, 5), ('hin', 5, 5)"

    assert plan(rows, batch_units=2) == [
        ("ara", [2, 3], 2),
        ("hin", [5, 4], 2),
        ("ara", [1], 1),
    ]


def test_plan_batches_fills_each_batch_before_the_next() -> None:
    rows = ", ".join(f"('ara', {number}, 1)" for number in range(1, 8))

    assert [units for _, _, units in plan(rows, batch_units=3)] == [3, 3, 1]


def test_plan_batches_inserts_nothing_for_no_subjects() -> None:
    assert plan("('ara', 1, 1)", batch_units=3, without=["1"]) == []
