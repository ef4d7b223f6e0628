"""Studies on Prolific: a manager's settings and list of participants; arriving and ending."""

from typing import Any

from django.contrib.auth import login
from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api import KnockView, UserSerializer
from accounts.once import once
from accounts.permissions import Manages, Rates, person
from annotation.api.campaigns import find_campaign
from annotation.api.statistics_shapes import ExcludedSerializer
from annotation.api.work import parse
from annotation.enums import CampaignKind
from annotation.models import Campaign, ProlificStudy, ProlificSubmission
from annotation.recruitment import outcomes, studies
from annotation.recruitment.enums import Decision, Outcome
from annotation.recruitment.files import Part, write_participants
from annotation.recruitment.participants import describe_participants, submissions_of
from annotation.statistics.screening import Reason
from catalog.api import LanguageField
from common.api import ErrorSerializer
from common.downloads import CSV, AnyAccept, csv_answer

ID = r"^[A-Za-z0-9_-]+$"


class StudySerializer(serializers.ModelSerializer[ProlificStudy]):
    language = LanguageField()

    class Meta:
        model = ProlificStudy
        fields = [
            "id", "campaign", "study_id", "language", "code_complete", "code_failed_checks",
            "code_screened_out", "code_no_consent", "sessions", "failed_checks_to_reject",
            "created_at",
        ]  # fmt: skip
        read_only_fields = ["campaign", "created_at"]
        extra_kwargs = {
            "sessions": {"min_value": 1, "max_value": 50},
            "failed_checks_to_reject": {"min_value": 1, "max_value": 50},
        }


class StudiesView(generics.ListAPIView[ProlificStudy]):
    """Studies that send participants to a campaign; POST adds one."""

    queryset = ProlificStudy.objects.none()
    serializer_class = StudySerializer
    permission_classes = [Manages]

    def get_queryset(self) -> QuerySet[ProlificStudy]:
        return find_campaign(self.request, self.kwargs["pk"]).studies.all()

    @once
    @extend_schema(request=StudySerializer, responses={201: StudySerializer, 400: ErrorSerializer})
    def post(self, request: Request, pk: int) -> Response:
        campaign = find_campaign(request, pk)
        sent = StudySerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        study = studies.create_study(campaign, by=person(request), **sent.validated_data)
        return Response(StudySerializer(study).data, status=status.HTTP_201_CREATED)


class StudyView(generics.GenericAPIView[ProlificStudy]):
    """Changes codes at any time; what participants rely on only before the first came."""

    queryset = ProlificStudy.objects.none()
    serializer_class = StudySerializer
    permission_classes = [Manages]

    def get_queryset(self) -> QuerySet[ProlificStudy]:
        mine = Campaign.objects.visible_to(person(self.request))
        return ProlificStudy.objects.filter(campaign__in=mine)

    @extend_schema(
        request=StudySerializer(partial=True),
        responses={200: StudySerializer, 400: ErrorSerializer, 409: ErrorSerializer},
    )
    def patch(self, request: Request, pk: int) -> Response:
        study = self.get_object()
        sent = StudySerializer(study, data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        changed = studies.change_study(study, **sent.validated_data)
        return Response(StudySerializer(changed).data)


class ParticipantSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    prolific_id = serializers.CharField()
    study_id = serializers.CharField()
    language = serializers.CharField()
    outcome = serializers.ChoiceField(
        Outcome.choices, allow_blank=True, help_text="Empty: not finished."
    )
    decision = serializers.ChoiceField(Decision.choices)
    message = serializers.CharField()
    sessions = serializers.IntegerField(help_text="finished")
    seconds = serializers.FloatField(help_text="in all sessions")
    checks = serializers.IntegerField()
    checks_failed = serializers.IntegerField()
    votes = serializers.IntegerField(help_text="that count")
    excluded = serializers.SerializerMethodField()
    rules_version = serializers.IntegerField()
    arrived_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)

    @extend_schema_field(ExcludedSerializer(many=True))
    def get_excluded(self, one: Any) -> list[dict[str, Any]]:
        return [
            {"reason": reason, "votes": one.excluded[reason]}
            for reason in Reason
            if one.excluded.get(reason)
        ]


class ParticipantsView(generics.ListAPIView[ProlificSubmission]):
    """Participants from Prolific, newest first, with what to do on Prolific."""

    queryset = ProlificSubmission.objects.none()
    serializer_class = ParticipantSerializer
    permission_classes = [Manages]

    def get_queryset(self) -> QuerySet[ProlificSubmission]:
        self.campaign = find_campaign(self.request, self.kwargs["pk"])
        return submissions_of(self.campaign)

    def paginate_queryset(self, queryset: Any) -> Any:
        return describe_participants(self.campaign, super().paginate_queryset(queryset) or [])


class FileQuerySerializer(serializers.Serializer[dict[str, Any]]):
    part = serializers.ChoiceField([part.value for part in Part], default=Part.ALL.value)


class ParticipantsFileView(APIView):
    """The same as CSV, or as a list of ids to approve or to reject."""

    permission_classes = [Manages]
    content_negotiation_class = AnyAccept

    @extend_schema(
        parameters=[FileQuerySerializer],
        responses={(200, CSV): OpenApiTypes.STR, 400: ErrorSerializer},
    )
    def get(self, request: Request, pk: int) -> StreamingHttpResponse:
        campaign = find_campaign(request, pk)
        asked = FileQuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        part = Part(asked.validated_data["part"])
        rows = submissions_of(campaign).order_by("pk")
        text = write_participants(describe_participants(campaign, rows), part)
        answer = csv_answer(f"prolific-{campaign.pk}.{part}.csv", [text])
        answer.headers["Cache-Control"] = "no-store"
        return answer


class ArrivalSerializer(serializers.Serializer[dict[str, Any]]):
    """The ids are Prolific's, as it wrote them into the address."""

    campaign = serializers.IntegerField()
    prolific_id = serializers.RegexField(ID, max_length=64)
    study_id = serializers.RegexField(ID, max_length=64)
    session_id = serializers.RegexField(ID, max_length=64)
    interface_language = serializers.CharField(max_length=12, required=False)


class ArrivedSerializer(serializers.Serializer[Any]):
    user = UserSerializer()
    campaign = serializers.IntegerField()
    kind = serializers.ChoiceField(CampaignKind.choices)
    language = serializers.CharField()


class ArrivalView(KnockView):
    """Signs a participant in as an account that knows no name and no address."""

    @extend_schema(
        request=ArrivalSerializer,
        responses={
            200: ArrivedSerializer, 400: ErrorSerializer, 404: ErrorSerializer,
            409: ErrorSerializer,
        },
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        sent = parse(ArrivalSerializer, request)
        submission = studies.arrive(sent.pop("campaign"), **sent)
        user, study = submission.participant.user, submission.study
        login(request._request, user)  # noqa: SLF001 - login() wants Django's request
        body = {
            "user": user,
            "campaign": study.campaign_id,
            "kind": study.campaign.kind,
            "language": study.language,
        }
        return Response(ArrivedSerializer(body).data)


class SubmissionSerializer(serializers.Serializer[Any]):
    campaign = serializers.IntegerField()
    kind = serializers.ChoiceField(CampaignKind.choices)
    language = serializers.CharField()
    outcome = serializers.ChoiceField(
        Outcome.choices, allow_blank=True, help_text="Empty: something is still to be done."
    )
    code = serializers.CharField(help_text="Empty: return the submission on Prolific.")
    return_address = serializers.CharField(help_text="on Prolific; empty without a code")


class PartSerializer(serializers.Serializer[dict[str, Any]]):
    """Which part is meant, for who is in several studies at once; else the last worked on."""

    campaign = serializers.IntegerField(required=False)
    language = serializers.CharField(required=False, max_length=3)


class SubmissionView(APIView):
    """How a participant's own part stands, and the completion code once it is over."""

    permission_classes = [Rates]

    @extend_schema(
        parameters=[PartSerializer],
        responses={200: SubmissionSerializer, 400: ErrorSerializer, 404: ErrorSerializer},
    )
    def get(self, request: Request) -> Response:
        asked = PartSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        mine = outcomes.find_submission(person(request), **asked.validated_data)
        return _show(outcomes.settle(mine))


class WithdrawView(APIView):
    """The participant doesn't agree, or stops. Work that is finished stays finished."""

    permission_classes = [Rates]

    @extend_schema(
        request=PartSerializer,
        responses={200: SubmissionSerializer, 400: ErrorSerializer, 404: ErrorSerializer},
    )
    def post(self, request: Request) -> Response:
        mine = outcomes.find_submission(person(request), **parse(PartSerializer, request))
        return _show(outcomes.withdraw(mine))


def _show(submission: ProlificSubmission) -> Response:
    study = submission.study
    code = studies.code_for(study, submission.outcome)
    body = {
        "campaign": study.campaign_id,
        "kind": study.campaign.kind,
        "language": study.language,
        "outcome": submission.outcome,
        "code": code,
        "return_address": studies.return_address(code),
    }
    return Response(SubmissionSerializer(body).data)
