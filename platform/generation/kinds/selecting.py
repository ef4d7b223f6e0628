"""What a manager may choose by, to have it made again."""

from typing import Any

from rest_framework import serializers

ANY = "any"


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
        help_text=f"name of a check that it failed; {ANY}: one at least",
    )


# Whether a report says what was chosen; {report} is a condition that finds it.
FAILED = f"""
(%(failed_check)s = '' OR EXISTS (
    SELECT FROM generation_checkreport c WHERE {{report}}
      AND CASE WHEN %(failed_check)s = '{ANY}' THEN c.failed <> '{{{{}}}}'
               ELSE %(failed_check)s = ANY(c.failed) END))
"""
