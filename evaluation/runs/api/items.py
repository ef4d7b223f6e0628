"""The items of a benchmark, with what each system said."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import ReadsItems
from catalog.api import LanguageField
from common.api import ErrorSerializer, OldestFirstPagination
from evaluation.runs.api.benchmarks import find_benchmark
from evaluation.runs.api.shapes import AskedItemSerializer
from evaluation.runs.finding import asked_items
from evaluation.runs.models import BenchmarkItem
from evaluation.runs.viewing import answers_to


class AskedFilterSerializer(serializers.Serializer[dict[str, Any]]):
    language = LanguageField(required=False)
    target = LanguageField(required=False, help_text="wanted of the answer")
    system = serializers.CharField(
        required=False, max_length=40, help_text="that gave an answer, by name"
    )


class AskedItemsView(APIView):
    """Questions of a benchmark with what the prompt gives, what is right, and all answers."""

    permission_classes = [ReadsItems]
    pagination_class = OldestFirstPagination

    @extend_schema(
        parameters=[AskedFilterSerializer],
        responses={200: AskedItemSerializer(many=True), 404: ErrorSerializer},
    )
    def get(self, request: Request, slug: str, name: str) -> Response:
        benchmark = find_benchmark(request, slug, name)
        sent = AskedFilterSerializer(data=request.query_params)
        sent.is_valid(raise_exception=True)
        pages = self.pagination_class()
        items = asked_items(benchmark, **sent.validated_data)
        page = pages.paginate_queryset(items, request, view=self) or []
        said = answers_to(page)
        rows = [_describe(item, said.get(item.pk, [])) for item in page]
        return pages.get_paginated_response(AskedItemSerializer(rows, many=True).data)


def _describe(item: BenchmarkItem, answers: list[dict[str, Any]]) -> dict[str, Any]:
    told = ("key", "language", "target", "question", "given", "reference", "seconds")
    return {
        "id": item.pk,
        **{name: getattr(item, name) for name in told},
        "audio": f"/audio/{item.sha256}",
        "answers": answers,
    }
