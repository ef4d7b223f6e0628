"""Where two natives disagree about a text, for a manager to have the last word."""

from random import Random
from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Manages, person
from annotation.api.assignments import TextsSerializer
from annotation.api.work import AnsweredSerializer, VerdictSerializer, parse
from annotation.enums import AssignmentState, ReviewState
from annotation.models import Assignment, Correction, Review
from annotation.services.adjudicating import settle_review
from catalog.api import LanguageField, visible_dataset
from common.api import ErrorSerializer, OldestFirstPagination


class NativeAnswerSerializer(serializers.ModelSerializer[Correction]):
    class Meta:
        model = Correction
        fields = ["verdict", "question", "answer", "overridden", "override_reason"]
        read_only_fields = fields


class DisputeSerializer(serializers.ModelSerializer[Review]):
    """Who decides, decides blind: without names, and in an order by lot."""

    item = serializers.CharField(source="task.translation.item.external_id")
    campaign = serializers.IntegerField(source="task.campaign_id")
    language = serializers.CharField(source="task.language")
    english = TextsSerializer(source="task.translation.item")
    machine = TextsSerializer(source="task.translation")
    answers = serializers.SerializerMethodField()

    class Meta:
        model = Review
        fields = ["id", "item", "campaign", "language", "english", "machine", "answers"]

    @extend_schema_field(NativeAnswerSerializer(many=True))
    def get_answers(self, review: Review) -> list[dict[str, Any]]:
        taken = review.task.assignments.all()
        answers = sorted((c for one in taken for c in one.corrections.all()), key=lambda c: c.pk)
        Random(review.pk).shuffle(answers)  # noqa: S311 - a draw
        return [dict(NativeAnswerSerializer(one).data) for one in answers]


class DisputeQuerySerializer(serializers.Serializer[dict[str, Any]]):
    language = LanguageField(required=False)


class DisputesView(generics.ListAPIView[Review]):
    """Texts on which two natives disagree, oldest first."""

    queryset = Review.objects.none()
    serializer_class = DisputeSerializer
    permission_classes = [Manages]
    pagination_class = OldestFirstPagination

    @extend_schema(parameters=[DisputeQuerySerializer])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Review]:
        asked = DisputeQuerySerializer(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        dataset = visible_dataset(self.request, self.kwargs["slug"])
        disputed = Review.objects.filter(
            state=ReviewState.DISPUTED, task__campaign__dataset=dataset, task__is_open=True
        )
        if language := asked.validated_data.get("language"):
            disputed = disputed.filter(task__language=language)
        standing = Prefetch("corrections", Correction.objects.filter(withdrawn_at=None))
        answered = Assignment.objects.filter(state=AssignmentState.ANSWERED)
        given = Prefetch("task__assignments", answered.prefetch_related(standing))
        return disputed.select_related("task__translation__item").prefetch_related(given)


class SettlementView(APIView):
    """The last word: one of the two texts, another one, or that it can't be translated."""

    permission_classes = [Manages]

    @extend_schema(
        request=VerdictSerializer,
        responses={
            200: AnsweredSerializer,
            400: ErrorSerializer,
            404: ErrorSerializer,
            409: ErrorSerializer,
        },
    )
    def post(self, request: Request, pk: int) -> Response:
        sent = parse(VerdictSerializer, request)
        assignment = settle_review(pk, by=person(request), **sent)
        return Response(AnsweredSerializer(assignment).data)
