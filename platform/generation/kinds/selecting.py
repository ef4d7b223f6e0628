"""What a manager may choose by, to have it made again."""

from typing import Any

from rest_framework import serializers

from generation.crew import Group
from generation.groups import ANY, OF_GROUP, is_known, report_names
from generation.planning import Values
from jobs.kinds import Parameters


class SelectionParameters(serializers.Serializer[Any]):
    """Each narrows the choice; what is left out chooses nothing."""

    source = serializers.CharField(  # type: ignore[assignment]  # a field of this name
        default="", allow_blank=True, max_length=60, help_text="address of the source"
    )
    made_by = serializers.CharField(
        default="", allow_blank=True, max_length=60, help_text="the engine that made it"
    )
    failed_check = serializers.CharField(
        default="",
        allow_blank=True,
        max_length=60,
        help_text=f"name of a check that it failed; {OF_GROUP} and a name: one of that group's;"
        f" {ANY}: one at least",
    )

    def validate_failed_check(self, value: str) -> str:
        if value and not is_known(value):
            groups = ", ".join(f"{OF_GROUP}{group}" for group in Group)
            raise serializers.ValidationError(
                f"No check is called {value!r}. Choose one of the checks that the quality page"
                f" lists, one of a group's ({groups}), or {ANY}."
            )
        return value


# Whether a report says what was chosen; {report} is a condition that finds it.
FAILED = f"""
(%(failed_check)s = '' OR EXISTS (
    SELECT FROM generation_checkreport c WHERE {{report}}
      AND CASE WHEN %(failed_check)s = '{ANY}' THEN c.failed <> '{{{{}}}}'
               ELSE c.failed && %(failed_names)s::varchar[] END))
"""


def selected(parameters: Parameters, *names: str) -> Values:
    """The values of these parameters, and what `FAILED` asks for."""
    choice: str = parameters["failed_check"]
    return {
        **{name: parameters[name] for name in names},
        "failed_check": choice,
        "failed_names": report_names(choice),
    }
