"""All systems of a dataset beside each other, and the trainings that made some of them."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import ReadsItems
from catalog.api import LanguageField, visible_dataset
from common.api import ErrorSerializer
from engines.protocols import Task
from evaluation.judges import Protocol
from evaluation.runs.api.differences import DifferenceSerializer
from evaluation.runs.api.people import AgreementSerializer, PeopleRatesSerializer
from evaluation.runs.dashboard.asked import Asked, By, read_tested
from evaluation.runs.dashboard.preferences import read_preferences
from evaluation.runs.dashboard.results import read_results
from evaluation.runs.dashboard.trainings import MOST_CURVES, read_trainings
from jobs.api import MoneyField
from training.runs.api.shapes import ValidationSerializer
from training.runs.enums import RunState


class AskedSerializer(serializers.Serializer[dict[str, str]]):
    benchmark = serializers.CharField(required=False, max_length=40, help_text="all unless named")
    base = serializers.CharField(
        required=False,
        max_length=40,
        help_text="system that others are compared with; else the one that most were",
    )
    judge = serializers.CharField(required=False, max_length=80)
    protocol = serializers.ChoiceField([one.value for one in Protocol], required=False)
    language = LanguageField(required=False, help_text="else the mean of all")
    by = serializers.ChoiceField(
        [one.value for one in By],
        default=By.SYSTEM.value,
        help_text="language: with rows of every language",
    )


class TestedBenchmarkSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    suite = serializers.CharField()
    task = serializers.ChoiceField([task.value for task in Task])
    languages = serializers.ListField(child=serializers.CharField())


class ModelChoicesSerializer(serializers.Serializer[Any]):
    benchmarks = TestedBenchmarkSerializer(many=True, help_text="newest first")
    systems = serializers.ListField(child=serializers.CharField(), help_text="that were asked")
    judges = serializers.ListField(child=serializers.CharField())
    protocols = serializers.ListField(child=serializers.CharField())


class OutcomeShareSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    value = serializers.FloatField(allow_null=True, help_text="0 to 1; of all: mean of languages")
    low = serializers.FloatField(allow_null=True, help_text="of the 95% interval")
    high = serializers.FloatField(allow_null=True)


class OutcomesSerializer(serializers.Serializer[Any]):
    language = serializers.CharField(help_text="empty: the mean of all")
    items = serializers.IntegerField(help_text="pairs that were decided")
    win = OutcomeShareSerializer()
    tie = OutcomeShareSerializer()
    loss = OutcomeShareSerializer()


class PeopleBesideSerializer(serializers.Serializer[Any]):
    is_scored = serializers.BooleanField(help_text="these hold all votes and verdicts there are")
    rates = PeopleRatesSerializer(many=True, help_text="Of uniform samples alone.")
    agreements = AgreementSerializer(many=True)


class PreferenceSerializer(serializers.Serializer[Any]):
    """One system against the base, as one judge sees it under one protocol."""

    comparison = serializers.IntegerField(source="comparison.pk")
    benchmark = serializers.CharField(source="comparison.evaluation.benchmark.name")
    system = serializers.CharField(source="comparison.evaluation.system.name")
    judge = serializers.CharField(source="comparison.judge")
    protocol = serializers.ChoiceField(
        [one.value for one in Protocol], source="comparison.protocol"
    )
    is_scored = serializers.BooleanField(help_text="the rows hold all judgements there are")
    rows = OutcomesSerializer(many=True)
    people = PeopleBesideSerializer()


class ModelSerializer(serializers.Serializer[Any]):
    training = serializers.IntegerField()
    name = serializers.CharField(help_text="of the training")


class ResultRowSerializer(serializers.Serializer[Any]):
    metric = serializers.CharField()
    language = serializers.CharField(help_text="empty: the mean of all")
    target = serializers.CharField(help_text="of the answer, where it is another; else empty")
    value = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True, help_text="of the 95% interval")
    high = serializers.FloatField(allow_null=True)
    items = serializers.IntegerField()


class SystemDifferencesSerializer(serializers.Serializer[Any]):
    is_scored = serializers.BooleanField(help_text="these hold all answers that are there")
    rows = DifferenceSerializer(many=True)


class ResultSerializer(serializers.Serializer[Any]):
    """One system's scores on one benchmark."""

    benchmark = serializers.CharField(source="evaluation.benchmark.name")
    suite = serializers.CharField(source="evaluation.benchmark.suite")
    system = serializers.CharField(source="evaluation.system.name")
    model = ModelSerializer(allow_null=True, help_text="the training that made it, of this studio")
    is_scored = serializers.BooleanField(help_text="the rows hold all answers that are there")
    rows = ResultRowSerializer(many=True)
    differences = SystemDifferencesSerializer(
        allow_null=True, help_text="less the base's; null of the base itself, or without its scores"
    )


class ModelsSerializer(serializers.Serializer[Any]):
    choices = ModelChoicesSerializer()
    base = serializers.CharField(help_text="empty: no system was asked anything")
    preferences = PreferenceSerializer(many=True)
    results = ResultSerializer(many=True)


class ModelsView(APIView):
    """Who won against whom, and how every system scores, over all benchmarks of a dataset."""

    permission_classes = [ReadsItems]

    @extend_schema(
        parameters=[AskedSerializer], responses={200: ModelsSerializer, 404: ErrorSerializer}
    )
    def get(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        sent = AskedSerializer(data=request.query_params)
        sent.is_valid(raise_exception=True)
        asked = Asked(**sent.validated_data)
        tested = read_tested(dataset, asked)
        told = {
            "choices": tested.choices,
            "base": tested.base,
            "preferences": read_preferences(tested, asked),
            "results": read_results(tested, asked),
        }
        return Response(ModelsSerializer(told).data)


class RunsSerializer(serializers.Serializer[dict[str, list[int]]]):
    run = serializers.ListField(
        child=serializers.IntegerField(min_value=1),
        default=list,
        max_length=MOST_CURVES,
        help_text="trainings by id; else the newest",
    )


class CurvePointSerializer(serializers.Serializer[Any]):
    step = serializers.IntegerField()
    loss = serializers.FloatField(help_text="nats an answer token")


class TestSerializer(serializers.Serializer[Any]):
    benchmark = serializers.CharField()
    system = serializers.CharField()


class DrawnTrainingSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="run.pk")
    name = serializers.CharField(source="run.name")
    recipe = serializers.CharField(source="run.recipe")
    state = serializers.ChoiceField(RunState.choices, source="run.state")
    step = serializers.IntegerField(source="run.step")
    steps = serializers.IntegerField(source="run.steps")
    hours = serializers.FloatField(help_text="that workers were busy, by the clock")
    gpu_hours = serializers.FloatField(allow_null=True, help_text="null: not on a GPU")
    cost = MoneyField(allow_null=True, help_text="so far; null where an hour has no price")
    currency = serializers.SerializerMethodField()
    points = CurvePointSerializer(many=True)
    validations = ValidationSerializer(many=True)
    tests = TestSerializer(many=True, help_text="benchmarks that its models answered")

    def get_currency(self, _: object) -> str:
        return str(settings.CURRENCY)


class ModelTrainingsView(APIView):
    """Trainings beside each other: curves, hours and costs, and where their models were tested."""

    permission_classes = [ReadsItems]

    @extend_schema(parameters=[RunsSerializer], responses=DrawnTrainingSerializer(many=True))
    def get(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        sent = RunsSerializer(data=request.query_params)
        sent.is_valid(raise_exception=True)
        drawn = read_trainings(dataset, sent.validated_data["run"])
        return Response(DrawnTrainingSerializer(drawn, many=True).data)
