"""Which answer of a pair stands first for a rater: balanced over the pair's votes, else by lot."""

from collections.abc import Sequence
from secrets import choice

from django.db.models import Case, IntegerField, Sum, Value, When

from annotation.enums import AssignmentState, PairOrder
from annotation.models import Assignment, Task

_COUNTED = (AssignmentState.HELD, AssignmentState.ANSWERED)
_LEAN = Case(
    When(order_shown=PairOrder.STRAIGHT, then=1),
    When(order_shown=PairOrder.SWAPPED, then=-1),
    default=Value(0),
    output_field=IntegerField(),
)


def draw_orders(tasks: Sequence[Task]) -> dict[int, str]:
    """By task: the order shown less often so far, by lot where both were shown as often.

    Empty text for a task that is no pair. What was skipped or lapsed gave no vote, so it isn't
    counted. The tasks are locked by the caller, so two raters at once see each other's orders.
    """
    pairs = [task.pk for task in tasks if task.pair_id is not None]
    if not pairs:
        return {task.pk: "" for task in tasks}
    counted = Assignment.objects.filter(task__in=pairs, state__in=_COUNTED)
    leans = dict(counted.values_list("task").annotate(lean=Sum(_LEAN)).order_by())
    return {task.pk: _draw(leans.get(task.pk, 0)) if task.pair_id else "" for task in tasks}


def _draw(lean: int) -> str:
    if lean == 0:
        return choice(PairOrder.values)
    return PairOrder.SWAPPED if lean > 0 else PairOrder.STRAIGHT
