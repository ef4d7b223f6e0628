"""What the votes say, for managers and researchers."""

from dataclasses import asdict
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from accounts.permissions import ReadsItems, person
from annotation.api.statistics_shapes import (
    ForecastSerializer,
    PlanQuerySerializer,
    StatisticsFileQuerySerializer,
    StatisticsQuerySerializer,
    StatisticsSerializer,
)
from annotation.statistics.facts import SCALES
from annotation.statistics.files import Part, write_csv
from annotation.statistics.people import RaterSummary
from annotation.statistics.planning import forecast
from annotation.statistics.reading import Selection, Statistics, measure, read_screened
from annotation.statistics.screening import VERSIONS, Reason
from annotation.statistics.tables import Grouping, Row, ScaleSummary
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
        found = _measure(dataset, _asked(request, StatisticsQuerySerializer))
        names = _names(found.raters) if person(request).manages else {}
        return Response(StatisticsSerializer(_describe(found, names)).data)


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


def _describe(found: Statistics, names: dict[Any, str]) -> dict[str, Any]:
    screened = found.screened
    return {
        "rules_version": screened.rules.version,
        "votes": len(screened.kept) + len(screened.excluded),
        "excluded": _excluded(screened.reasons()),
        "rows": [_row(row) for row in found.rows],
        "raters": [_rater(rater, names) for rater in found.raters],
    }


def _row(row: Row) -> dict[str, Any]:
    counts = row.naturalness.opinion
    return {
        **asdict(row.place),
        "votes": counts.votes,
        "elsewhere": row.elsewhere,
        "raters": counts.raters,
        "items": counts.items,
        "naturalness": _scale(row.naturalness),
        "understood": _scale(row.understood),
        "excluded": _excluded(row.excluded),
        "paper": row.paper._asdict() if row.paper else None,
    }


def _scale(summary: ScaleSummary) -> dict[str, Any]:
    opinion = summary.opinion
    return {
        "mean": opinion.mean,
        "deviation": opinion.deviation,
        "interval": asdict(opinion.interval) if opinion.interval else None,
        "no_interval": summary.no_interval,
        "alpha": summary.alpha,
        "histogram": summary.histogram,
    }


def _rater(rater: RaterSummary, names: dict[Any, str]) -> dict[str, Any]:
    return {
        "rater": rater.rater,
        "name": names.get(rater.rater, ""),
        "language": rater.language,
        "votes": rater.votes,
        "excluded": _excluded(rater.excluded),
        "leniency": {scale: _plain(rater.leniency.get(scale)) for scale in SCALES},
        "gold": {scale: _plain(rater.gold.get(scale)) for scale in SCALES},
        "thinking_s": rater.thinking_s,
        "hidden_s": rater.hidden_s,
    }


def _plain(part: Any) -> dict[str, Any] | None:
    return None if part is None else asdict(part)


def _excluded(reasons: dict[Reason, int]) -> list[dict[str, Any]]:
    return [
        {"reason": reason, "votes": reasons[reason]} for reason in Reason if reasons.get(reason)
    ]


def _names(raters: list[RaterSummary]) -> dict[Any, str]:
    people = User.objects.filter(pk__in={rater.rater for rater in raters})
    return dict(people.values_list("pk", "username"))
