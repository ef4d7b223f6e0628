"""What raters do: take the next task, hear, rate, correct, skip, undo."""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Rates, person
from annotation.api.assignments import AssignmentSerializer, show_assignment
from annotation.enums import PlaybackKind, ShownChoice, SkipReason, Verdict
from annotation.models import Assignment, Campaign, ProblemReport
from annotation.progress import waiting_work
from annotation.services import answering, assigning, correcting, preferring, problems
from annotation.services.rows import read_campaign
from catalog.api import LanguageField
from common.api import ErrorSerializer

EVENTS_AT_ONCE = 100
HAVING_AT_MOST = 100


class WorkCampaignSerializer(serializers.ModelSerializer[Campaign]):
    dataset = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    name = serializers.CharField(
        source="name_for_raters", help_text="Of a preference campaign its number: they judge blind."
    )
    has_sessions = serializers.BooleanField(help_text="Its clips come in sessions.")

    class Meta:
        model = Campaign
        fields = ["id", "kind", "name", "dataset", "has_sessions"]


class WorkSerializer(serializers.Serializer[Any]):
    campaign = WorkCampaignSerializer()
    language = serializers.CharField()
    waiting = serializers.IntegerField()
    done_by_me = serializers.IntegerField()


class FollowingSerializer(serializers.Serializer[dict[str, Any]]):
    having = serializers.ListField(
        child=serializers.IntegerField(),
        default=list,
        max_length=HAVING_AT_MOST,
        help_text="The assignments that the page has; the one behind them is prepared.",
    )
    device = serializers.CharField(
        default="",
        allow_blank=True,
        max_length=64,
        help_text="Where clips come in sessions: the number of the tab that holds it.",
    )


class NextSerializer(FollowingSerializer):
    campaign = serializers.IntegerField()
    language = LanguageField()


class UndoSerializer(serializers.Serializer[dict[str, Any]]):
    campaign = serializers.IntegerField()
    assignment = serializers.IntegerField(
        required=False,
        allow_null=True,
        default=None,
        help_text="The answer to this one; asked for twice, it is taken back once. Else the last.",
    )


class NumberField(serializers.FloatField):
    """A JSON number: DRF's own field also takes texts, among them "nan"."""

    def to_internal_value(self, data: Any) -> float:
        if isinstance(data, bool) or not isinstance(data, (int, float)):
            self.fail("invalid")
        return super().to_internal_value(data)


class ScoreField(serializers.IntegerField):
    """A whole JSON number, 1-5; a text or a truth value is no score."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=1, max_value=5, **options)

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return super().to_internal_value(data)


class PlaybackEventSerializer(serializers.Serializer[dict[str, Any]]):
    kind = serializers.ChoiceField(PlaybackKind.choices)
    seconds = NumberField(
        min_value=0, max_value=86_400, default=0.0, help_text="listened, or hidden"
    )


class KeySerializer(serializers.Serializer[dict[str, Any]]):
    key = serializers.UUIDField(
        required=False,
        allow_null=True,
        default=None,
        help_text="Drawn by the browser for this answer: sent twice, it counts once.",
    )


class PlaybackSerializer(serializers.Serializer[dict[str, Any]]):
    playback = serializers.ListField(
        child=PlaybackEventSerializer(),
        default=list,
        max_length=EVENTS_AT_ONCE,
        help_text="What the player did. A clip is rated once it `ended`, if the clock agrees.",
    )


class AnswerSerializer(KeySerializer, PlaybackSerializer):
    """What ratings and corrections have in common."""

    took_s = NumberField(
        required=False,
        allow_null=True,
        default=None,
        min_value=0,
        max_value=86_400,
        help_text="Seconds by the browser's clock; answers kept while offline come late.",
    )


class HeardAnswerSerializer(AnswerSerializer):
    next = FollowingSerializer(
        allow_null=True, default=None, help_text="Asks, with the vote, for what comes after it."
    )


class RatingSerializer(HeardAnswerSerializer):
    naturalness = ScoreField()
    understood = ScoreField()


class PreferenceSerializer(HeardAnswerSerializer):
    choice = serializers.ChoiceField(
        ShownChoice.choices, help_text="A or B as they were shown to this rater, or a tie."
    )


class VerdictSerializer(KeySerializer):
    verdict = serializers.ChoiceField(Verdict.choices)
    question = serializers.CharField(trim_whitespace=False, allow_blank=True, max_length=40_000)
    answer = serializers.CharField(trim_whitespace=False, allow_blank=True, max_length=40_000)
    override_reason = serializers.CharField(
        default="",
        allow_blank=True,
        max_length=2000,
        help_text="Why what the automatic checks doubt is right all the same.",
    )


class CorrectionSerializer(VerdictSerializer, AnswerSerializer):
    pass


class SkipSerializer(PlaybackSerializer):
    reason = serializers.ChoiceField(SkipReason.choices)
    note = serializers.CharField(default="", allow_blank=True, max_length=2000)


class ProblemSerializer(serializers.ModelSerializer[ProblemReport]):
    class Meta:
        model = ProblemReport
        fields = ["id", "cause", "word", "word_index", "note"]
        # The same report again is no mistake.
        validators: list[Any] = []


class ClipTextSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(
        allow_null=True, help_text="None until the clip is answered; and where none is known."
    )


class AnsweredSerializer(serializers.ModelSerializer[Assignment]):
    class Meta:
        model = Assignment
        fields = ["id", "state", "heard_at"]


class RatedSerializer(AnsweredSerializer):
    next = AssignmentSerializer(
        allow_null=True,
        help_text="None where it wasn't asked for, nothing waits, or something else is due first: "
        "the operation that takes the next one says which.",
    )

    class Meta(AnsweredSerializer.Meta):
        fields = [*AnsweredSerializer.Meta.fields, "next"]


class WorkView(APIView):
    """The open campaigns in the languages this person speaks, and how much waits."""

    permission_classes = [Rates]

    @extend_schema(responses=WorkSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(WorkSerializer(waiting_work(person(request)), many=True).data)


class NextView(APIView):
    permission_classes = [Rates]

    @extend_schema(
        request=NextSerializer,
        responses={
            200: AssignmentSerializer,
            204: None,
            403: ErrorSerializer,
            409: ErrorSerializer,
        },
    )
    def post(self, request: Request) -> Response:
        rater = person(request)
        sent = parse(NextSerializer, request)
        campaign = read_campaign(sent["campaign"], rater)
        if campaign is None:
            raise Http404
        assignment = assigning.take_next(
            campaign,
            language=sent["language"],
            by=rater,
            having=sent["having"],
            device=sent["device"],
        )
        if assignment is None:
            return Response(status=status.HTTP_204_NO_CONTENT)
        return Response(show_assignment(assignment))


class UndoView(APIView):
    """Reopens this person's last answer of a campaign."""

    permission_classes = [Rates]

    @extend_schema(
        request=UndoSerializer, responses={200: AssignmentSerializer, 409: ErrorSerializer}
    )
    def post(self, request: Request) -> Response:
        rater = person(request)
        sent = parse(UndoSerializer, request)
        campaign = get_object_or_404(Campaign.objects.visible_to(rater), pk=sent["campaign"])
        assignment = answering.undo_last(campaign, by=rater, named=sent["assignment"])
        return Response(AssignmentSerializer(show_assignment(assignment)).data)


class ProblemView(APIView):
    """Says what is wrong with a clip, and at which word it starts."""

    permission_classes = [Rates]

    @extend_schema(responses={200: ClipTextSerializer, 404: ErrorSerializer})
    def get(self, request: Request, pk: int) -> Response:
        text = problems.text_of(pk, by=person(request))
        return Response(ClipTextSerializer({"text": text}).data)

    @extend_schema(
        request=ProblemSerializer, responses={201: ProblemSerializer, 409: ErrorSerializer}
    )
    def post(self, request: Request, pk: int) -> Response:
        sent = ProblemSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        report = problems.report_problem(pk, by=person(request), **sent.validated_data)
        return Response(ProblemSerializer(report).data, status=status.HTTP_201_CREATED)


class RatingView(APIView):
    permission_classes = [Rates]

    @extend_schema(request=RatingSerializer, responses={200: RatedSerializer, 409: ErrorSerializer})
    def post(self, request: Request, pk: int) -> Response:
        return _answer_heard(request, pk, RatingSerializer, answering.rate_recording)


class PreferenceView(APIView):
    """Which of two answers to a question is the better one, once the question was heard."""

    permission_classes = [Rates]

    @extend_schema(
        request=PreferenceSerializer, responses={200: RatedSerializer, 409: ErrorSerializer}
    )
    def post(self, request: Request, pk: int) -> Response:
        return _answer_heard(request, pk, PreferenceSerializer, preferring.prefer_answer)


def _answer_heard(
    request: Request,
    pk: int,
    shape: type[HeardAnswerSerializer],
    answer: Callable[..., Assignment],
) -> Response:
    """Stores an answer to something heard, and brings what comes after it."""
    rater = person(request)
    sent = parse(shape, request)
    wish = sent.pop("next")
    answered = answer(pk, by=rater, **sent)
    following = assigning.take_following(answered, by=rater, **wish) if wish else None
    shown = show_assignment(following) if following else None
    return Response({**AnsweredSerializer(answered).data, "next": shown})


class CorrectionView(APIView):
    permission_classes = [Rates]

    @extend_schema(
        request=CorrectionSerializer, responses={200: AnsweredSerializer, 409: ErrorSerializer}
    )
    def post(self, request: Request, pk: int) -> Response:
        sent = parse(CorrectionSerializer, request)
        assignment = correcting.correct_text(pk, by=person(request), **sent)
        return Response(AnsweredSerializer(assignment).data)


class SkipView(APIView):
    permission_classes = [Rates]

    @extend_schema(
        request=SkipSerializer, responses={200: AnsweredSerializer, 409: ErrorSerializer}
    )
    def post(self, request: Request, pk: int) -> Response:
        sent = parse(SkipSerializer, request)
        assignment = answering.skip(pk, by=person(request), **sent)
        return Response(AnsweredSerializer(assignment).data)


def parse(shape: type[serializers.Serializer[dict[str, Any]]], request: Request) -> dict[str, Any]:
    sent = shape(data=request.data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)
