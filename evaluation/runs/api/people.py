"""People beside judges: opening a campaign about a comparison, and what came of it."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.once import once
from accounts.permissions import ReadsItemsManagesWrites, person
from common.api import ErrorSerializer
from evaluation.runs.api.benchmarks import find_comparison
from evaluation.runs.opinions import opinions_on
from evaluation.runs.people import Sampled, Wish, ask_people


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


class ChosenSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    win = serializers.IntegerField()
    tie = serializers.IntegerField()
    loss = serializers.IntegerField()


class PeopleSerializer(serializers.Serializer[Any]):
    campaigns = PeopleCampaignSerializer(many=True)
    is_scored = serializers.BooleanField(help_text="what follows holds all votes and verdicts")
    rates = PeopleRatesSerializer(many=True, help_text="Of uniform samples alone.")
    flips = ChosenSerializer(
        many=True, help_text="Pairs by what most people chose, of samples where the judge flips."
    )
    agreements = AgreementSerializer(many=True)


class PeopleView(APIView):
    """What people say of a comparison, and how far judges agree with them and each other."""

    permission_classes = [ReadsItemsManagesWrites]

    @extend_schema(responses={200: PeopleSerializer, 404: ErrorSerializer})
    def get(self, request: Request, slug: str, pk: int) -> Response:
        comparison = find_comparison(request, slug, pk)
        told = {
            "campaigns": comparison.people_checks.select_related("campaign").order_by("pk"),
            **asdict(opinions_on(comparison)),
        }
        return Response(PeopleSerializer(told).data)

    @once
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
