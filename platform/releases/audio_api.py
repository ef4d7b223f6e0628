"""``/audio/{sha256}``: the permanent address of a recording."""

from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.enums import Scope
from accounts.models import ApiToken, User
from accounts.permissions import Scoped
from common.api import ErrorSerializer
from common.downloads import AnyAccept
from corpus.audio import FLAC, send_audio
from corpus.audio_rows import may_hear
from corpus.errors import AudioMissingError
from releases.models import Release


class Hears(Scoped):
    """People and their tokens, as far as the view lets them; strangers what is public."""

    scopes = frozenset({Scope.READ_RELEASES, Scope.READ_ITEMS, Scope.RATE})

    def permits(self, request: Request, view: APIView) -> bool:
        if isinstance(request.user, User):
            return super().permits(request, view)
        return _is_public(view.kwargs["sha256"])

    def is_open_to(self, request: Request) -> bool:
        return True


class AudioView(APIView):
    """Plays a recording or voice of a dataset the person is a member of, also one byte range.

    A token to read releases plays what is in one; and anybody what is in a public release.
    """

    permission_classes = [Hears]
    content_negotiation_class = AnyAccept

    @extend_schema(
        responses={(200, FLAC): OpenApiTypes.BINARY, (206, FLAC): OpenApiTypes.BINARY,
                   302: None, 404: ErrorSerializer, 416: None}
    )  # fmt: skip
    def get(self, request: Request, sha256: str) -> HttpResponseBase:
        if not (_hears_as_member(request, sha256) or _hears_as_reader(request, sha256)):
            raise AudioMissingError(sha256)
        return send_audio(sha256, request.headers.get("Range", ""))


def _is_public(sha256: str) -> bool:
    return Release.objects.public().have_recording(sha256)


def _hears_as_member(request: Request, sha256: str) -> bool:
    """By a token for rating, an administrator hears no more than a rater does."""
    user, token = request.user, request.auth
    if not isinstance(user, User):
        return False
    if not isinstance(token, ApiToken):
        return may_hear(user, sha256)
    if Scope.READ_ITEMS in token.scopes:
        return may_hear(user, sha256)
    return Scope.RATE in token.scopes and may_hear(user, sha256, blind=True)


def _hears_as_reader(request: Request, sha256: str) -> bool:
    user, token = request.user, request.auth
    if isinstance(token, ApiToken) and Scope.READ_RELEASES in token.scopes:
        return Release.objects.readable_by(user).have_recording(sha256)
    return _is_public(sha256)
