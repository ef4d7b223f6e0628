"""The page that loads the browser's app, and the health check."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

ENTRY = "src/main.tsx"


@lru_cache(maxsize=1)
def built_assets(changed_ns: int) -> dict[str, list[str]]:
    """What Vite's manifest names for the entry; keyed by the manifest's time, so rebuilds show."""
    manifest = json.loads(_manifest().read_text(encoding="utf-8"))
    return {"scripts": [manifest[ENTRY]["file"]], "styles": _styles(manifest, ENTRY)}


def _styles(manifest: dict[str, Any], chunk: str) -> list[str]:
    """Those of the chunks it imports first, so that its own may override them."""
    imported = [
        style for name in manifest[chunk].get("imports", []) for style in _styles(manifest, name)
    ]
    return list(dict.fromkeys([*imported, *manifest[chunk].get("css", [])]))


def _manifest() -> Path:
    return settings.FRONTEND_DIST / ".vite" / "manifest.json"


class AppView(TemplateView):
    template_name = "app.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if not _manifest().exists():
            return {**context, "missing": True}
        return {**context, **built_assets(_manifest().stat().st_mtime_ns)}


class HealthView(View):
    """Says whether this process can reach the database."""

    def get(self, request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return JsonResponse({"status": "ok", "version": settings.VERSION})


def server_error(request: HttpRequest) -> HttpResponse:
    """What went wrong is in the log; nothing of it belongs in the answer."""
    message = "Something went wrong here. It was noted; please try again."
    if request.path.startswith("/api/"):
        return JsonResponse({"code": "error", "message": message, "details": {}}, status=500)
    return HttpResponse(message, status=500, content_type="text/plain")


@csrf_exempt
def missing_operation(request: HttpRequest) -> JsonResponse:
    message = f"There is no operation at {request.path}. See /api/v1/schema/."
    return JsonResponse({"code": "not_found", "message": message, "details": {}}, status=404)
