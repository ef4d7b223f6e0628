"""From what goes wrong with a request to what it means: try again, give it up, or stop all work."""

import math
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from engines.endpoint.answer import storable
from engines.errors import EndpointRefusedError, EndpointUnreachableError
from engines.protocols import FailureCode, ItemFailure

_OF_ALL = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED})
_PERHAPS_OF_ALL = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
"""A gateway says so of a key or a model, and also of a single text that it won't let through."""
_NO_MONEY = "insufficient_quota"
"""Some say that an account is empty by the status that else asks for a pause."""
_PASSING = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})
_LONGEST_DETAIL = 300
_TOO_LONG = ("context_length_exceeded", "maximum context length", "too many tokens")


@dataclass(frozen=True, kw_only=True, slots=True)
class Setback:
    """A request that may work at another try."""

    failure: ItemFailure
    """What remains of it once all tries are used up."""
    retry_after_s: float | None = None
    """The pause that the server asks for, if it does."""
    reached: bool = True
    """A server was there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Halt:
    """A request after which others may have no chance either."""

    error: EndpointRefusedError | EndpointUnreachableError
    failure: ItemFailure
    """What it means where others are answered nevertheless."""
    certain: bool
    """All others would come back so; else only this one may be meant."""


def concerns_all(status: int, detail: str) -> bool:
    """Whether every request is sure to come back so: a wrong key, an empty account."""
    return status in _OF_ALL or (status == HTTPStatus.TOO_MANY_REQUESTS and _NO_MONEY in detail)


def may_concern_all(status: int) -> bool:
    """Whether others tell: no such model, or a text that a gateway won't let through."""
    return status in _PERHAPS_OF_ALL


def is_passing(status: int) -> bool:
    """Whether the same request may work later."""
    return status in _PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR


def setback(status: int, detail: str, *, name: str, retry_after: str | None) -> Setback:
    """Of a status that `is_passing`."""
    busy = status in _PASSING
    code = FailureCode.TIMED_OUT if busy else FailureCode.CRASHED
    message = f"{name} did not answer ({status}): {detail} Run it again later."
    return Setback(failure=ItemFailure(code, message), retry_after_s=seconds_of(retry_after))


def refusal(status: int, detail: str, *, name: str, too_long: FailureCode) -> ItemFailure:
    """Of a request that the server won't take, whenever it is asked.

    Args:
        status: 4xx.
        detail: what the server says.
        name: of the engine.
        too_long: what it means where the request has more tokens or bytes than the server takes.
    """
    said = detail.lower()
    big = status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE or any(words in said for words in _TOO_LONG)
    code = too_long if big else FailureCode.OUTPUT_INVALID
    return ItemFailure(code, f"{name} refuses this request ({status}): {detail}")


def detail_of(body: Any, text: str, *, key: str) -> str:
    """What a server says is wrong, in a line, never with the key in it.

    Args:
        body: the error as JSON, if it was JSON.
        text: the error as it came.
        key: of the endpoint; some servers repeat it.
    """
    told = {} if not isinstance(body, dict) else body
    words = [str(told[field]) for field in ("code", "message", "detail") if told.get(field)]
    line = " ".join(storable(": ".join(words) or text).split())
    hidden = line.replace(key, "***") if key else line
    return _ended(hidden[:_LONGEST_DETAIL] or "it gives no reason")


def seconds_of(retry_after: str | None) -> float | None:
    """The pause that a `Retry-After` header asks for; it holds seconds, or a date."""
    if retry_after is None:
        return None
    try:
        seconds = float(retry_after)
    except ValueError:
        return _seconds_until(retry_after)
    return None if math.isnan(seconds) else max(seconds, 0.0)


def _seconds_until(date: str) -> float | None:
    try:
        return max(parsedate_to_datetime(date).timestamp() - time.time(), 0.0)
    except ValueError:
        return None


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
