"""Corrections beside the writing of them: live checks, and what came of them all."""

from dataclasses import asdict
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Rates, ReadsItems, person
from annotation.api.statistics_shapes import IntervalSerializer
from annotation.api.work import parse
from annotation.enums import FindingLevel
from annotation.services.drafts import Texts, judge_draft
from annotation.statistics.correction_files import write_corrections
from annotation.statistics.correction_reading import measure_corrections
from annotation.statistics.corrections import PAPER_RANGE, PAPER_RATE
from catalog.api import visible_dataset
from common.api import ErrorSerializer
from common.downloads import CSV, AnyAccept, csv_answer


class DraftSerializer(serializers.Serializer[dict[str, Any]]):
    question = serializers.CharField(trim_whitespace=False, allow_blank=True, max_length=40_000)
    answer = serializers.CharField(trim_whitespace=False, allow_blank=True, max_length=40_000)


class FindingSerializer(serializers.Serializer[Any]):
    field = serializers.CharField()
    name = serializers.CharField()
    message = serializers.CharField()
    level = serializers.ChoiceField(FindingLevel.choices)


class DraftChecksView(APIView):
    """What the automatic checks say of a correction before it is sent; nothing is stored."""

    permission_classes = [Rates]

    @extend_schema(
        request=DraftSerializer,
        responses={200: FindingSerializer(many=True), 404: ErrorSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        texts = Texts(**parse(DraftSerializer, request))
        found = judge_draft(pk, by=person(request), texts=texts)
        return Response(FindingSerializer(found, many=True).data)


class CorrectionQuerySerializer(serializers.Serializer[dict[str, Any]]):
    campaign = serializers.IntegerField(required=False, allow_null=True, default=None)


class CorrectionFileView(APIView):
    """Every standing answer of a native as CSV, with both texts and the work between them."""

    permission_classes = [ReadsItems]
    content_negotiation_class = AnyAccept

    @extend_schema(
        parameters=[CorrectionQuerySerializer],
        responses={(200, CSV): OpenApiTypes.STR, 400: ErrorSerializer},
    )
    def get(self, request: Request, slug: str) -> StreamingHttpResponse:
        asked = CorrectionQuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        dataset = visible_dataset(request, slug)
        lines = write_corrections(dataset, **asked.validated_data)
        return csv_answer(f"{dataset.slug}.corrections.csv", lines)


class CorrectionRowSerializer(serializers.Serializer[Any]):
    """One language; see `annotation.statistics.corrections.CorrectionRow`."""

    language = serializers.CharField()
    items = serializers.IntegerField(help_text="drawn by lot and settled; each counts once")
    confirmed = serializers.IntegerField()
    corrected = serializers.IntegerField()
    untranslatable = serializers.IntegerField()
    rate = serializers.FloatField(help_text="of items that were corrected or can't be translated")
    interval = IntervalSerializer(allow_null=True, help_text="Wilson, 95%")
    hter = serializers.FloatField(allow_null=True, help_text="edits per word; may pass 1")
    cer = serializers.FloatField(allow_null=True, help_text="character edits per character")
    chrf = serializers.FloatField(allow_null=True, help_text="mean, 0-100")
    words_added = serializers.IntegerField()
    words_removed = serializers.IntegerField()
    words_replaced = serializers.IntegerField()
    active_s = serializers.FloatField(allow_null=True, help_text="median seconds at work")
    reviewed = serializers.IntegerField(help_text="read by two natives or three")
    disputed = serializers.IntegerField(help_text="of these, where the two disagreed")
    overridden = serializers.IntegerField(help_text="a native set a warning aside")


class PaperCorrectionsSerializer(serializers.Serializer[Any]):
    rate = serializers.FloatField()
    low = serializers.FloatField(help_text="of the language corrected least")
    high = serializers.FloatField(help_text="of the language corrected most")


class CorrectionStatisticsSerializer(serializers.Serializer[Any]):
    rows = CorrectionRowSerializer(many=True)
    paper = PaperCorrectionsSerializer()


class CorrectionStatisticsView(APIView):
    """How often and how much natives corrected, by language, with intervals."""

    permission_classes = [ReadsItems]

    @extend_schema(parameters=[CorrectionQuerySerializer], responses=CorrectionStatisticsSerializer)
    def get(self, request: Request, slug: str) -> Response:
        asked = CorrectionQuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        dataset = visible_dataset(request, slug)
        rows = measure_corrections(dataset, campaign=asked.validated_data["campaign"])
        low, high = PAPER_RANGE
        paper = {"rate": PAPER_RATE, "low": low, "high": high}
        shown = {"rows": [asdict(row) for row in rows], "paper": paper}
        return Response(CorrectionStatisticsSerializer(shown).data)
