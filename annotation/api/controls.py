"""Gold, traps and training clips, for the manager of a campaign."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Manages, person
from annotation.api.campaigns import find_campaign
from annotation.api.work import parse
from annotation.models import ControlClip
from annotation.services.clip_care import CARED_FOR, change_clip, clips_with_answers, make_clips
from catalog.api import LanguageField
from catalog.models import Dataset
from common.api import ErrorSerializer


class KnownClipSerializer(serializers.ModelSerializer[ControlClip]):
    role = serializers.ChoiceField([(role.value, role.label) for role in CARED_FOR])
    audio_url = serializers.SerializerMethodField()
    answers = serializers.IntegerField(help_text="that stand, in all campaigns of the dataset")
    far_off = serializers.IntegerField(help_text="of these, more than a point from the known score")

    class Meta:
        model = ControlClip
        fields = [
            "id", "language", "role", "name", "audio_url", "duration_s", "naturalness",
            "understood", "is_current", "answers", "far_off",
        ]  # fmt: skip

    def get_audio_url(self, clip: ControlClip) -> str:
        return f"/audio/{clip.sha256}"


class ClipQuerySerializer(serializers.Serializer[dict[str, Any]]):
    language = LanguageField(required=False)


class ClipWishSerializer(serializers.Serializer[dict[str, Any]]):
    language = LanguageField()


class ClipChangeSerializer(serializers.Serializer[dict[str, Any]]):
    naturalness = serializers.IntegerField(min_value=1, max_value=5, required=False)
    understood = serializers.IntegerField(min_value=1, max_value=5, required=False)
    is_current = serializers.BooleanField(required=False, help_text="False: no longer used.")


class KnownClipsView(generics.ListAPIView[ControlClip]):
    """Clips whose answer is known, also retired ones; POST makes a language's now."""

    queryset = ControlClip.objects.none()
    serializer_class = KnownClipSerializer
    permission_classes = [Manages]

    def get_queryset(self) -> QuerySet[ControlClip]:
        asked = ClipQuerySerializer(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        clips = clips_with_answers(find_campaign(self.request, self.kwargs["pk"]))
        return clips.filter(**asked.validated_data)

    @extend_schema(parameters=[ClipQuerySerializer])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        request=ClipWishSerializer,
        responses={204: None, 400: ErrorSerializer, 409: ErrorSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        make_clips(find_campaign(request, pk), parse(ClipWishSerializer, request)["language"])
        return Response(status=status.HTTP_204_NO_CONTENT)


class KnownClipView(APIView):
    """Sets the known scores of gold, or retires a clip and brings it back."""

    permission_classes = [Manages]

    @extend_schema(
        request=ClipChangeSerializer,
        responses={204: None, 400: ErrorSerializer, 404: ErrorSerializer, 409: ErrorSerializer},
    )
    def patch(self, request: Request, pk: int) -> Response:
        mine = Dataset.objects.visible_to(person(request))
        clips = ControlClip.objects.filter(dataset__in=mine, role__in=CARED_FOR)
        clip = get_object_or_404(clips, pk=pk)
        change_clip(clip, **parse(ClipChangeSerializer, request))
        return Response(status=status.HTTP_204_NO_CONTENT)
