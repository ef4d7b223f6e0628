"""People beside judges: opening a campaign about a comparison, and what came of it."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import ReadsItemsManagesWrites, person
from common.api import ErrorSerializer
from evaluation.metrics import Rate
from evaluation.runs.api.benchmarks import find_comparison
from evaluation.runs.models import Comparison
from evaluation.runs.people import (
    Sampled,
    Wish,
    agreement_of_judges,
    agreement_with_people,
    ask_people,
    people_outcomes,
    people_rates,
)
from evaluation.suites.comparing import LanguageKappa, LanguagePreference


class AskPeopleSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=120, help_text="for managers; no rater reads it")
    sampled = serializers.ChoiceField([one.value for one in Sampled], default=Sampled.UNIFORM.value)
    pairs_per_language = serializers.IntegerField(default=20, min_value=1, max_value=1_000)
    votes_per_pair = serializers.IntegerField(default=2, min_value=1, max_value=20)
    seed = serializers.IntegerField(default=0, min_value=0, max_value=2**31 - 1)


class PeopleCampaignSerializer(serializers.Serializer[Any]):
    campaign = serializers.IntegerField(source="campaign_id")
    name = serializers.CharField(source="campaign.name")
    sampled = serializers.CharField()


class PeopleRateSerializer(serializers.Serializer[Any]):
    value = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    count = serializers.IntegerField()


class PeopleRatesSerializer(serializers.Serializer[Any]):
    language = serializers.CharField(help_text="empty: the mean of all")
    win = PeopleRateSerializer()
    tie = PeopleRateSerializer()
    loss = PeopleRateSerializer()


class AgreementSerializer(serializers.Serializer[Any]):
    between = serializers.CharField(help_text="the other judge and its protocol, or people")
    language = serializers.CharField(help_text="empty: all together")
    kappa = serializers.FloatField(allow_null=True, help_text="Cohen's")
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    agreement = serializers.FloatField(allow_null=True, help_text="share of the same outcomes")
    items = serializers.IntegerField()


class PeopleSerializer(serializers.Serializer[Any]):
    campaigns = PeopleCampaignSerializer(many=True)
    rates = PeopleRatesSerializer(many=True, help_text="Of uniform samples alone.")
    agreements = AgreementSerializer(many=True)


class PeopleView(APIView):
    """What people say of a comparison, and how far judges agree with them and each other."""

    permission_classes = [ReadsItemsManagesWrites]

    @extend_schema(responses={200: PeopleSerializer, 404: ErrorSerializer})
    def get(self, request: Request, slug: str, pk: int) -> Response:
        comparison = find_comparison(request, slug, pk)
        uniform = people_outcomes(comparison, sampled=Sampled.UNIFORM)
        found = {
            "campaigns": comparison.people_checks.select_related("campaign").order_by("pk"),
            "rates": [_rates(one) for one in people_rates(uniform)] if uniform else [],
            "agreements": [
                *_agreements("people", agreement_with_people(comparison, uniform)),
                *_with_other_judges(comparison),
            ],
        }
        return Response(PeopleSerializer(found).data)

    @extend_schema(
        request=AskPeopleSerializer,
        responses={201: PeopleCampaignSerializer, 400: ErrorSerializer, 409: ErrorSerializer},
    )
    def post(self, request: Request, slug: str, pk: int) -> Response:
        comparison = find_comparison(request, slug, pk)
        sent = AskPeopleSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        wish = Wish(**{**sent.validated_data, "sampled": Sampled(sent.validated_data["sampled"])})
        campaign = ask_people(comparison, wish, by=person(request))
        check = comparison.people_checks.select_related("campaign").get(campaign=campaign)
        return Response(PeopleCampaignSerializer(check).data, status=201)


def _with_other_judges(comparison: Comparison) -> list[dict[str, Any]]:
    others = Comparison.objects.filter(
        evaluation=comparison.evaluation_id, baseline=comparison.baseline_id
    ).exclude(pk=comparison.pk)
    return [
        row
        for other in others.order_by("pk")
        for row in _agreements(
            f"{other.judge}, {other.protocol}", agreement_of_judges(comparison, other)
        )
    ]


def _agreements(between: str, found: Iterable[LanguageKappa]) -> list[dict[str, Any]]:
    return [
        {
            "between": between,
            "language": one.language or "",
            "kappa": one.kappa.value,
            "low": one.kappa.interval.low if one.kappa.interval else None,
            "high": one.kappa.interval.high if one.kappa.interval else None,
            "agreement": one.kappa.agreement,
            "items": one.kappa.items,
        }
        for one in found
        if one.kappa.items
    ]


def _rates(found: LanguagePreference) -> dict[str, Any]:
    told = found.preference
    return {
        "language": found.language or "",
        "win": _rate(told.wins),
        "tie": _rate(told.ties),
        "loss": _rate(told.losses),
    }


def _rate(rate: Rate) -> dict[str, Any]:
    bounds = rate.interval
    return {
        "value": rate.value,
        "low": bounds.low if bounds else None,
        "high": bounds.high if bounds else None,
        "count": rate.count,
    }
