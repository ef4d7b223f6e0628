"""A dataset's voices over REST."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import generics, serializers, status
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.once import once
from accounts.permissions import ReadsItemsManagesWrites, person
from catalog.api import visible_dataset
from common.api import ErrorSerializer, OldestFirstPagination
from corpus.api import refuse_large_upload
from corpus.models import Voice
from corpus.voice_clips import LONGEST_S, SHORTEST_S
from corpus.voice_library import DETAILS, VoiceDetails, change_voice, count_recordings, import_voice
from corpus.voice_tables import LINK_RULE, MOST_BYTES, NAME, NAME_RULE, is_link


class DetailsSerializer(serializers.ModelSerializer[Voice]):
    """What people say of a voice."""

    source_url = serializers.CharField(
        required=False, allow_blank=True, max_length=500, help_text="a link, or empty"
    )

    def validate_source_url(self, value: str) -> str:
        if value and not is_link(value):
            raise serializers.ValidationError(LINK_RULE)
        return value


class VoiceSerializer(DetailsSerializer):
    audio = serializers.SerializerMethodField(help_text="address of the clip")
    recordings = serializers.SerializerMethodField(help_text="current ones that speak with it")
    share = serializers.SerializerMethodField(
        help_text="0-1, of the current recordings by voices of this library"
    )
    retired = serializers.BooleanField(
        required=False, help_text="speaks in nothing that is made from now on"
    )

    _known: dict[str, int] | None = None

    class Meta:
        model = Voice
        fields = [
            "id", "name", "perceived", "source", "source_url", "licence", "reader", "held_out",
            "retired", "audio", "duration_s", "sample_rate", "loudness_lufs", "snr_db",
            "recordings", "share", "created_at",
        ]  # fmt: skip
        read_only_fields = [
            "name", "duration_s", "sample_rate", "loudness_lufs", "snr_db", "created_at",
        ]  # fmt: skip

    def get_audio(self, voice: Voice) -> str:
        return f"/audio/{voice.sha256}"

    def get_recordings(self, voice: Voice) -> int:
        return self._counts(voice)[voice.name]

    def get_share(self, voice: Voice) -> float:
        counts = self._counts(voice)
        return counts[voice.name] / (sum(counts.values()) or 1)

    def _counts(self, voice: Voice) -> dict[str, int]:
        """Read once for all rows of an answer."""
        if self._known is None:
            self._known = count_recordings(voice.dataset_id)
        return self._known

    def update(self, instance: Voice, validated_data: dict[str, Any]) -> Voice:
        return change_voice(instance, **validated_data)


class NewVoiceSerializer(DetailsSerializer):
    clip = serializers.FileField(
        help_text=f"{SHORTEST_S:g} to {LONGEST_S:g} s of speech, as FLAC, WAV, OGG or MP3"
    )
    name = serializers.RegexField(NAME, max_length=60, error_messages={"invalid": NAME_RULE})

    class Meta:
        model = Voice
        fields = ["clip", *DETAILS]

    def validate_clip(self, value: Any) -> Any:
        if value.size > MOST_BYTES:
            raise serializers.ValidationError(f"is larger than {MOST_BYTES // 1_000_000} MB")
        return value


@extend_schema_view(get=extend_schema(responses=VoiceSerializer(many=True)))
class VoicesView(generics.ListAPIView[Voice]):
    """Voices that engines which clone speak with; POST adds one."""

    queryset = Voice.objects.none()
    serializer_class = VoiceSerializer
    permission_classes = [ReadsItemsManagesWrites]
    pagination_class = OldestFirstPagination
    parser_classes = [MultiPartParser]

    def get_queryset(self) -> QuerySet[Voice]:
        return visible_dataset(self.request, self.kwargs["slug"]).voices.all()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        refuse_large_upload(request)

    @once
    @extend_schema(
        request={"multipart/form-data": NewVoiceSerializer},
        responses={
            200: VoiceSerializer,
            201: VoiceSerializer,
            400: ErrorSerializer,
            409: ErrorSerializer,
            413: ErrorSerializer,
        },
    )
    def post(self, request: Request, slug: str) -> Response:
        """Answers 200 where the same clip is there already, under the same name."""
        dataset = visible_dataset(request, slug)
        sent = NewVoiceSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        wanted = dict(sent.validated_data)
        clip = wanted.pop("clip").read()
        voice, is_new = import_voice(dataset, clip, VoiceDetails(**wanted))
        code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return Response(VoiceSerializer(voice).data, status=code)


@extend_schema_view(patch=extend_schema(responses={200: VoiceSerializer, 409: ErrorSerializer}))
class VoiceView(generics.RetrieveUpdateAPIView[Voice]):
    """One voice. It can be held out for the bench, retired, and brought back."""

    queryset = Voice.objects.none()
    serializer_class = VoiceSerializer
    permission_classes = [ReadsItemsManagesWrites]
    parser_classes = [JSONParser]
    http_method_names = ["get", "patch", "head", "options"]

    def get_queryset(self) -> QuerySet[Voice]:
        return Voice.objects.visible_to(person(self.request))
