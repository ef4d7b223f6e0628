"""The parts of the REST interface that every app shares: errors, pages and shapes."""

import json
import logging
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import OperationalError
from django.http import Http404
from rest_framework import exceptions, pagination, parsers, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_exception_handler

from common.errors import StudioError
from common.locks import is_held_up

logger = logging.getLogger(__name__)


class ErrorSerializer(serializers.Serializer[dict[str, object]]):
    """The one shape of every answer that isn't a success."""

    code = serializers.CharField(help_text="Stable name of the problem, for programs.")
    message = serializers.CharField(help_text="What was wrong and what to do, for people.")
    details = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()),
        help_text="Problems by field; empty where none belongs to a field.",
    )


class IntervalSerializer(serializers.Serializer[Any]):
    low = serializers.FloatField()
    high = serializers.FloatField()


class NewestFirstPagination(pagination.CursorPagination):
    """Cursor pages: stable while rows are added, and as quick on page 10,000 as on the first."""

    ordering: str | tuple[str, ...] = "-id"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 500

    def decode_cursor(self, request: Request) -> pagination.Cursor | None:
        """Refuses a made-up cursor here; in a query its text would not fit the id's type."""
        cursor = super().decode_cursor(request)
        if cursor and cursor.position is not None and not str(cursor.position).isdecimal():
            raise exceptions.NotFound(self.invalid_cursor_message)
        return cursor


class OldestFirstPagination(NewestFirstPagination):
    ordering = "id"


class ByItemPagination(NewestFirstPagination):
    """Rows of an item stand together, in the order of items, so that an index of items leads."""

    ordering = ("item_id", "id")


def exception_handler(problem: Exception, context: dict[str, Any]) -> Response | None:
    """Turns our errors and the framework's into ``{code, message, details}``."""
    if isinstance(problem, StudioError):
        return _answer(problem.status, problem.code, problem.message, problem.details)
    if isinstance(problem, OperationalError):
        return _database_away(problem)
    if isinstance(problem, RequestDataTooBig):
        return _answer(413, "too_large", "This is more than may be sent here at once.", {})
    response = drf_exception_handler(problem, context)
    if response is None:
        return None
    if isinstance(problem, exceptions.ValidationError):
        details = _by_field(problem.detail)
        first = next(iter(details.items()), ("", [str(problem)]))
        where = "" if first[0] in {"", "non_field_errors"} else f"{first[0]}: "
        body = _answer(response.status_code, "invalid", f"{where}{first[1][0]}", details)
    elif isinstance(problem, exceptions.APIException):
        body = _answer(response.status_code, _code(problem), str(problem.detail), {})
    elif isinstance(problem, (Http404, PermissionDenied)):
        missing = isinstance(problem, Http404)
        body = _answer(
            response.status_code,
            "not_found" if missing else "not_allowed",
            "There is no such thing here." if missing else "You may not do this.",
            {},
        )
    else:
        return response
    for header in ("WWW-Authenticate", "Retry-After", "Allow"):
        if header in response.headers:
            body.headers[header] = response.headers[header]
    return body


def _database_away(problem: OperationalError) -> Response:
    """Waiting too long for a lock, or for the database itself, is no fault of the request."""
    if is_held_up(problem):
        return _answer(409, "busy", "Something else changes this right now. Try again soon.", {})
    logger.error("the database is away", exc_info=problem)
    answer = _answer(503, "away", "The database is away for a moment. Please try again.", {})
    answer.headers["Retry-After"] = "5"
    return answer


class JsonParser(parsers.JSONParser):
    """Refuses what is nested deeper than Python can follow, instead of failing on it."""

    def parse(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().parse(*args, **kwargs)
        except RecursionError as problem:
            raise exceptions.ParseError("This JSON is nested too deeply.") from problem


def _answer(status: int, code: str, message: str, details: object) -> Response:
    body = {"code": code, "message": message, "details": details}
    # A message may quote what was sent, and JSON can hold half characters that no answer can.
    plain = json.loads(json.dumps(body), object_hook=_encodable)
    return Response(plain, status=status)


def _encodable(node: dict[str, Any]) -> dict[str, Any]:
    def clean(value: Any) -> Any:
        if isinstance(value, str):
            return value.encode("utf-8", "replace").decode()
        return [clean(entry) for entry in value] if isinstance(value, list) else value

    return {clean(key): clean(value) for key, value in node.items()}


def _code(problem: exceptions.APIException) -> str:
    codes = problem.get_codes()
    code = codes if isinstance(codes, str) else problem.default_code
    return "not_allowed" if code == "permission_denied" else str(code)


def _by_field(detail: Any) -> dict[str, list[str]]:
    """Flattens DRF's nested problems to ``{"field.0.sub": [messages]}``."""
    flat: dict[str, list[str]] = {}

    def walk(path: str, node: Any) -> None:
        if isinstance(node, dict):
            for key, value in node.items():
                walk(f"{path}.{key}" if path else str(key), value)
        elif isinstance(node, list) and any(isinstance(entry, (dict, list)) for entry in node):
            for index, value in enumerate(node):
                walk(f"{path}.{index}", value)
        else:
            entries = node if isinstance(node, list) else [node]
            flat.setdefault(path, []).extend(str(entry) for entry in entries)

    walk("", detail)
    return flat
