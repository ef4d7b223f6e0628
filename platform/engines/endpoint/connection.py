"""Asks one server: at its pace, again where it may help, many requests at once."""

import random
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache, cached_property
from threading import Event
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from engines.endpoint.answer import Answer, read_answer
from engines.endpoint.pace import Pace
from engines.endpoint.setbacks import (
    Halt,
    Setback,
    concerns_all,
    detail_of,
    is_passing,
    may_concern_all,
    refusal,
    setback,
)
from engines.endpoint.settling import is_over, settle
from engines.errors import EndpointRefusedError, EndpointUnreachableError
from engines.protocols import FailureCode, ItemFailure
from engines.settings import Endpoint

if TYPE_CHECKING:
    from concurrent.futures import Future

    from openai import APIConnectionError, APIStatusError, OpenAI

Payload = Mapping[str, Any]
"""The body of a request."""

AT_ONCE = 8
_CONNECT_S = 10.0
"""A host that is there takes a connection at once, however long its answers take."""
_NO_KEY = "none"
"""The library wants one, also where the server doesn't."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Patience:
    """How long a request that fails is tried for."""

    tries: int = 6
    first_wait_s: float = 1.0
    """Doubled at each try, less up to half of it by chance, so that clients don't come at once."""
    longest_wait_s: float = 120.0
    """A server that asks for more is not waited for."""
    timeout_s: float = 120.0
    """That a server may say nothing for, before or within an answer."""


def host_of(url: str) -> str:
    """Host and port, without what a url may hold of names and keys."""
    return urlsplit(url).netloc.rpartition("@")[2]


@cache
def pace_of(endpoint: Endpoint) -> Pace:
    """One per endpoint in the process, whoever asks it."""
    return Pace(endpoint.requests_per_minute)


def _watch(asking: Sequence["Future[Answer | ItemFailure | Halt]"]) -> None:
    """Return once all are done, or none of the rest can work."""
    seen: list[Answer | ItemFailure | Halt] = []
    for one in as_completed(asking):
        seen.append(one.result())
        if is_over(seen, enough=AT_ONCE):
            return


class Connection:
    """Threads share it; its sockets stay open between batches."""

    def __init__(
        self, name: str, endpoint: Endpoint, patience: Patience, *, too_long: FailureCode
    ) -> None:
        self._name = name
        self._endpoint = endpoint
        self._patience = patience
        self._too_long = too_long
        self._pace = pace_of(endpoint)
        self._never_answered = True

    def ask_all(self, payloads: Sequence[Payload]) -> list[Answer | ItemFailure]:
        """Ask for each payload; one result each, in order.

        Once no other can work, nothing more is asked; what was answered by then is handed on, and
        the rest has failed.

        Raises:
            EndpointRefusedError: the server refuses all work, and answered none of these.
            EndpointUnreachableError: nothing answers at its address.
        """
        if not payloads:
            return []
        reached = Event()
        with ThreadPoolExecutor(min(AT_ONCE, len(payloads))) as pool:
            asking = [pool.submit(self._ask, payload, reached) for payload in payloads]
            try:
                _watch(asking)
            finally:  # also where this process is told to stop: begin nothing more
                for one in asking:
                    one.cancel()
        results = [None if one.cancelled() else one.result() for one in asking]
        settled = settle(results, enough=1 if self._never_answered else AT_ONCE)
        self._never_answered &= not any(isinstance(one, Answer) for one in settled)
        return settled

    def _ask(self, payload: Payload, reached: Event) -> Answer | ItemFailure | Halt:
        attempt = 1
        while True:
            self._pace.wait()
            result = self._try(payload)
            if not isinstance(result, Setback) or result.reached:
                reached.set()
            if not isinstance(result, Setback):
                return result
            if attempt == self._patience.tries or not self._pause(result, attempt):
                return self._give_up(result, reached)
            attempt += 1

    def _give_up(self, last: Setback, reached: Event) -> ItemFailure | Halt:
        if reached.is_set():
            return last.failure
        error = EndpointUnreachableError(self._name, host=host_of(self._endpoint.url))
        return Halt(error=error, failure=last.failure, certain=True)

    def _pause(self, met: Setback, attempt: int) -> bool:
        """Wait before the next try; False where the server asks for too long a wait."""
        longest_s = self._patience.longest_wait_s
        if not met.retry_after_s:  # a server that was too busy does not mean "at once"
            doubled_s = self._patience.first_wait_s * 2 ** (attempt - 1)
            time.sleep(min(doubled_s, longest_s) * random.uniform(0.5, 1.0))  # noqa: S311 - no secret
            return True
        if met.retry_after_s > longest_s:
            return False
        self._pace.hold(met.retry_after_s)
        return True

    def _try(self, payload: Payload) -> Answer | ItemFailure | Setback | Halt:
        from httpx2 import Response
        from openai import APIConnectionError, APIStatusError, APITimeoutError

        try:
            response = self._client.post("/chat/completions", body=payload, cast_to=Response)
        except APITimeoutError as error:
            return self._timed_out(error)
        except APIConnectionError:
            return self._lost()
        except APIStatusError as error:
            return self._turned_down(error)
        return read_answer(response.content, name=self._name)

    def _timed_out(self, error: "APIConnectionError") -> Setback:
        from httpx2 import ConnectTimeout

        message = f"{self._name} did not answer within {self._patience.timeout_s:g} s."
        return Setback(
            failure=ItemFailure(FailureCode.TIMED_OUT, message),
            reached=not isinstance(error.__cause__, ConnectTimeout),
        )

    def _lost(self) -> Setback:
        message = f"The connection to {self._name} broke at every try. Run it again later."
        return Setback(failure=ItemFailure(FailureCode.CRASHED, message), reached=False)

    def _turned_down(self, error: "APIStatusError") -> ItemFailure | Setback | Halt:
        status, key = error.status_code, self._endpoint.key
        detail = detail_of(error.body, error.response.text, key=key)
        certain = concerns_all(status, detail)
        if is_passing(status) and not certain:
            retry_after = error.response.headers.get("retry-after")
            return setback(status, detail, name=self._name, retry_after=retry_after)
        failure = refusal(status, detail, name=self._name, too_long=self._too_long)
        if not certain and not may_concern_all(status):
            return failure
        host = host_of(self._endpoint.url)
        # A new error, since words of the library's may hold the key.
        refused = EndpointRefusedError(self._name, host=host, status=status, detail=detail)
        return Halt(error=refused, failure=failure, certain=certain)

    @cached_property
    def _client(self) -> "OpenAI":
        from openai import OpenAI, Timeout

        timeout_s = self._patience.timeout_s
        return OpenAI(
            base_url=self._endpoint.url,
            api_key=self._endpoint.key or _NO_KEY,
            timeout=Timeout(timeout_s, connect=min(timeout_s, _CONNECT_S)),
            max_retries=0,  # tried again here, where the pace is kept
        )
