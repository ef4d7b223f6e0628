"""How the REST interface describes itself."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from common.api import ErrorSerializer

KEY_HEADER = "Idempotency-Key"
_KEY = OpenApiParameter(
    KEY_HEADER,
    str,
    OpenApiParameter.HEADER,
    description=(
        "A name for this start, such as a UUID; sent again with the same request within 24 hours "
        "it starts nothing and answers what the first one was answered."
    ),
)


class StudioSchema(AutoSchema):
    def _get_paginator(self) -> Any:
        """Only reading answers in pages; a POST that answers with a list sends all of it."""
        return super()._get_paginator() if self.method == "GET" else None  # type: ignore[no-untyped-call]

    def get_override_parameters(self) -> list[Any]:
        found: list[Any] = super().get_override_parameters()
        return [*found, _KEY] if self._happens_once else found

    def _get_response_bodies(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(*args, **kwargs)
        for status in ("400", "409", "422") if self._happens_once else ():
            refusal = self._get_response_for_code(ErrorSerializer, status)  # type: ignore[no-untyped-call]
            bodies.setdefault(status, refusal)
        return bodies

    @property
    def _happens_once(self) -> bool:
        operation = getattr(self.view, self.method.lower(), None)
        return getattr(operation, "happens_once", False)
