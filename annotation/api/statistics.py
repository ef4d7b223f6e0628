"""What the votes say, for managers and researchers."""

from collections import Counter
from dataclasses import asdict
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import ReadsItems
from annotation.api.statistics_shapes import (
    ForecastSerializer,
    PlanQuerySerializer,
    StatisticsFileQuerySerializer,
    StatisticsQuerySerializer,
    StatisticsSerializer,
)
from annotation.statistics.described import describe_reasons
from annotation.statistics.files import Part, write_csv
from annotation.statistics.opinion_figures import OpinionReport, report_opinions
from annotation.statistics.planning import forecast
from annotation.statistics.reading import Selection, Statistics, measure, read_screened
from annotation.statistics.screening import VERSIONS, Reason
from annotation.statistics.tables import Grouping
from catalog.api import visible_dataset
from catalog.models import Dataset
from common.api import ErrorSerializer
from common.downloads import CSV, AnyAccept, csv_answer


class StatisticsView(APIView):
    """Opinions by language, engine or voice, screened by versioned rules as they are read."""

    permission_classes = [ReadsItems]

    @extend_schema(
        parameters=[StatisticsQuerySerializer],
        responses={200: StatisticsSerializer, 400: ErrorSerializer},
    )
    def get(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        asked = _asked(request, StatisticsQuerySerializer)
        grouping, rules = Grouping(asked.pop("by")), VERSIONS[asked.pop("rules")]
        found = report_opinions(dataset, Selection(**asked), rules=rules, grouping=grouping)
        return Response(_describe(found))


class StatisticsFileView(APIView):
    """The same as CSV: the table, the raters, or every raw vote and why it does not count."""

    permission_classes = [ReadsItems]
    content_negotiation_class = AnyAccept

    @extend_schema(
        parameters=[StatisticsFileQuerySerializer],
        responses={(200, CSV): OpenApiTypes.STR, 400: ErrorSerializer},
    )
    def get(self, request: Request, slug: str) -> StreamingHttpResponse:
        dataset = visible_dataset(request, slug)
        asked = _asked(request, StatisticsFileQuerySerializer)
        part, found = Part(asked.pop("part")), _measure(dataset, asked)
        name = f"{dataset.slug}.{part}.rules-{found.screened.rules.version}.csv"
        return csv_answer(name, write_csv(found, part))


class VotePlanView(APIView):
    """The votes a campaign needs in one language for an interval so wide."""

    permission_classes = [ReadsItems]

    @extend_schema(
        parameters=[PlanQuerySerializer],
        responses={200: ForecastSerializer, 400: ErrorSerializer},
    )
    def get(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        asked = _asked(request, PlanQuerySerializer)
        scale, language = asked.pop("scale"), asked.pop("language", None)
        kept = read_screened(dataset, Selection(language=language))[0].kept if language else []
        return Response(ForecastSerializer(asdict(forecast(kept, scale, **asked))).data)


def _asked(request: Request, kind: type[serializers.Serializer[dict[str, Any]]]) -> dict[str, Any]:
    sent = kind(data=request.query_params)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


def _measure(dataset: Dataset, asked: dict[str, Any]) -> Statistics:
    grouping, rules = Grouping(asked.pop("by")), VERSIONS[asked.pop("rules")]
    return measure(dataset, Selection(**asked), rules=rules, grouping=grouping)


def _describe(found: OpinionReport) -> dict[str, Any]:
    """As `StatisticsSerializer` says, which hundreds of rows need not go through once more."""
    excluded: Counter[Reason] = Counter()
    for row in found.rows:
        excluded.update({Reason(each["reason"]): each["votes"] for each in row["excluded"]})
    return {
        "rules_version": found.rules.version,
        "votes": sum(row["votes"] for row in found.rows) + excluded.total(),
        "excluded": describe_reasons(excluded),
        "rows": found.rows,
        "needs": found.needs,
    }
