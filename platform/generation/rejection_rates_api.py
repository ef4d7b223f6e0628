"""What the page of checks plots: how often each rejects, and how that changes over time."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import ReadsItems
from catalog.api import LanguageField, visible_dataset
from common.api import ErrorSerializer, IntervalSerializer
from generation.rejection_rates import (
    PERIODS,
    STAGES,
    Chosen,
    RejectionRate,
    measure_checks,
    measure_times,
)


class ChosenChecksSerializer(serializers.Serializer[dict[str, Any]]):
    """What is empty leaves it open."""

    language = LanguageField(required=False)
    engine = serializers.CharField(
        required=False, max_length=60, help_text="that made the text or the recording"
    )
    stage = serializers.ChoiceField([*STAGES], required=False)
    check = serializers.CharField(
        required=False, max_length=60, help_text="without a field: numbers-lost"
    )


class SteppedChecksSerializer(ChosenChecksSerializer):
    step = serializers.ChoiceField(["day", "week"], default="week")


class RejectionRateSerializer(serializers.Serializer[RejectionRate]):
    check = serializers.CharField()
    passed = serializers.IntegerField()
    failed = serializers.IntegerField()
    rate = serializers.FloatField(help_text="of single results that failed")
    interval = IntervalSerializer(help_text="Wilson, 95%")


class DatedRejectionRateSerializer(RejectionRateSerializer):
    made_from = serializers.DateField(help_text="the first day of the period, in UTC")


class RejectionRatesView(APIView):
    """How often each check rejects what is current, from the maintained counts."""

    permission_classes = [ReadsItems]

    @extend_schema(
        parameters=[ChosenChecksSerializer],
        responses={200: RejectionRateSerializer(many=True), 400: ErrorSerializer},
    )
    def get(self, request: Request, slug: str) -> Response:
        asked = _read(request, ChosenChecksSerializer)
        chosen = Chosen(dataset=visible_dataset(request, slug).pk, **asked)
        return Response([_told(rate) for rate in measure_checks(chosen)])


class RejectionTimesView(APIView):
    """The same by the day or week when the text or recording was made."""

    permission_classes = [ReadsItems]

    @extend_schema(
        parameters=[SteppedChecksSerializer],
        responses={200: DatedRejectionRateSerializer(many=True), 400: ErrorSerializer},
        description=f"Of the newest {PERIODS} such periods; oldest first.",
    )
    def get(self, request: Request, slug: str) -> Response:
        asked = _read(request, SteppedChecksSerializer)
        step = asked.pop("step")
        chosen = Chosen(dataset=visible_dataset(request, slug).pk, **asked)
        dated = [
            {**_told(rate), "made_from": rate.made_from}
            for rate in measure_times(chosen, step=step)
        ]
        return Response(dated)


def _told(rate: RejectionRate) -> dict[str, Any]:
    """Not by the serializer, which takes longer for 2,000 rows than all the rest."""
    low, high = rate.interval.low, rate.interval.high
    return {
        "check": rate.check,
        "passed": rate.passed,
        "failed": rate.failed,
        "rate": rate.rate,
        "interval": {"low": low, "high": high},
    }


def _read(request: Request, shape: type[ChosenChecksSerializer]) -> dict[str, Any]:
    """Answers 400."""
    sent = shape(data=request.query_params)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)
