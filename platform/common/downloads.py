"""Answers that are files, not JSON."""

from collections.abc import Iterable

from rest_framework import negotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class AnyAccept(negotiation.BaseContentNegotiation):
    """Browsers ask for files with many Accept headers; the bytes are the same whatever they say."""

    def select_parser(self, request: Request, parsers: object) -> None:
        return None

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        first = next(iter(renderers))
        return first, first.media_type or ""
