"""Protection that neither Django nor django-csp gives."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from rest_framework.parsers import MultiPartParser

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


class StrangersFilesMiddleware:
    """Refuses files of people who are not signed in, before any of it is read.

    The check of a form's CSRF token would store them all on disk first, to look for the token.
    Operations that take files ask who it is before they read, so tokens work there.
    """

    REFUSAL = {"code": "not_authenticated", "message": "Sign in to send files.", "details": {}}

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *arguments: object
    ) -> HttpResponseBase | None:
        if request.content_type != MultiPartParser.media_type or _takes_files(view):
            return None
        return None if request.user.is_authenticated else JsonResponse(self.REFUSAL, status=401)


def _takes_files(view: Callable[..., Any]) -> bool:
    operation = getattr(view, "cls", None)
    return MultiPartParser in getattr(operation, "parser_classes", ())
