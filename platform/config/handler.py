"""How a request of the web server becomes one of Django's."""

from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters


class StudioRequest(WSGIRequest):
    """Keeps to UTF-8. A request in another encoding is refused by `ReadableMiddleware`.

    Django decodes by whatever codec the request names, at once and before any of our code runs;
    and some of Python's codecs (hex, rot13) decode no text.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        kind = str(meta.get("CONTENT_TYPE", ""))
        self.content_type, self.content_params = parse_header_parameters(kind)


class StudioHandler(WSGIHandler):
    request_class = StudioRequest
