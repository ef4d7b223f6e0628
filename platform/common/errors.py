"""What every app's errors derive from, so that one handler turns them into REST answers.

StudioError
├── InvalidInputError   400  what was sent can't be used
├── NotAllowedError     403  the person may not do this
├── MissingError        404  no such thing, or not for this person
└── ConflictError       409  right request, wrong moment
    └── InvalidTransitionError  it is past the point where this is possible
"""

from collections.abc import Mapping, Sequence

Details = Mapping[str, Sequence[str]]


class StudioError(Exception):
    """A problem to tell a person about: what was wrong, where, and what to do."""

    status = 500
    code = "error"

    def __init__(self, message: str, *, details: Details | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.details: Details = details or {}


class InvalidInputError(StudioError):
    status = 400
    code = "invalid"


class NotAllowedError(StudioError):
    status = 403
    code = "not_allowed"


class MissingError(StudioError):
    status = 404
    code = "not_found"


class ConflictError(StudioError):
    status = 409
    code = "conflict"


class InvalidTransitionError(ConflictError):
    code = "invalid_transition"

    def __init__(self, thing: str, now: str, wanted: str) -> None:
        super().__init__(f"{thing} is {now}; it can't become {wanted}.")
