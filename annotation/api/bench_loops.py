"""The bench loop for managers: started by one button, then watched."""

from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.once import once
from accounts.permissions import Manages, ReadsItems, ReadsItemsManagesWrites, person
from annotation.bench_progress import measure_loop
from annotation.enums import Backend, BenchStage, CampaignState
from annotation.models import BenchLoop, Campaign
from annotation.services.bench_loops import foresee_bench_loop, start_bench_loop
from annotation.services.revoicing import voice_again
from catalog.api import LanguageField, visible_dataset
from common.api import ErrorSerializer


class LanguageLoopSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    stage = serializers.ChoiceField(BenchStage.choices)
    items = serializers.IntegerField(help_text="of the bench")
    untranslated = serializers.IntegerField()
    to_correct = serializers.IntegerField(help_text="texts that natives have not settled yet")
    settled = serializers.IntegerField()
    rate = serializers.FloatField(
        allow_null=True, help_text="share of settled texts that needed correction, 0-1"
    )
    low = serializers.FloatField(allow_null=True, help_text="of the rate, 95%")
    high = serializers.FloatField(allow_null=True, help_text="of the rate, 95%")
    corrected = serializers.IntegerField(help_text="current texts that a person wrote")
    silent = serializers.IntegerField(help_text="of these, without a recording to hear")
    stuck = serializers.IntegerField(help_text="of these, what is not voiced by itself")
    votes = serializers.IntegerField(help_text="in the listening check")
    votes_needed = serializers.IntegerField()


class BenchLoopSerializer(serializers.Serializer[BenchLoop]):
    id = serializers.IntegerField()
    backend = serializers.ChoiceField(Backend.choices, source="correction.backend")
    state = serializers.ChoiceField(
        CampaignState.choices, source="correction.state", help_text="of its corrections"
    )
    correction = serializers.IntegerField(source="correction_id", help_text="a campaign")
    listening = serializers.IntegerField(
        source="listening_id", allow_null=True, help_text="a campaign; null: nothing to hear yet"
    )
    votes_per_item = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    languages = serializers.SerializerMethodField()

    @extend_schema_field(LanguageLoopSerializer(many=True))
    def get_languages(self, loop: BenchLoop) -> list[dict[str, Any]]:
        return [asdict(one) for one in measure_loop(loop).languages]


class NewBenchLoopSerializer(serializers.Serializer[dict[str, Any]]):
    languages = serializers.ListField(
        child=LanguageField(), allow_empty=False, max_length=100, help_text="without English"
    )
    votes_per_item = serializers.IntegerField(
        min_value=1, max_value=50, default=2, help_text="on each recording of the listening check"
    )
    backend = serializers.ChoiceField(Backend.choices, default=Backend.LABEL_STUDIO)


class ForeseenLoopSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    items = serializers.IntegerField(help_text="of the bench")
    to_correct = serializers.IntegerField(help_text="texts that machines wrote")
    votes_at_most = serializers.IntegerField(
        help_text="in the listening check, once all of the bench is translated and voiced"
    )


class BenchLoopsView(generics.ListAPIView[BenchLoop]):
    """Bench loops of a dataset, newest first."""

    queryset = BenchLoop.objects.none()
    serializer_class = BenchLoopSerializer
    permission_classes = [ReadsItemsManagesWrites]

    def get_queryset(self) -> QuerySet[BenchLoop]:
        dataset = visible_dataset(self.request, self.kwargs["slug"])
        return _loops().filter(correction__dataset=dataset)

    @once
    @extend_schema(
        request=NewBenchLoopSerializer,
        responses={201: BenchLoopSerializer, 400: ErrorSerializer, 409: ErrorSerializer},
    )
    def post(self, request: Request, slug: str) -> Response:
        """Has natives correct the bench, then voices it again, and has it heard."""
        dataset = visible_dataset(request, slug)
        sent = NewBenchLoopSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        loop = start_bench_loop(dataset, by=person(request), **sent.validated_data)
        return Response(BenchLoopSerializer(loop).data, status=status.HTTP_201_CREATED)


class BenchLoopEstimateView(APIView):
    """What a bench loop would ask, without starting it; refuses what a start would refuse."""

    permission_classes = [Manages]

    @extend_schema(
        request=NewBenchLoopSerializer,
        responses={
            200: ForeseenLoopSerializer(many=True),
            400: ErrorSerializer,
            409: ErrorSerializer,
        },
    )
    def post(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        sent = NewBenchLoopSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        found = foresee_bench_loop(dataset, by=person(request), **sent.validated_data)
        return Response(ForeseenLoopSerializer(found, many=True).data)


class BenchLoopView(APIView):
    """How far a bench loop is, language by language."""

    permission_classes = [ReadsItems]

    @extend_schema(responses=BenchLoopSerializer)
    def get(self, request: Request, pk: int) -> Response:
        return Response(BenchLoopSerializer(_find(request, pk)).data)


class VoiceAgainView(APIView):
    """Voices corrected questions that have no recording, also those whose voicing failed."""

    permission_classes = [Manages]

    @once
    @extend_schema(request=None, responses={202: BenchLoopSerializer, 409: ErrorSerializer})
    def post(self, request: Request, pk: int) -> Response:
        loop = _find(request, pk)
        silent = [part.language for part in measure_loop(loop).languages if part.silent]
        if silent:
            voice_again(loop.correction.dataset, languages=silent, by=person(request))
        return Response(BenchLoopSerializer(loop).data, status=status.HTTP_202_ACCEPTED)


def _loops() -> QuerySet[BenchLoop]:
    return BenchLoop.objects.select_related("correction__dataset", "listening")


def _find(request: Request, pk: int) -> BenchLoop:
    visible = Campaign.objects.visible_to(person(request))
    return get_object_or_404(_loops().filter(correction__in=visible), pk=pk)
