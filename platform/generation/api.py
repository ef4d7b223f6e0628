"""What checks reject: rates by language, engine, voice and check, and the rejected themselves."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import ReadsItems
from catalog.api import LanguageField, visible_dataset
from common.api import IntervalSerializer, OldestFirstPagination
from corpus.models import Item
from generation.models import CheckReport
from generation.rejection_rates import STAGES
from generation.rejections import count_rejections, failing_reports


class CheckRateSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    engine = serializers.CharField(help_text="that made the text or the recording")
    check = serializers.CharField()
    stage = serializers.ChoiceField([*STAGES, ""], help_text="empty for one that is no more made")
    passed = serializers.IntegerField()
    failed = serializers.IntegerField()


class VoiceRateSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    engine = serializers.CharField()
    voice = serializers.CharField()
    recordings = serializers.IntegerField()
    failing = serializers.IntegerField(help_text="recordings with any failed check")
    rate = serializers.FloatField(help_text="of recordings with any failed check")
    interval = IntervalSerializer(help_text="Wilson, 95%")


class RejectionsSerializer(serializers.Serializer[Any]):
    checks = CheckRateSerializer(many=True)
    voices = VoiceRateSerializer(many=True)


class ChecksView(APIView):
    """How much fails which check; of current texts and recordings, from maintained counts."""

    permission_classes = [ReadsItems]

    @extend_schema(responses=RejectionsSerializer)
    def get(self, request: Request, slug: str) -> Response:
        rejections = count_rejections(visible_dataset(request, slug).pk)
        # Not by the serializer, which takes longer for 2,000 rows than all the rest.
        voices = [
            {**vars(one), "interval": {"low": one.interval.low, "high": one.interval.high}}
            for one in rejections.voices
        ]
        return Response({"checks": [*map(vars, rejections.checks)], "voices": voices})


class FailingFilterSerializer(serializers.Serializer[dict[str, str]]):
    language = LanguageField()
    check = serializers.CharField(max_length=60, help_text="without a field: numbers-lost")
    engine = serializers.CharField(
        max_length=60, required=False, help_text="that made the text or the recording"
    )


class FailingSerializer(serializers.Serializer[CheckReport]):
    """A text or a recording that fails a check."""

    item = serializers.SerializerMethodField()
    external_id = serializers.SerializerMethodField()
    question = serializers.SerializerMethodField()
    recording = serializers.IntegerField(source="recording_id", allow_null=True)
    failed = serializers.ListField(child=serializers.CharField())
    details = serializers.DictField(child=serializers.CharField())

    def get_item(self, report: CheckReport) -> int:
        return _item(report).pk

    def get_external_id(self, report: CheckReport) -> str:
        return _item(report).external_id

    def get_question(self, report: CheckReport) -> str:
        return str(_text(report).question)


def _text(report: CheckReport) -> Any:
    return report.recording.translation if report.recording else report.translation


def _item(report: CheckReport) -> Item:
    item: Item = _text(report).item
    return item


class FailingView(generics.ListAPIView[CheckReport]):
    """Which current texts and recordings of a language fail a check, and why."""

    queryset = CheckReport.objects.none()
    serializer_class = FailingSerializer
    permission_classes = [ReadsItems]
    pagination_class = OldestFirstPagination

    def get_queryset(self) -> QuerySet[CheckReport]:
        dataset = visible_dataset(self.request, self.kwargs["slug"])
        sent = FailingFilterSerializer(data=self.request.query_params)
        sent.is_valid(raise_exception=True)
        return failing_reports(dataset.pk, **sent.validated_data)

    @extend_schema(parameters=[FailingFilterSerializer])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)
