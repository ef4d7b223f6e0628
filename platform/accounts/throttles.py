"""How often programs and strangers may ask. People in their browsers aren't counted."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.throttling import ScopedRateThrottle

from accounts.models import ApiToken

if TYPE_CHECKING:  # rest_framework.views loads this module while it loads itself
    from rest_framework.views import APIView


class CountingCache(Protocol):
    """The part of `config.cache.SharedCache` that is needed here."""

    def count(self, key: str, *, seconds: int) -> tuple[int, float] | None: ...

    def counted(self, key: str) -> tuple[int, float]: ...


@dataclass(frozen=True)
class Allowance:
    """What is left of a window that began with the first request in it."""

    limit: int
    used: int
    seconds_left: float

    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(0, self.limit - self.used)),
            "RateLimit-Reset": str(math.ceil(self.seconds_left)),
        }


class Throttle(ScopedRateThrottle):
    """By what the view names, else by whose token it is, else by the stranger's address.

    One round trip to the cache for each request, one more for a token (`WrongTokenThrottle`), and
    none for a session. `Allowance` is left at
    Django's request as ``allowance``, for the headers of whatever is answered.
    """

    seconds_left = 0.0

    def allow_request(self, request: Request, view: "APIView") -> bool:
        self.scope = _scope(request, view)
        return self.scope is None or self._allow(request, self.get_cache_key(request, view))

    def _allow(self, request: Request, key: str) -> bool:
        limit, seconds = self.parse_rate(self.get_rate())
        if limit is None or seconds is None:  # a rate that is switched off
            return True
        counted = cast("CountingCache", self.cache).count(key, seconds=seconds)
        if counted is None:
            return True
        used, self.seconds_left = counted
        request._request.allowance = Allowance(limit, used, self.seconds_left)  # type: ignore[attr-defined]  # noqa: SLF001
        return bool(used <= limit)

    def get_cache_key(self, request: Request, view: "APIView") -> str:
        token = request.auth
        if isinstance(token, ApiToken):
            return f"throttle:{self.scope}:token:{token.user_id}"
        return f"throttle:{self.scope}:{request.user.pk or self.get_ident(request)}"

    def wait(self) -> float:
        return self.seconds_left


class WrongTokenThrottle(Throttle):
    """By address, for who sends tokens that open nothing.

    Each wrong one counts once, however often it is sent: an old token in somebody's script locks
    nobody out who shares the address. What is sent with it is a stranger's request.
    """

    def refuse_guesser(self, request: Request) -> None:
        """Asked before a token is looked up, so that a right guess doesn't show.

        Raises:
            Throttled: too many different ones came from this address.
        """
        self.scope = "wrong_token"
        limit, _ = self.parse_rate(self.get_rate())
        used, left = cast("CountingCache", self.cache).counted(self._key(request))
        if limit is not None and used > limit:
            raise Throttled(left)

    def note_wrong(self, request: Request, digest: str) -> None:
        """Raises Throttled where a stranger would be refused."""
        self.scope = "wrong_token"
        _, seconds = self.parse_rate(self.get_rate())
        cache = cast("CountingCache", self.cache)
        if seconds is not None:
            sent = cache.count(f"{self._key(request)}:{digest}", seconds=seconds)
            if sent is not None and sent[0] == 1:
                cache.count(self._key(request), seconds=seconds)
        self.scope = "anonymous"
        if not self._allow(request, self._key(request)):
            raise Throttled(self.wait())

    def _key(self, request: Request) -> str:
        return f"throttle:{self.scope}:{self.get_ident(request)}"


def _scope(request: Request, view: "APIView") -> str | None:
    if named := getattr(view, "throttle_scope", None):
        return str(named)
    if isinstance(request.auth, ApiToken):
        return "token"
    return None if request.user.is_authenticated else "anonymous"
