"""Recordings that were set aside, and why."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.permissions import ReadsItems
from catalog.api import LanguageField, visible_dataset
from common.api import OldestFirstPagination
from corpus.models import Recording
from generation.models import CheckReport


class ReasonSerializer(serializers.Serializer[Any]):
    check = serializers.CharField()
    detail = serializers.CharField()


class SetAsideSerializer(serializers.ModelSerializer[Recording]):
    item_id = serializers.IntegerField(source="translation.item_id")
    external_id = serializers.CharField(source="translation.item.external_id")
    question = serializers.CharField(source="translation.question")
    audio = serializers.SerializerMethodField(help_text="address of the best attempt")
    reasons = serializers.SerializerMethodField(help_text="the checks that it failed")

    class Meta:
        model = Recording
        fields = [
            "id", "item_id", "external_id", "language", "question", "audio", "duration_s",
            "engine", "voice", "attempt", "reasons", "created_at",
        ]  # fmt: skip

    def get_audio(self, recording: Recording) -> str:
        return f"/audio/{recording.sha256}"

    @extend_schema_field(ReasonSerializer(many=True))
    def get_reasons(self, recording: Recording) -> list[dict[str, str]]:
        reports: list[CheckReport] = [*getattr(recording, "reports").all()]  # noqa: B009
        details = {name: text for report in reports for name, text in report.details.items()}
        names = recording.set_aside or []
        return [{"check": name, "detail": details.get(name, "")} for name in names]


class SetAsideFilterSerializer(serializers.Serializer[dict[str, str]]):
    language = LanguageField(required=False)
    engine = serializers.CharField(required=False, max_length=60)
    check = serializers.CharField(required=False, max_length=60, help_text="name of a reason")


class SetAsideView(generics.ListAPIView[Recording]):
    """Recordings whose best attempt still fails a check: nobody rates them, no release has them."""

    queryset = Recording.objects.none()
    serializer_class = SetAsideSerializer
    permission_classes = [ReadsItems]
    pagination_class = OldestFirstPagination

    def get_queryset(self) -> QuerySet[Recording]:
        dataset = visible_dataset(self.request, self.kwargs["slug"])
        sent = SetAsideFilterSerializer(data=self.request.query_params)
        sent.is_valid(raise_exception=True)
        wanted = dict(sent.validated_data)
        if (check := wanted.pop("check", None)) is not None:
            wanted["set_aside__contains"] = [check]
        recordings = Recording.objects.set_aside().filter(dataset=dataset, **wanted)
        reports = Prefetch("reports", CheckReport.objects.only("recording", "details"))
        return recordings.select_related("translation__item").prefetch_related(reports)

    @extend_schema(parameters=[SetAsideFilterSerializer])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)
