"""Label Studio as managers see it: servers, projects of a campaign, people, what isn't counted."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from accounts.permissions import Manages, person
from annotation.api.campaigns import find_campaign
from annotation.label_studio import nudges
from annotation.label_studio.checking import check_connection
from annotation.label_studio.connections import (
    address_for_browsers,
    default_connection,
    set_connection,
)
from annotation.label_studio.enums import ProjectState, Reason, Standing
from annotation.label_studio.people import invite
from annotation.label_studio.progress import project_progress
from annotation.label_studio.projects import make_anew
from annotation.models import LabelStudioAnnotation, LabelStudioConnection
from common.api import ErrorSerializer


class ConnectionSerializer(serializers.ModelSerializer[LabelStudioConnection]):
    """The token goes in, and never out."""

    class Meta:
        model = LabelStudioConnection
        fields = ["id", "name", "url", "is_default", "checked_at", "problem"]
        read_only_fields = fields


class NewConnectionSerializer(serializers.Serializer[dict[str, Any]]):
    name = serializers.CharField(max_length=80)
    url = serializers.CharField(max_length=200, help_text="as the studio's server reaches it")
    token = serializers.CharField(
        max_length=1000, help_text="a personal access token, or a legacy one; never shown again"
    )


class ConnectionCheckSerializer(serializers.Serializer[Any]):
    name = serializers.ChoiceField(["server", "clips", "webhook"])
    problem = serializers.CharField(help_text="empty: all is well")


class ProjectProgressSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    language = serializers.CharField()
    state = serializers.ChoiceField(ProjectState.choices)
    url = serializers.CharField(help_text="of the project; empty until it is made")
    tasks = serializers.IntegerField()
    waiting = serializers.IntegerField(help_text="tasks that are not there yet")
    done = serializers.IntegerField(help_text="tasks with all the votes they need")
    accepted = serializers.IntegerField()
    rejected = serializers.DictField(child=serializers.IntegerField(), help_text="by reason")
    superseded = serializers.IntegerField()
    deleted = serializers.IntegerField()
    last_webhook_at = serializers.DateTimeField(allow_null=True)
    last_reconciled_at = serializers.DateTimeField(allow_null=True)
    differences = serializers.IntegerField(help_text="that no webhook had told the last sweep")
    problem = serializers.CharField()


class RejectedSerializer(serializers.ModelSerializer[LabelStudioAnnotation]):
    language = serializers.CharField(source="project.language")
    rater = serializers.CharField(source="rater.username", allow_null=True, default=None)
    reason = serializers.ChoiceField(Reason.choices)

    class Meta:
        model = LabelStudioAnnotation
        fields = [
            "id", "language", "remote_id", "remote_task", "rater", "reason", "explanation",
            "remote_created_at",
        ]  # fmt: skip


class InvitationSerializer(serializers.Serializer[dict[str, Any]]):
    username = serializers.SlugRelatedField[User](
        slug_field="username", queryset=User.objects.filter(is_active=True)
    )
    email = serializers.EmailField(
        max_length=254,
        default="",
        allow_blank=True,
        help_text="noted where the studio has none of this person",
    )


class InvitedSerializer(serializers.Serializer[Any]):
    email = serializers.CharField()
    password = serializers.CharField(help_text="shown once; empty: the account was there already")
    url = serializers.CharField(help_text="where to sign in")


class ConnectionsView(generics.ListAPIView[LabelStudioConnection]):
    """Label Studio servers, by name."""

    queryset = LabelStudioConnection.objects.all()
    serializer_class = ConnectionSerializer
    permission_classes = [Manages]

    @extend_schema(
        request=NewConnectionSerializer,
        responses={201: ConnectionSerializer, 400: ErrorSerializer},
    )
    def post(self, request: Request) -> Response:
        sent = NewConnectionSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        connection = set_connection(by=person(request), **sent.validated_data)
        return Response(ConnectionSerializer(connection).data, status=status.HTTP_201_CREATED)


class ConnectionTestView(APIView):
    """Says precisely what is wrong with a connection, step by step."""

    permission_classes = [Manages]

    @extend_schema(request=None, responses={200: ConnectionCheckSerializer(many=True)})
    def post(self, request: Request, pk: int) -> Response:
        connection = get_object_or_404(LabelStudioConnection, pk=pk)
        return Response(ConnectionCheckSerializer(check_connection(connection), many=True).data)


class ProjectsView(APIView):
    """The projects of a campaign in Label Studio."""

    permission_classes = [Manages]

    @extend_schema(responses=ProjectProgressSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        found = project_progress(find_campaign(request, pk))
        return Response(ProjectProgressSerializer(found, many=True).data)


class SyncView(APIView):
    """Has a worker fill the projects and compare them with Label Studio's export at once.

    A project that somebody deleted there is made anew.
    """

    permission_classes = [Manages]

    @extend_schema(request=None, responses={202: ProjectProgressSerializer(many=True)})
    def post(self, request: Request, pk: int) -> Response:
        campaign = find_campaign(request, pk)
        for project in campaign.label_studio_projects.all():
            if project.state == ProjectState.GONE:
                make_anew(project)
            nudges.follow_soon(project.pk)
        shown = ProjectProgressSerializer(project_progress(campaign), many=True)
        return Response(shown.data, status=status.HTTP_202_ACCEPTED)


class RejectedView(generics.ListAPIView[LabelStudioAnnotation]):
    """Annotations that are not counted, with the reason, newest first."""

    queryset = LabelStudioAnnotation.objects.none()
    serializer_class = RejectedSerializer
    permission_classes = [Manages]

    def get_queryset(self) -> QuerySet[LabelStudioAnnotation]:
        campaign = find_campaign(self.request, self.kwargs["pk"])
        rows = LabelStudioAnnotation.objects.filter(project__campaign=campaign)
        return rows.filter(standing=Standing.REJECTED).select_related("project", "rater")


class InvitationsView(APIView):
    """Makes an account in Label Studio for somebody of this studio who is trusted."""

    permission_classes = [Manages]

    @extend_schema(
        request=InvitationSerializer,
        responses={201: InvitedSerializer, 400: ErrorSerializer, 409: ErrorSerializer},
    )
    def post(self, request: Request) -> Response:
        sent = InvitationSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        connection, asked = default_connection(), sent.validated_data
        made = invite(connection, asked["username"], email=asked["email"])
        address = address_for_browsers(connection)
        shown = {"email": made.person.email, "password": made.password, "url": address}
        return Response(InvitedSerializer(shown).data, status=status.HTTP_201_CREATED)
