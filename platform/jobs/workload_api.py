"""What a dataset's jobs did over time, for a manager's dashboard."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Manages
from catalog.api import visible_dataset
from common.api import ErrorSerializer
from jobs.api import MoneyField
from jobs.enums import JobState
from jobs.workload import Workload, measure_workload


class AmountsSerializer(serializers.Serializer[Any]):
    units = serializers.IntegerField(source="done.units", help_text="The failed ones included.")
    units_failed = serializers.IntegerField(source="done.units_failed")
    busy_seconds = serializers.FloatField(
        source="done.busy_seconds", help_text="Of all workers together."
    )
    cost = MoneyField(
        source="done.cost", allow_null=True, help_text="Null where an hour has no price."
    )


class DoneAtSerializer(AmountsSerializer):
    at = serializers.DateTimeField(help_text="Where the hour, day or week begins, in UTC.")
    kind = serializers.CharField()


class DonePartSerializer(AmountsSerializer):
    kind = serializers.CharField()
    queue = serializers.CharField(help_text="Which workers did it.")
    engine = serializers.CharField(help_text="Empty where a job names none.")
    language = serializers.CharField()


class CauseSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField()
    code = serializers.CharField()
    count = serializers.IntegerField()
    example = serializers.CharField()
    job = serializers.IntegerField(help_text="The newest that has it.")


class WaitingSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField()
    ready = serializers.IntegerField(help_text="Batches that wait for a worker.")
    claimed = serializers.IntegerField(help_text="Batches with a worker.")
    units = serializers.IntegerField(help_text="In both.")


class BudgetedSerializer(serializers.Serializer[Any]):
    job = serializers.IntegerField(source="job.pk")
    kind = serializers.CharField(source="job.kind")
    state = serializers.ChoiceField(JobState.choices, source="job.state")
    cost = MoneyField(allow_null=True)
    budget = MoneyField(source="job.budget")


class WorkloadSerializer(serializers.Serializer[Workload]):
    since = serializers.DateTimeField()
    until = serializers.DateTimeField(help_text="When this was asked.")
    step = serializers.ChoiceField(["hour", "day", "week"])
    currency = serializers.SerializerMethodField()
    times = DoneAtSerializer(many=True)
    parts = DonePartSerializer(many=True)
    failures = CauseSerializer(many=True, help_text="Of jobs that ran in the period.")
    waiting = WaitingSerializer(many=True)
    budgets = BudgetedSerializer(many=True, help_text="Of the newest jobs that have one.")

    def get_currency(self, workload: Workload) -> str:
        return str(settings.CURRENCY)


class WorkloadFilterSerializer(serializers.Serializer[dict[str, Any]]):
    days = serializers.IntegerField(
        min_value=1, max_value=3650, default=30, help_text="The last so many, today included."
    )
    kind = serializers.CharField(max_length=40, required=False)
    language = serializers.CharField(max_length=3, required=False)


class WorkloadView(APIView):
    """Units, workers' seconds, cost and failures of a period; what waits; what budgets are left."""

    permission_classes = [Manages]

    @extend_schema(
        parameters=[WorkloadFilterSerializer],
        responses={200: WorkloadSerializer, 400: ErrorSerializer},
    )
    def get(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        sent = WorkloadFilterSerializer(data=request.query_params)
        sent.is_valid(raise_exception=True)
        return Response(WorkloadSerializer(measure_workload(dataset, **sent.validated_data)).data)
