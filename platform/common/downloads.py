"""Answers that are files, not JSON."""

from collections.abc import Iterable

from django.http import StreamingHttpResponse
from rest_framework import negotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

CSV = "text/csv"


class Echo:
    """What `csv` writes to: it hands the line back."""

    def write(self, line: str) -> str:
        return line


def csv_answer(name: str, lines: Iterable[str] | Iterable[bytes]) -> StreamingHttpResponse:
    """A table to keep under this name, sent as its lines are written."""
    return StreamingHttpResponse(
        lines,
        content_type=f"{CSV}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


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
