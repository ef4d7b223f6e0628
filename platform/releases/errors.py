"""What can go wrong with releases.

StudioError
├── ReleaseMissingError    404  none of this name in the dataset
├── RowMissingError        404  the release has no such row to go on behind
├── NothingToReleaseError  409  no text is in a split yet
└── GatesFailedError       409  and no reason was given to go on
"""

from collections.abc import Iterable

from common.errors import ConflictError, MissingError
from releases.gates import Outcome

_SHOWN = 10


class ReleaseMissingError(MissingError):
    code = "release_unknown"

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no release {name!r} of this dataset.")


class NothingToReleaseError(ConflictError):
    code = "nothing_to_release"

    def __init__(self) -> None:
        super().__init__("No text in these languages is in a split yet. Draw the splits first.")


class GatesFailedError(ConflictError):
    code = "gates_failed"

    def __init__(self, failed: Iterable[Outcome]) -> None:
        several = list(failed)
        named = "; ".join(_told(outcome) for outcome in several[:_SHOWN])
        more = f"; and {len(several) - _SHOWN} more" if len(several) > _SHOWN else ""
        super().__init__(
            f"{len(several)} gates failed: {named}{more}. Mend what they found, or give a reason "
            "to release nevertheless; it is published with the release."
        )


def _told(outcome: Outcome) -> str:
    found = "nothing to measure" if outcome.found is None else f"{outcome.found:.3g}"
    place = f"{outcome.split}, {outcome.language}"
    return f"{outcome.gate} in {place}: {found} (wanted {outcome.wanted:.3g})"


class RowMissingError(MissingError):
    code = "row_unknown"

    def __init__(self, last: str) -> None:
        super().__init__(
            f"The release has no row {last!r}. Give the id and language of the last row you have, "
            "such as demo-001/ara."
        )
