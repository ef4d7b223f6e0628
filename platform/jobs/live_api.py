"""The stream of events that tells a page what its dataset's jobs do."""

import select
import socket
import time
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import StreamingHttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import renderers, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import ReadsItems
from catalog.api import visible_dataset
from common.api import ErrorSerializer
from jobs import serving
from jobs.api import JobSerializer
from jobs.errors import StreamsFullError
from jobs.live import LiveJobs
from jobs.models import Job

WAIT_S = 1.0
"""How often a stream looks whether its reader is still there."""
HEARTBEAT_S = 10.0
"""Whoever stands between would think that the connection is dead."""
COME_BACK_MS = 500


def _render(jobs: list[Job]) -> list[dict[str, Any]]:
    return [*JobSerializer(jobs, many=True).data]


live_jobs = LiveJobs(_render)


class JobStream:
    """Events for one reader. Must be closed, read or not: it holds one of few places.

    Raises:
        StreamsFullError: all places are taken.
    """

    def __init__(self, dataset_id: int, *, seconds: float, reader: socket.socket | None) -> None:
        self._dataset_id = dataset_id
        self._seconds = seconds
        self._reader = reader
        live_jobs.watch(dataset_id)
        self._holds_place = True

    def __iter__(self) -> Iterator[bytes]:
        give_back_connections()
        yield f"retry: {COME_BACK_MS}\n\n".encode()
        ends = time.monotonic() + self._seconds
        spoke, seen = time.monotonic(), 0
        while time.monotonic() < ends and serving.goes_on() and not has_left(self._reader):
            seen, texts = live_jobs.changes(self._dataset_id, after=seen, within=WAIT_S)
            yield from (f"data: {text}\n\n".encode() for text in texts)
            if not texts and time.monotonic() - spoke > HEARTBEAT_S:
                yield b": nothing new\n\n"
                texts = [""]
            spoke = time.monotonic() if texts else spoke

    def close(self) -> None:
        """By the web server, when the answer ended or its reader left."""
        if self._holds_place:
            self._holds_place = False
            live_jobs.leave(self._dataset_id)


def give_back_connections() -> None:
    """Those that the request was checked with; not in a transaction, which has its own end."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()


def has_left(reader: socket.socket | None) -> bool:
    """Whether the other end hung up; False where the server doesn't show the connection."""
    if reader is None:
        return False
    waiting = select.poll()
    waiting.register(reader, select.POLLIN)
    try:
        return bool(waiting.poll(0)) and not reader.recv(1, socket.MSG_PEEK)
    except OSError:
        return True


class EventStreamRenderer(renderers.BaseRenderer):
    """Lets `Accept: text/event-stream` through; a refusal is JSON all the same."""

    media_type = "text/event-stream"
    format = "events"

    def render(self, data: Any, *_: Any, **__: Any) -> bytes:
        rendered: bytes = renderers.JSONRenderer().render(data)
        return rendered


class StreamFilterSerializer(serializers.Serializer[dict[str, float]]):
    seconds = serializers.FloatField(
        required=False, min_value=0, max_value=600, help_text="Until the stream ends by itself."
    )


class JobEventsView(APIView):
    """Server-sent events: each job under way, and again whenever it changes, until it ended.

    The data of an event is a job as its own address shows it. The stream ends by itself after a
    while; `EventSource` then connects again. 503 says that all places for streams are taken: ask
    for the jobs now and then instead.
    """

    permission_classes = [ReadsItems]
    renderer_classes = [renderers.JSONRenderer, EventStreamRenderer]

    @extend_schema(
        parameters=[StreamFilterSerializer],
        responses={
            (200, "text/event-stream"): OpenApiResponse(JobSerializer, "A job an event."),
            503: ErrorSerializer,
        },
    )
    def get(self, request: Request, slug: str) -> StreamingHttpResponse:
        dataset = visible_dataset(request, slug)
        sent = StreamFilterSerializer(data=request.query_params)
        sent.is_valid(raise_exception=True)
        seconds = sent.validated_data.get("seconds", settings.JOB_STREAM_SECONDS)
        stream = JobStream(dataset.pk, seconds=seconds, reader=request.META.get("gunicorn.socket"))
        # A proxy must hand on each event as it comes (nginx asks this header).
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingHttpResponse(stream, content_type="text/event-stream", headers=headers)

    def handle_exception(self, problem: Exception) -> Response:
        """In JSON, whatever the reader accepts."""
        answer = super().handle_exception(problem)
        if isinstance(problem, StreamsFullError):
            answer.headers["Retry-After"] = str(StreamsFullError.RETRY_AFTER_S)
        return answer
