"""Audio as it is sent: whole, or the range a player asks for."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import FileResponse, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase

from corpus.storage import audio_store

_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
_PIECE = 64 * 1024
FLAC = "audio/flac"


def send_audio(sha256: str, wanted: str) -> HttpResponseBase:
    """The clip or the range of it; from object storage by a short-lived link."""
    path = audio_store().local_path(sha256)
    if path is None:
        return HttpResponseRedirect(audio_store().link(sha256))
    response = serve_range(path, wanted)
    response.headers["Accept-Ranges"] = "bytes"
    # The name is the content: it can never change. Only browsers keep it: who may hear it can.
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    response.headers["ETag"] = f'"{sha256}"'
    return response


def serve_range(path: Path, header: str, *, content_type: str = FLAC) -> HttpResponseBase:
    """The whole file, the range asked for, or 416 for one outside the file.

    What is no range (RFC 9110, section 14.1.1) counts as not asked for.
    """
    size = path.stat().st_size
    wanted = _RANGE.fullmatch(header.strip())
    if wanted is None or not any(wanted.groups()) or _is_backwards(wanted[1], wanted[2]):
        return FileResponse(path.open("rb"), content_type=content_type)
    start, end = _bounds(wanted[1], wanted[2], size)
    if start > end or start >= size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(
        _pieces(path, start, end), status=206, content_type=content_type
    )
    response.headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    response.headers["Content-Length"] = str(end - start + 1)
    return response


def _is_backwards(first: str, last: str) -> bool:
    return bool(first and last) and int(first) > int(last)


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """First and last byte, both included; ``-500`` means the last 500."""
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _pieces(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        left = end - start + 1
        while left > 0 and (piece := file.read(min(_PIECE, left))):
            left -= len(piece)
            yield piece
