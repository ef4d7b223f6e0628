"""Every state machine: its mover makes the moves its map allows, and nothing else moves."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from annotation.enums import (
    ALLOWED_ASSIGNMENT,
    ALLOWED_CAMPAIGN,
    AssignmentState,
    CampaignState,
)
from annotation.services.assigning import move_assignment
from annotation.services.campaigns import move_campaign
from common.errors import InvalidTransitionError
from common.states import Moves
from jobs.batches import move_batches, sql_states_before
from jobs.enums import ALLOWED, ALLOWED_BATCH, BatchState, JobState
from jobs.models import Batch
from jobs.services import move_job
from tests.annotation.steps import make_rater, take
from tests.factories import (
    make_batch,
    make_campaign,
    make_dataset,
    make_job,
    make_voiced_item,
)

ROOT = Path(__file__).parents[2]
MOVERS = {"platform/common/states.py": "move_row", "platform/jobs/services.py": "_write_state"}


def make_held() -> Any:
    dataset = make_dataset()
    make_voiced_item(dataset)
    return take(make_campaign(dataset), make_rater())


def make_opened() -> Any:
    dataset = make_dataset()
    make_voiced_item(dataset)
    return make_campaign(dataset)


def move_one_batch(batch: Batch, state: BatchState) -> None:
    if not move_batches(Batch.objects.filter(pk=batch.pk), state):
        raise InvalidTransitionError(str(batch), batch.state, state)


Machine = tuple[Callable[[], Any], Callable[[Any, Any], object], Any, Moves]
MACHINES: dict[str, Machine] = {
    "job": (
        lambda: make_job(make_dataset()),
        lambda job, state: move_job(job.pk, state),
        JobState,
        ALLOWED,
    ),
    "batch": (
        lambda: make_batch(make_job(make_dataset())),
        move_one_batch,
        BatchState,
        ALLOWED_BATCH,
    ),
    "assignment": (make_held, move_assignment, AssignmentState, ALLOWED_ASSIGNMENT),
    "campaign": (make_opened, move_campaign, CampaignState, ALLOWED_CAMPAIGN),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", MACHINES)
def test_mover_makes_exactly_the_moves_of_the_map(name: str) -> None:
    make, move, states, allowed = MACHINES[name]
    row = make()
    rows = type(row).objects.filter(pk=row.pk)
    made: dict[Any, set[Any]] = {state: set() for state in states}
    for before in states:
        for after in states:
            rows.update(state=before)
            row.refresh_from_db()
            try:
                move(row, after)
            except InvalidTransitionError:
                assert rows.get().state == before
            else:
                assert rows.get().state == after
                made[before].add(after)
    assert made == {state: set(allowed[state]) for state in states}


def test_sql_names_the_states_from_which_all_asked_for_can_be_reached() -> None:
    assert sql_states_before(BatchState.CLAIMED) == "'ready'"
    assert sql_states_before(BatchState.CANCELLED) == "'claimed', 'ready'"
    assert sql_states_before(BatchState.READY, BatchState.FAILED) == "'claimed'"


def test_nothing_but_the_movers_writes_a_state() -> None:
    files = [*ROOT.glob("platform/**/*.py"), *ROOT.glob("annotation/**/*.py")]
    code = [path for path in files if not {"migrations", "supervisor"} & set(path.parts)]
    found = {
        f"{path.relative_to(ROOT)}:{line}"
        for path in code
        for line in state_writes(path, MOVERS.get(str(path.relative_to(ROOT)), ""))
    }
    assert found == {"platform/common/states.py:move_rows"}


def state_writes(path: Path, mover: str) -> Iterator[str]:
    """Lines that write a state outside the mover."""
    tree = ast.parse(path.read_text())
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        if function.name != mover and any(writes_state(node) for node in ast.walk(function)):
            yield function.name


def writes_state(node: ast.AST) -> bool:
    """``x.state = …``, also among several, ``update(state=…)``."""
    if isinstance(node, ast.Attribute):
        return node.attr == "state" and isinstance(node.ctx, ast.Store)
    if isinstance(node, ast.Call):
        named = isinstance(node.func, ast.Attribute) and node.func.attr == "update"
        return named and any(keyword.arg == "state" for keyword in node.keywords)
    return False
