"""The cache that all processes share: how often somebody asked, or tried to sign in."""

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)
PATIENCE_S = 1.0


class SharedCache(RedisCache):
    """Counts nothing while the broker is away: people sign in all the same."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        quick = {
            "socket_connect_timeout": PATIENCE_S,
            "socket_timeout": PATIENCE_S,
            "retry": Retry(NoBackoff(), retries=0),
        }
        super().__init__(server, {**params, "OPTIONS": {**quick, **params.get("OPTIONS", {})}})

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except RedisError as problem:
            logger.warning("the cache is away, nothing is read from it: %s", problem)
            return default

    def set(self, key: Any, value: Any, *args: Any, **options: Any) -> None:
        try:
            super().set(key, value, *args, **options)
        except RedisError as problem:
            logger.warning("the cache is away, nothing is kept in it: %s", problem)

    def count(self, key: str, *, seconds: int) -> tuple[int, float] | None:
        """Counts one more, and says how many now and for how many seconds these still count.

        A window begins with the first that is counted. One round trip; None while away.
        """
        known = self.make_and_validate_key(key)
        try:
            with self._cache.get_client(known, write=True).pipeline() as steps:
                steps.incr(known)
                steps.expire(known, seconds, nx=True)
                steps.pttl(known)
                counted, _, left_ms = steps.execute()
        except RedisError as problem:
            logger.warning("the cache is away, nothing is counted: %s", problem)
            return None
        return int(counted), left_ms / 1000

    def counted(self, key: str) -> tuple[int, float]:
        """What `count` said last, without counting; nothing where the window ended, or while away.

        One round trip.
        """
        known = self.make_and_validate_key(key)
        try:
            with self._cache.get_client(known).pipeline() as steps:
                steps.get(known)
                steps.pttl(known)
                counted, left_ms = steps.execute()
        except RedisError as problem:
            logger.warning("the cache is away, nobody is refused by it: %s", problem)
            return 0, 0.0
        return int(counted or 0), max(left_ms, 0) / 1000
