"""The parts of the REST interface that every app shares: errors and pages."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions, pagination, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_exception_handler

from common.errors import StudioError


class ErrorSerializer(serializers.Serializer[dict[str, object]]):
    """The one shape of every answer that isn't a success."""

    code = serializers.CharField(help_text="Stable name of the problem, for programs.")
    message = serializers.CharField(help_text="What was wrong and what to do, for people.")
    details = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()),
        help_text="Problems by field; empty where none belongs to a field.",
    )


class NewestFirstPagination(pagination.CursorPagination):
    """Cursor pages: stable while rows are added, and as quick on page 10,000 as on the first."""

    ordering = "-id"
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


def exception_handler(problem: Exception, context: dict[str, Any]) -> Response | None:
    """Turns our errors and the framework's into ``{code, message, details}``."""
    if isinstance(problem, StudioError):
        return _answer(problem.status, problem.code, problem.message, problem.details)
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


def _answer(status: int, code: str, message: str, details: object) -> Response:
    return Response({"code": code, "message": message, "details": details}, status=status)


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
