"""How often programs and strangers may ask. People in their browsers aren't counted."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from rest_framework.request import Request
from rest_framework.throttling import ScopedRateThrottle

from accounts.models import ApiToken

if TYPE_CHECKING:  # rest_framework.views loads this module while it loads itself
    from rest_framework.views import APIView


class CountingCache(Protocol):
    """The part of `config.cache.SharedCache` that is needed here."""

    def count(self, key: str, *, seconds: int) -> tuple[int, float] | None: ...


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

    One round trip to the cache for each request, and none for a session. `Allowance` is left at
    Django's request as ``allowance``, for the headers of whatever is answered.
    """

    seconds_left = 0.0

    def allow_request(self, request: Request, view: "APIView") -> bool:
        self.scope = _scope(request, view)
        if self.scope is None:
            return True
        limit, seconds = self.parse_rate(self.get_rate())
        if limit is None or seconds is None:  # a rate that is switched off
            return True
        cache = cast("CountingCache", self.cache)
        counted = cache.count(self.get_cache_key(request, view), seconds=seconds)
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


def _scope(request: Request, view: "APIView") -> str | None:
    if named := getattr(view, "throttle_scope", None):
        return str(named)
    if isinstance(request.auth, ApiToken):
        return "token"
    return None if request.user.is_authenticated else "anonymous"
