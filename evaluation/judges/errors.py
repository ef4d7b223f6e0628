"""Errors of judging.

JudgingError
├── ReplyMissingError
└── ReadingsMismatchError
"""

from collections.abc import Iterable


class JudgingError(ValueError):
    """A pair can't be decided by what was given."""


class ReplyMissingError(JudgingError):
    """The judge gave no reply."""

    def __init__(self, pair_key: str, *, detail: str) -> None:
        self.pair_key = pair_key
        super().__init__(f"The judge gave no reply on {pair_key!r}: {detail} Ask it again.")


class ReadingsMismatchError(JudgingError):
    """A pair was not read in the orders that its protocol asks for."""

    def __init__(self, protocol: str, *, expected: int, orders: Iterable[str]) -> None:
        self.protocol = protocol
        self.orders = tuple(orders)
        super().__init__(
            f"Protocol {protocol!r} needs {expected} reading(s), each in another order; got "
            f"{', '.join(self.orders) or 'none'}."
        )
