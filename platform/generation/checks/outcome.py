"""What a check says.

Every value is one where more is worse, and a check passes at or below its threshold. So a
threshold can be moved later, and `passed` worked out anew from the stored values, without reading
a single text or recording again.
"""

from typing import NamedTuple


class CheckOutcome(NamedTuple):
    """One check of one text or recording.

    `version` changes when the same input would give another `value`, not with the threshold.
    """

    name: str
    version: int
    value: float
    threshold: float
    passed: bool
    detail: str


class Rule(NamedTuple):
    """A check's name, the version of its measure, and how bad is still good."""

    name: str
    version: int
    threshold: float

    def judge(self, value: float, detail: str) -> CheckOutcome:
        return CheckOutcome(
            self.name, self.version, value, self.threshold, value <= self.threshold, detail
        )
