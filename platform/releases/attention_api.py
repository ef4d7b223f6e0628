"""What waits for a manager, and won't go on by itself."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Manages
from annotation.enums import CampaignKind
from annotation.progress import count_disputes
from annotation.shortfalls import find_missing_raters
from catalog.api import visible_dataset
from jobs import kinds
from jobs.enums import JobState, PauseReason
from jobs.trouble import Trouble, find_trouble


class TroubledJobSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="job.id")
    kind = serializers.CharField(source="job.kind")
    title = serializers.SerializerMethodField(help_text="of its kind")
    state = serializers.ChoiceField(JobState.choices, source="job.state")
    pause_reason = serializers.ChoiceField(
        PauseReason.choices, source="job.pause_reason", allow_blank=True
    )
    units_failed = serializers.IntegerField(help_text="0 while it runs")
    batches_failed = serializers.IntegerField(help_text="given up after several attempts")
    error = serializers.CharField(help_text="the commonest; may be empty")

    def get_title(self, trouble: Trouble) -> str:
        kind = kinds.find(trouble.job.kind)
        return kind.title if kind else trouble.job.kind


class LackingCampaignSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="campaign.id")
    name = serializers.CharField(source="campaign.name")
    kind = serializers.ChoiceField(CampaignKind.choices, source="campaign.kind")
    languages = serializers.DictField(
        child=serializers.IntegerField(), help_text="how many more raters each needs at least"
    )


class AttentionSerializer(serializers.Serializer[Any]):
    running = serializers.ListField(
        child=serializers.CharField(), help_text="kinds of jobs at work"
    )
    asking = serializers.ListField(
        child=serializers.ChoiceField(CampaignKind.choices), help_text="kinds of open campaigns"
    )
    jobs = TroubledJobSerializer(many=True)
    campaigns = LackingCampaignSerializer(many=True)
    disputes = serializers.IntegerField(help_text="corrections that two natives disagree on")


class AttentionView(APIView):
    """Jobs that stopped or failed, campaigns without enough raters, corrections in dispute."""

    permission_classes = [Manages]

    @extend_schema(responses=AttentionSerializer)
    def get(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        found = find_trouble(dataset)
        asking = dataset.campaigns.open().order_by("kind").values_list("kind", flat=True)
        answer = {
            "running": found.running,
            "asking": asking.distinct(),
            "jobs": found.troubled,
            "campaigns": find_missing_raters(dataset),
            "disputes": count_disputes(dataset),
        }
        return Response(AttentionSerializer(answer).data)
