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
from annotation.services.control_care import (
    MANAGED_ROLES,
    change_control,
    controls_with_answers,
    find_voice,
    prepare_controls,
)
from annotation.services.controls import set_gold
from catalog.api import LanguageField, visible_dataset
from catalog.models import Dataset
from common.api import ErrorSerializer


class ControlClipSerializer(serializers.ModelSerializer[ControlClip]):
    role = serializers.ChoiceField([(role.value, role.label) for role in MANAGED_ROLES])
    audio_url = serializers.SerializerMethodField()
    answers = serializers.IntegerField(help_text="that stand, in all campaigns of the dataset")
    far_off = serializers.IntegerField(
        help_text="of these, further from a known score than screening allows"
    )

    class Meta:
        model = ControlClip
        fields = [
            "id", "language", "role", "name", "audio_url", "duration_s", "naturalness",
            "understood", "is_current", "answers", "far_off",
        ]  # fmt: skip
        read_only_fields = fields

    def get_audio_url(self, clip: ControlClip) -> str:
        return f"/audio/{clip.sha256}"


class ControlQuerySerializer(serializers.Serializer[dict[str, Any]]):
    language = LanguageField(required=False)


class ControlWishSerializer(serializers.Serializer[dict[str, Any]]):
    language = LanguageField()


class ControlChangeSerializer(serializers.Serializer[dict[str, Any]]):
    naturalness = serializers.IntegerField(min_value=1, max_value=5, required=False)
    understood = serializers.IntegerField(min_value=1, max_value=5, required=False)
    is_current = serializers.BooleanField(required=False, help_text="False: no longer used.")


class GoldSerializer(serializers.Serializer[dict[str, Any]]):
    """The voice of an item in a language, and its known scores."""

    item = serializers.CharField(help_text="its id in the source")
    language = LanguageField()
    naturalness = serializers.IntegerField(min_value=1, max_value=5)
    understood = serializers.IntegerField(min_value=1, max_value=5)


class ControlsView(generics.ListAPIView[ControlClip]):
    """Clips whose answer is known, also retired ones; POST makes a language's now."""

    queryset = ControlClip.objects.none()
    serializer_class = ControlClipSerializer
    permission_classes = [Manages]

    def get_queryset(self) -> QuerySet[ControlClip]:
        asked = ControlQuerySerializer(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        clips = controls_with_answers(find_campaign(self.request, self.kwargs["pk"]))
        return clips.filter(**asked.validated_data)

    @extend_schema(parameters=[ControlQuerySerializer])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        request=ControlWishSerializer,
        responses={204: None, 400: ErrorSerializer, 409: ErrorSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        prepare_controls(
            find_campaign(request, pk), parse(ControlWishSerializer, request)["language"]
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class ControlView(APIView):
    """Sets the known scores of gold, or retires a clip and brings it back."""

    permission_classes = [Manages]

    @extend_schema(
        request=ControlChangeSerializer,
        responses={204: None, 400: ErrorSerializer, 404: ErrorSerializer, 409: ErrorSerializer},
    )
    def patch(self, request: Request, pk: int) -> Response:
        mine = Dataset.objects.visible_to(person(request))
        clips = ControlClip.objects.filter(dataset__in=mine, role__in=MANAGED_ROLES)
        clip = get_object_or_404(clips, pk=pk)
        change_control(clip, **parse(ControlChangeSerializer, request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class GoldView(APIView):
    """Makes a recording gold: its quality is known, so raters are measured by it."""

    permission_classes = [Manages]

    @extend_schema(
        request=GoldSerializer, responses={204: None, 400: ErrorSerializer, 404: ErrorSerializer}
    )
    def post(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        sent = parse(GoldSerializer, request)
        recording = find_voice(dataset, item=sent.pop("item"), language=sent.pop("language"))
        set_gold(recording, **sent)
        return Response(status=status.HTTP_204_NO_CONTENT)
