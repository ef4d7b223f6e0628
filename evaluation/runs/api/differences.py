"""How far two systems' scores differ, and what the paper prints beside ours."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import ReadsItems
from common.api import ErrorSerializer
from evaluation.runs.api.benchmarks import find_benchmark
from evaluation.runs.errors import NotAskedError
from evaluation.runs.models import Benchmark, Evaluation
from evaluation.runs.scoring import find_difference
from evaluation.suites.values import PRINTED_RATES, printed_columns


class DifferenceQuerySerializer(serializers.Serializer[dict[str, str]]):
    system = serializers.CharField(max_length=40)
    baseline = serializers.CharField(max_length=40)


class DifferenceSerializer(serializers.Serializer[Any]):
    metric = serializers.CharField()
    language = serializers.CharField(help_text="empty: the mean of all")
    target = serializers.CharField(help_text="of the answer, where it is another; else empty")
    value = serializers.FloatField(allow_null=True, help_text="the system's less the baseline's")
    low = serializers.FloatField(allow_null=True, help_text="of the 95% interval")
    high = serializers.FloatField(allow_null=True)
    p_value = serializers.FloatField(allow_null=True, help_text="of no difference, two-sided")
    items = serializers.IntegerField()


class DifferencesSerializer(serializers.Serializer[Any]):
    is_scored = serializers.BooleanField(help_text="these hold all answers that are there")
    differences = DifferenceSerializer(many=True, source="found")


class DifferencesView(APIView):
    """Two systems' scores on the same items of a benchmark, by paired bootstrap.

    Found within seconds of being asked for first, and again whenever one of both was scored.
    """

    permission_classes = [ReadsItems]

    @extend_schema(
        parameters=[DifferenceQuerySerializer],
        responses={200: DifferencesSerializer, 404: ErrorSerializer},
    )
    def get(self, request: Request, slug: str, name: str) -> Response:
        benchmark = find_benchmark(request, slug, name)
        sent = DifferenceQuerySerializer(data=request.query_params)
        sent.is_valid(raise_exception=True)
        ours, theirs = (
            _find(benchmark, sent.validated_data[field]) for field in ("system", "baseline")
        )
        return Response(DifferencesSerializer(find_difference(ours, theirs)).data)


class PrintedColumnSerializer(serializers.Serializer[Any]):
    """One system's values in one table of the paper."""

    table = serializers.CharField()
    system = serializers.CharField()
    suite = serializers.CharField()
    metric = serializers.CharField()
    values = serializers.DictField(child=serializers.FloatField(), help_text="as printed")
    corrected = serializers.DictField(child=serializers.FloatField(), help_text="misprints moved")
    printed_mean = serializers.FloatField()
    recomputed_mean = serializers.FloatField(help_text="of the rows as printed")
    corrected_mean = serializers.FloatField()
    notes = serializers.ListField(child=serializers.CharField())


class PrintedRateSerializer(serializers.Serializer[Any]):
    section = serializers.CharField()
    first = serializers.CharField()
    second = serializers.CharField()
    outcome = serializers.CharField()
    languages = serializers.ListField(child=serializers.CharField())
    value = serializers.FloatField()


class PrintedSerializer(serializers.Serializer[Any]):
    columns = PrintedColumnSerializer(many=True)
    rates = PrintedRateSerializer(many=True)


class PrintedView(APIView):
    """What the MultiSpeechQA paper prints, with its averages as printed and as they add up."""

    permission_classes = [ReadsItems]

    @extend_schema(responses=PrintedSerializer)
    def get(self, request: Request) -> Response:
        printed = {"columns": printed_columns(), "rates": PRINTED_RATES}
        return Response(PrintedSerializer(printed).data)


def _find(benchmark: Benchmark, system: str) -> Evaluation:
    found = benchmark.evaluations.filter(system__name=system).first()
    if found is None:
        raise NotAskedError(system, benchmark.name)
    return found
