"""Corrections beside the writing of them: live checks, and all of them as a file."""

from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Rates, ReadsItems, person
from annotation.api.work import parse
from annotation.enums import FindingLevel
from annotation.services.drafts import Texts, judge_draft
from annotation.statistics.correction_files import write_corrections
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
