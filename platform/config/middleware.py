"""Protection that neither Django nor django-csp gives."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_plus

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from rest_framework.parsers import MultiPartParser

from accounts.throttles import Allowance

Handler = Callable[[HttpRequest], HttpResponseBase]


class PermissionsPolicyMiddleware:
    """Refuses browser powers no page of ours uses; playing audio needs none of them."""

    POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.POLICY)
        return response


class AllowanceMiddleware:
    """Tells who is counted how many requests are left, and for how long."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        allowance = getattr(request, "allowance", None)
        if isinstance(allowance, Allowance):
            for name, value in allowance.headers().items():
                response.headers[name] = value
        return response


class ReadableMiddleware:
    """Refuses what would fail where it is read: other encodings, NUL in an address or a cookie.

    No column of the database holds a NUL, and Django would look an encoding up in all of Python's
    codecs, of which some are no encodings.
    """

    UTF_8 = frozenset({"", "utf-8", "utf8", "us-ascii"})

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if (request.content_params or {}).get("charset", "").lower() not in self.UTF_8:
            return _refuse(415, "unsupported_media_type", "Send text in UTF-8.")
        told = [request.path, unquote_plus(request.META["QUERY_STRING"]), *request.COOKIES.values()]
        if any("\0" in text for text in told):
            return _refuse(400, "invalid", "An address or a cookie holds a NUL character.")
        return self.get_response(request)


class StrangersFilesMiddleware:
    """Refuses files of people who are not signed in, before any of it is read.

    The check of a form's CSRF token would store them all on disk first, to look for the token.
    Operations that take files ask who it is before they read, so tokens work there.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *arguments: object
    ) -> HttpResponseBase | None:
        if request.content_type != MultiPartParser.media_type or _takes_files(view):
            return None
        if request.user.is_authenticated:
            return None
        return _refuse(401, "not_authenticated", "Sign in to send files.")


def _takes_files(view: Callable[..., Any]) -> bool:
    operation = getattr(view, "cls", None)
    return MultiPartParser in getattr(operation, "parser_classes", ())


def _refuse(status: int, code: str, message: str) -> JsonResponse:
    return JsonResponse({"code": code, "message": message, "details": {}}, status=status)
