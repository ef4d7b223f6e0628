"""Benchmarks, their leaderboards, and two systems' answers side by side."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import ReadsItems
from catalog.api import LanguageField, visible_dataset
from common.api import ErrorSerializer, OldestFirstPagination
from evaluation.metrics import Outcome
from evaluation.runs.api.shapes import (
    BenchmarkSerializer,
    ComparedItemSerializer,
    LeaderboardSerializer,
)
from evaluation.runs.errors import BenchmarkMissingError, ComparisonMissingError
from evaluation.runs.finding import ComparedFilter, Only, compared_items
from evaluation.runs.leaderboards import describe_newest, standings, verdicts
from evaluation.runs.models import Benchmark, Comparison
from evaluation.runs.viewing import ComparedItem, compare_items


class BenchmarksView(APIView):
    """Benchmarks of a dataset, the newest first. The job kind ``benchmark`` freezes one."""

    permission_classes = [ReadsItems]

    @extend_schema(responses=BenchmarkSerializer(many=True))
    def get(self, request: Request, slug: str) -> Response:
        benchmarks = visible_dataset(request, slug).benchmarks.select_related("release")
        return Response(BenchmarkSerializer(benchmarks.order_by("-pk"), many=True).data)


class BenchmarkedSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(source="benchmark.name")
    items = serializers.IntegerField(source="benchmark.items_total")
    systems = serializers.IntegerField(help_text="that were asked")
    furthest = serializers.CharField(help_text="system that answered most; empty: none did")
    answered = serializers.DictField(
        child=serializers.IntegerField(), help_text="by language: items that this one answered"
    )


class NewestSerializer(serializers.Serializer[Any]):
    newest = BenchmarkedSerializer(allow_null=True, help_text="null without a benchmark")


class BenchmarkedView(APIView):
    """How far the newest benchmark of a dataset is, for its overview."""

    permission_classes = [ReadsItems]

    @extend_schema(responses=NewestSerializer)
    def get(self, request: Request, slug: str) -> Response:
        newest = describe_newest(visible_dataset(request, slug))
        return Response(NewestSerializer({"newest": newest}).data)


class LeaderboardView(APIView):
    """A benchmark: how far each system was asked, with scores by language, and who won."""

    permission_classes = [ReadsItems]

    @extend_schema(responses={200: LeaderboardSerializer, 404: ErrorSerializer})
    def get(self, request: Request, slug: str, name: str) -> Response:
        benchmark = find_benchmark(request, slug, name)
        board = {
            "benchmark": benchmark,
            "systems": standings(benchmark),
            "comparisons": verdicts(benchmark),
        }
        return Response(LeaderboardSerializer(board).data)


class ComparedFilterSerializer(serializers.Serializer[dict[str, Any]]):
    language = LanguageField(required=False)
    only = serializers.ChoiceField(
        [one.value for one in Only],
        required=False,
        help_text="flips: where the judge changed its mind with the order; people: that people "
        "were asked about",
    )
    outcome = serializers.ChoiceField(
        [one.value for one in Outcome], required=False, help_text="that the judge decided on"
    )
    chosen = serializers.ChoiceField(
        [one.value for one in Outcome],
        required=False,
        help_text="by most of the people who were asked about a uniform sample",
    )


class ComparedItemsView(APIView):
    """Questions of a comparison with both answers, what the judge said, and why."""

    permission_classes = [ReadsItems]
    pagination_class = OldestFirstPagination

    @extend_schema(
        parameters=[ComparedFilterSerializer],
        responses={200: ComparedItemSerializer(many=True), 404: ErrorSerializer},
    )
    def get(self, request: Request, slug: str, pk: int) -> Response:
        comparison = find_comparison(request, slug, pk)
        sent = ComparedFilterSerializer(data=request.query_params)
        sent.is_valid(raise_exception=True)
        pages = self.pagination_class()
        items = compared_items(comparison, ComparedFilter(**sent.validated_data))
        page = pages.paginate_queryset(items, request, view=self) or []
        rows = [_describe(row) for row in compare_items(comparison, page)]
        return pages.get_paginated_response(ComparedItemSerializer(rows, many=True).data)


def find_benchmark(request: Request, slug: str, name: str) -> Benchmark:
    """Raises BenchmarkMissingError, or Http404 where the dataset isn't this person's."""
    benchmarks = visible_dataset(request, slug).benchmarks.select_related("release")
    found: Benchmark | None = benchmarks.filter(name=name).first()
    if found is None:
        raise BenchmarkMissingError(name)
    return found


def find_comparison(request: Request, slug: str, pk: int) -> Comparison:
    """Raises ComparisonMissingError, or Http404 where the dataset isn't this person's."""
    found = (
        Comparison.objects.filter(evaluation__benchmark__dataset=visible_dataset(request, slug))
        .select_related("evaluation__benchmark")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise ComparisonMissingError(pk)
    return found


def _describe(row: ComparedItem) -> dict[str, Any]:
    item = row.item
    return {
        "id": item.pk,
        "key": item.key,
        "language": item.language,
        "question": item.question,
        "reference": item.reference,
        "audio": f"/audio/{item.sha256}",
        "seconds": item.seconds,
        "outcome": row.outcome,
        "flipped": row.flipped,
        "people": {one.value: row.people[one] for one in Outcome},
        "system": row.system,
        "baseline": row.baseline,
        "judgements": row.judgements,
    }
