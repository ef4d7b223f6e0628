"""What managers do with campaigns."""

from dataclasses import asdict
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Manages, ReadsItems, ReadsItemsManagesWrites, person
from annotation.enums import CampaignKind, SampleSplit
from annotation.models import Campaign
from annotation.progress import LanguageProgress, measure_progress
from annotation.services import campaigns as services
from catalog.api import LanguageField, visible_dataset
from common.api import ErrorSerializer


class LanguageProgressSerializer(serializers.Serializer[dict[str, Any]]):
    language = serializers.CharField()
    tasks = serializers.IntegerField()
    done = serializers.IntegerField()
    votes = serializers.IntegerField()
    votes_needed = serializers.IntegerField()


class CampaignSerializer(serializers.ModelSerializer[Campaign]):
    dataset = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    progress = serializers.SerializerMethodField()

    class Meta:
        model = Campaign
        fields = [
            "id", "dataset", "kind", "name", "state", "languages", "split", "items_per_language",
            "votes_per_item", "progress", "created_at", "closed_at",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(LanguageProgressSerializer(many=True))
    def get_progress(self, campaign: Campaign) -> list[dict[str, Any]]:
        return [asdict(row) for row in self._measured[campaign.pk]]

    @cached_property
    def _measured(self) -> dict[int, list[LanguageProgress]]:
        """Of the one campaign, or of all campaigns of the page at once."""
        campaigns: Any = self.instance
        return measure_progress([campaigns] if isinstance(campaigns, Campaign) else campaigns)


class NewCampaignSerializer(serializers.Serializer[dict[str, Any]]):
    kind = serializers.ChoiceField(CampaignKind.choices)
    name = serializers.CharField(max_length=120)
    languages = serializers.ListField(child=LanguageField(), allow_empty=False, max_length=100)
    split = serializers.ChoiceField(SampleSplit.choices, default=SampleSplit.BENCH)
    items_per_language = serializers.IntegerField(
        min_value=1, max_value=1_000_000, allow_null=True, default=None
    )
    votes_per_item = serializers.IntegerField(
        min_value=1, max_value=50, default=2, help_text="1 for corrections"
    )


class CampaignsView(generics.ListAPIView[Campaign]):
    """Campaigns of a dataset, newest first."""

    queryset = Campaign.objects.none()
    serializer_class = CampaignSerializer
    permission_classes = [ReadsItemsManagesWrites]

    def get_queryset(self) -> QuerySet[Campaign]:
        dataset = visible_dataset(self.request, self.kwargs["slug"])
        return dataset.campaigns.select_related("dataset")

    @extend_schema(
        request=NewCampaignSerializer, responses={201: CampaignSerializer, 400: ErrorSerializer}
    )
    def post(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        sent = NewCampaignSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        campaign = services.open_campaign(dataset, by=person(request), **sent.validated_data)
        return Response(CampaignSerializer(campaign).data, status=status.HTTP_201_CREATED)


class CampaignView(generics.RetrieveAPIView[Campaign]):
    queryset = Campaign.objects.none()
    serializer_class = CampaignSerializer
    permission_classes = [ReadsItems]

    def get_queryset(self) -> QuerySet[Campaign]:
        return Campaign.objects.visible_to(person(self.request)).select_related("dataset")


class CloseCampaignView(APIView):
    """Ends a campaign. Answers stay; nothing more is asked."""

    permission_classes = [Manages]

    @extend_schema(request=None, responses={200: CampaignSerializer, 409: ErrorSerializer})
    def post(self, request: Request, pk: int) -> Response:
        campaign = get_object_or_404(Campaign.objects.visible_to(person(request)), pk=pk)
        return Response(CampaignSerializer(services.close_campaign(campaign)).data)
