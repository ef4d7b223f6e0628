"""Starts that may be sent again: the IETF draft's ``Idempotency-Key`` (decision 0019)."""

import hashlib
import json
import re
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from rest_framework.parsers import MultiPartParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.errors import KeyInvalidError, KeyReusedError, StillStartingError
from accounts.models import KeptStart, User
from accounts.permissions import person
from common.locks import wait_at_most
from common.schema import KEY_HEADER

if TYPE_CHECKING:
    from django.http import QueryDict

_SEED = "seed_of_start"
KEPT = timedelta(hours=24)
WAIT = "5s"
# The draft has a string in quotes; most clients leave them out.
_KEY = re.compile(r'("?)([\x21\x23-\x7e]{1,200})\1')

Start = TypeVar("Start", bound=Callable[..., Response])


def once(start: Start) -> Start:
    """For operations that start something: sent again under its key, one start stays one.

    The answer is kept in the start's own transaction. What is refused leaves nothing, so the same
    key may try again; what is under way is waited for.

    Raises:
        KeyInvalidError: the header can't be read.
        KeyReusedError: another request had this key.
        StillStartingError: the first request with this key takes longer than one should wait.
    """

    @wraps(start)
    def answer(view: Any, request: Request, **place: Any) -> Response:
        if (sent := request.headers.get(KEY_HEADER)) is None:
            return start(view, request, **place)
        told = _fingerprint(request)
        with transaction.atomic():
            kept, is_first = _claim(person(request), _key_in(sent), told)
            if not is_first:
                return _told_again(kept, told)
            setattr(request, _SEED, kept.seed)
            response = start(view, request, **place)
            kept.status = response.status_code
            kept.body = JSONRenderer().render(response.data).decode()
            kept.body = kept.body.replace(_secret_of(kept.seed), kept.seed)
            kept.save(update_fields=["status", "body"])
        return response

    answer.happens_once = True  # type: ignore[attr-defined]  # read by `common.schema`
    return cast("Start", answer)


def forget_starts() -> None:
    """By the sweep: whoever sends a start again does so within minutes."""
    KeptStart.objects.filter(created_at__lt=timezone.now() - KEPT).delete()


def _key_in(sent: str) -> str:
    if (found := _KEY.fullmatch(sent.strip())) is None:
        raise KeyInvalidError(KEY_HEADER)
    return found[2]


def _claim(user: User, key: str, fingerprint: str) -> tuple[KeptStart, bool]:
    """The row of this key, and whether it is new; another one's is waited for at the index."""
    with wait_at_most(WAIT, StillStartingError()):
        return KeptStart.objects.get_or_create(
            user=user, key=key, defaults={"fingerprint": fingerprint}
        )


def _told_again(kept: KeptStart, fingerprint: str) -> Response:
    if kept.fingerprint != fingerprint:
        raise KeyReusedError
    body = kept.body.replace(kept.seed, _secret_of(kept.seed))
    return Response(json.loads(body), status=kept.status)


def new_secret(request: Request) -> str:
    """256 random bits for what a start shows once.

    Sent again under its key, it shows the same, though only a seed is kept: whoever reads the
    database lacks `SECRET_KEY`, and the seed is gone within a day.
    """
    seed = getattr(request, _SEED, None)
    return secrets.token_urlsafe(32) if seed is None else _secret_of(seed)


def _secret_of(seed: str) -> str:
    digest = salted_hmac("accounts.once", seed, algorithm="sha256").digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def _fingerprint(request: Request) -> str:
    """Of what is asked: the same form has another boundary whenever it is sent."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if (request.content_type or "").startswith(MultiPartParser.media_type):
        form = cast("QueryDict", request.data)
        for name, values in sorted(form.lists()):
            digest.update(json.dumps([name, *map(_plain, values)]).encode())
    else:
        digest.update(request.body)
    return digest.hexdigest()


def _plain(value: object) -> object:
    if not isinstance(value, UploadedFile):
        return value
    content = hashlib.file_digest(value, "sha256").hexdigest()
    value.seek(0)
    return [value.name, content]
