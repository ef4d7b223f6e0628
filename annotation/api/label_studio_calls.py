"""What Label Studio asks of the studio: clips to play, and to be heard when somebody answered."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Anyone
from annotation.label_studio import nudges
from annotation.label_studio.addresses import is_clip_signature, is_webhook_secret
from annotation.label_studio.checking import hear_probe
from annotation.label_studio.client import SECRET_HEADER
from annotation.label_studio.enums import ProjectState
from annotation.label_studio.errors import ProjectMissingError
from annotation.models import LabelStudioProject
from common.api import ErrorSerializer
from common.downloads import AnyAccept
from corpus.audio import FLAC, serve_range
from corpus.models import Recording
from corpus.storage import audio_store


class WebhookView(APIView):
    """Label Studio says that something was answered. Believed only as a reason to look there."""

    authentication_classes = []
    permission_classes = [Anyone]
    throttle_classes = []  # one address asks for all its raters, and only with what we signed

    @extend_schema(request=OpenApiTypes.OBJECT, responses={204: None, 404: ErrorSerializer})
    def post(self, request: Request, key: UUID) -> Response:
        sent = request.headers.get(SECRET_HEADER, "")
        if hear_probe(key, sent):
            return Response(status=status.HTTP_204_NO_CONTENT)
        project = LabelStudioProject.objects.filter(key=key).first()
        if project is None or not is_webhook_secret(project, sent):
            raise ProjectMissingError
        LabelStudioProject.objects.filter(pk=project.pk).update(last_webhook_at=timezone.now())
        numbers = annotation_numbers(request.data)
        transaction.on_commit(lambda: nudges.pull_soon(project.pk, numbers))
        return Response(status=status.HTTP_204_NO_CONTENT)


def annotation_numbers(payload: Any) -> list[int]:
    """Of one annotation, or of those that were deleted together."""
    if not isinstance(payload, dict):
        return []
    several = payload.get("annotations")
    parts = [payload.get("annotation"), *(several if isinstance(several, list) else [])]
    numbers = (part.get("id") for part in parts if isinstance(part, dict))
    return [number for number in numbers if isinstance(number, int)]


class ClipView(APIView):
    """A clip of a project, by a signed address: Label Studio's page has no account here."""

    authentication_classes = []
    permission_classes = [Anyone]
    throttle_classes = []  # one address asks for all its raters, and only with what we signed
    content_negotiation_class = AnyAccept

    @extend_schema(
        responses={(200, FLAC): OpenApiTypes.BINARY, (206, FLAC): OpenApiTypes.BINARY,
                   404: ErrorSerializer, 416: None}
    )  # fmt: skip
    def get(self, request: Request, project: int, task: int, signature: str) -> HttpResponseBase:
        if not is_clip_signature(project, task, signature):
            raise ProjectMissingError
        row = get_object_or_404(
            LabelStudioProject.objects.exclude(state=ProjectState.CLOSED), pk=project
        )
        clip = get_object_or_404(Recording, tasks__pk=task, tasks__campaign=row.campaign_id)
        response = _clip(clip.sha256, request.headers.get("Range", ""))
        response.headers["Cache-Control"] = "private, max-age=86400"
        return response

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Whoever has the address may play it, from wherever Label Studio's pages are opened."""
        final = super().finalize_response(request, response, *args, **kwargs)
        final.headers["Access-Control-Allow-Origin"] = "*"
        final.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return final


def _clip(sha256: str, wanted: str) -> HttpResponseBase:
    """Through this server also where it lies in S3, whose own rules for origins aren't ours."""
    path = audio_store().local_path(sha256)
    if path is not None:
        return serve_range(path, wanted)
    return HttpResponse(audio_store().get(sha256), content_type=FLAC)
