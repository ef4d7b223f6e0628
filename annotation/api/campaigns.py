"""What managers do with campaigns."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.once import once
from accounts.permissions import Manages, ReadsItems, ReadsItemsManagesWrites, person
from annotation.enums import (
    Backend,
    CampaignKind,
    ProblemCause,
    SampleSlice,
    SampleSplit,
    SessionState,
)
from annotation.models import Campaign, Protocol, RatingSession
from annotation.progress import LanguageProgress, measure_progress
from annotation.services import campaigns as services
from annotation.services.foreseeing import foresee_campaign
from annotation.services.problems import count_problems
from annotation.shortfalls import find_shortfalls
from annotation.statistics.facts import GoldScore
from annotation.statistics.sessions import describe_sessions
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
    targeted_per_language = serializers.DictField(child=serializers.IntegerField())

    class Meta:
        model = Campaign
        fields = [
            "id", "dataset", "kind", "name", "backend", "state", "protocol", "languages", "split",
            "items_per_language", "targeted_per_language", "votes_per_item", "second_reviewer",
            "seed", "progress", "created_at", "closed_at",
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
    targeted_per_language = serializers.DictField(
        child=serializers.IntegerField(min_value=1, max_value=1_000_000),
        required=False,
        help_text="Suspects beside the uniform sample: `asr_disagreement`, `failed_checks`.",
    )
    seed = serializers.IntegerField(min_value=0, max_value=2_147_483_647, default=1)
    protocol = serializers.PrimaryKeyRelatedField[Protocol](
        queryset=Protocol.objects.all(),
        allow_null=True,
        default=None,
        help_text="None: raters are asked at once, clip after clip.",
    )
    second_reviewer = serializers.BooleanField(
        default=False,
        help_text="Another native reads each correction; a third decides where they disagree.",
    )
    backend = serializers.ChoiceField(
        Backend.choices,
        default=Backend.BUILT_IN,
        help_text="Label Studio's community edition has no roles: whoever has a login there may "
        "delete projects and others' answers. It needs a connected server.",
    )
    draft = serializers.BooleanField(default=False, help_text="Asks nobody until it is started.")

    def validate_targeted_per_language(self, value: dict[str, int]) -> dict[str, int]:
        targets = set(SampleSlice.values) - {SampleSlice.UNIFORM}
        if foreign := sorted(set(value) - targets):
            raise serializers.ValidationError(
                f"No such slice: {', '.join(foreign)}. There are {', '.join(sorted(targets))}."
            )
        return value


class CampaignWishSerializer(NewCampaignSerializer):
    """A campaign as its form is filled in: a name changes nothing of what it asks."""

    name = serializers.CharField(max_length=120, required=False)


class ForeseenSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    items = serializers.IntegerField(help_text="that would be drawn")
    tasks = serializers.IntegerField(
        help_text="recordings or texts of these that can be asked about at once"
    )
    by_people = serializers.IntegerField(
        help_text="texts of these that a person wrote; nobody is asked to correct them"
    )
    set_aside = serializers.IntegerField(
        help_text="recordings of these that failed their checks; what is made instead joins"
    )
    votes = serializers.IntegerField(help_text="that the tasks take")


class ExtensionSerializer(serializers.Serializer[dict[str, Any]]):
    """Numbers are the new ones, not what is added; languages are added."""

    languages = serializers.ListField(child=LanguageField(), required=False, max_length=100)
    items_per_language = serializers.IntegerField(min_value=1, max_value=1_000_000, required=False)
    votes_per_item = serializers.IntegerField(min_value=1, max_value=50, required=False)


class ShortfallSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    items_unvoiced = serializers.IntegerField(help_text="sampled, with nothing to ask about yet")
    tasks_open = serializers.IntegerField()
    votes_missing = serializers.IntegerField()
    raters = serializers.IntegerField()
    raters_qualified = serializers.IntegerField()
    raters_missing = serializers.IntegerField()


class ProblemCountSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    cause = serializers.ChoiceField(ProblemCause.choices)
    stage = serializers.CharField(help_text="what makes it anew: `import`, or a job kind")
    reports = serializers.IntegerField()
    items = serializers.ListField(child=serializers.CharField(), help_text="most reported first")


class DifferenceField(serializers.ListField):
    child = serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2)

    def to_representation(self, data: Iterable[GoldScore]) -> list[list[int]]:
        return [[one.naturalness, one.understood] for one in data]


class SessionFactsSerializer(serializers.Serializer[Any]):
    """Raw; differences are the rater's scores less the known ones."""

    session = serializers.IntegerField(source="id")
    rater = serializers.IntegerField()
    language = serializers.CharField()
    state = serializers.ChoiceField(SessionState.choices)
    started_at = serializers.DateTimeField()
    wall_s = serializers.FloatField(allow_null=True)
    clips = serializers.IntegerField()
    answered = serializers.IntegerField()
    skipped = serializers.IntegerField()
    skipped_sensitive = serializers.IntegerField()
    traps = serializers.IntegerField()
    traps_failed = serializers.IntegerField()
    trap_differences = DifferenceField()
    gold = serializers.IntegerField(source="gold_clips")
    gold_off = serializers.IntegerField(allow_null=True)
    gold_differences = DifferenceField(source="gold")
    seconds_each = serializers.FloatField(allow_null=True)
    variance = serializers.ListField(child=serializers.FloatField(), allow_null=True)
    hidden_s = serializers.FloatField()


class CampaignsView(generics.ListAPIView[Campaign]):
    """Campaigns of a dataset, newest first."""

    queryset = Campaign.objects.none()
    serializer_class = CampaignSerializer
    permission_classes = [ReadsItemsManagesWrites]

    def get_queryset(self) -> QuerySet[Campaign]:
        dataset = visible_dataset(self.request, self.kwargs["slug"])
        return dataset.campaigns.select_related("dataset")

    @once
    @extend_schema(
        request=NewCampaignSerializer, responses={201: CampaignSerializer, 400: ErrorSerializer}
    )
    def post(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        sent = NewCampaignSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        campaign = services.open_campaign(dataset, by=person(request), **sent.validated_data)
        return Response(CampaignSerializer(campaign).data, status=status.HTTP_201_CREATED)


class CampaignEstimateView(APIView):
    """What a campaign would ask, without opening it; refuses what opening would refuse."""

    permission_classes = [Manages]

    @extend_schema(
        request=CampaignWishSerializer,
        responses={200: ForeseenSerializer(many=True), 400: ErrorSerializer},
    )
    def post(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        sent = CampaignWishSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        # Whether it waits has no part in what it asks.
        order = {"name": "", **sent.validated_data}
        del order["draft"]
        found = foresee_campaign(dataset, by=person(request), **order)
        return Response(ForeseenSerializer(found, many=True).data)


class CampaignView(generics.RetrieveAPIView[Campaign]):
    queryset = Campaign.objects.none()
    serializer_class = CampaignSerializer
    permission_classes = [ReadsItems]

    def get_queryset(self) -> QuerySet[Campaign]:
        return Campaign.objects.visible_to(person(self.request)).select_related("dataset")


class _StateView(APIView):
    """Moves a campaign."""

    permission_classes = [Manages]
    move: ClassVar[Callable[[Campaign], Campaign]]

    @extend_schema(request=None, responses={200: CampaignSerializer, 409: ErrorSerializer})
    def post(self, request: Request, pk: int) -> Response:
        campaign = type(self).move(find_campaign(request, pk))
        return Response(CampaignSerializer(campaign).data)


class StartCampaignView(_StateView):
    """Begins to ask, or goes on after a pause."""

    move = services.start_campaign


class PauseCampaignView(_StateView):
    """Hands out nothing new; what raters hold may still be answered."""

    move = services.pause_campaign


class CloseCampaignView(_StateView):
    """Ends a campaign. Answers stay; nothing more is asked."""

    move = services.close_campaign


class ExtendCampaignView(APIView):
    """Asks for more items, languages or votes, also while it runs."""

    permission_classes = [Manages]

    @extend_schema(
        request=ExtensionSerializer,
        responses={200: CampaignSerializer, 400: ErrorSerializer, 409: ErrorSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        sent = ExtensionSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        campaign = services.extend_campaign(find_campaign(request, pk), **sent.validated_data)
        return Response(CampaignSerializer(campaign).data)


class ShortfallsView(APIView):
    """What a campaign lacks, by language: votes, voiced items, raters."""

    permission_classes = [ReadsItems]

    @extend_schema(responses=ShortfallSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        found = find_shortfalls(find_campaign(request, pk))
        return Response(ShortfallSerializer(found, many=True).data)


class ProblemsView(APIView):
    """What raters reported, by language and cause, with the stage to run again."""

    permission_classes = [ReadsItems]

    @extend_schema(responses=ProblemCountSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        found = count_problems(find_campaign(request, pk))
        return Response(ProblemCountSerializer(found, many=True).data)


class CampaignSessionsView(generics.ListAPIView[RatingSession]):
    """Sessions of a campaign with what happened in them, newest first."""

    queryset = RatingSession.objects.none()
    serializer_class = SessionFactsSerializer
    permission_classes = [ReadsItems]

    def get_queryset(self) -> QuerySet[RatingSession]:
        return find_campaign(self.request, self.kwargs["pk"]).sessions.all()

    def paginate_queryset(self, queryset: Any) -> Any:
        return describe_sessions(super().paginate_queryset(queryset) or [])


def find_campaign(request: Request, pk: int) -> Campaign:
    visible = Campaign.objects.visible_to(person(request)).select_related("dataset", "protocol")
    return get_object_or_404(visible, pk=pk)
