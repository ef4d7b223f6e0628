"""Invite links: a manager's list of them, and what whoever opens one is shown and may do."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import KnockView, UserSerializer
from accounts.joining import Newcomer
from accounts.models import User
from accounts.once import new_secret, once
from accounts.permissions import AnyoneRates, Manages, person
from annotation.api.work import parse
from annotation.enums import CampaignKind
from annotation.models import Campaign, Invite, InviteUse
from annotation.recruitment import invites
from annotation.recruitment.enums import InviteState
from catalog.api import LanguageField, visible_dataset
from common.api import ErrorSerializer


class InviteUseSerializer(serializers.ModelSerializer[InviteUse]):
    username = serializers.CharField(source="user.username")
    display_name = serializers.CharField(source="user.display_name")

    class Meta:
        model = InviteUse
        fields = ["username", "display_name", "joined_at"]
        read_only_fields = fields


class InviteSerializer(serializers.ModelSerializer[Invite]):
    state = serializers.SerializerMethodField()
    uses = InviteUseSerializer(many=True, read_only=True)

    class Meta:
        model = Invite
        fields = [
            "id", "name", "language", "campaign", "state", "max_uses", "uses", "expires_at",
            "revoked_at", "created_at",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(InviteState.choices))
    def get_state(self, invite: Invite) -> str:
        return invites.state_of(invite, uses=len(invite.uses.all()), now=timezone.now())


class IssuedInviteSerializer(InviteSerializer):
    link = serializers.CharField(help_text="Shown this once; only its hash is kept.")

    class Meta(InviteSerializer.Meta):
        fields = [*InviteSerializer.Meta.fields, "link"]


class NewInviteSerializer(serializers.Serializer[dict[str, Any]]):
    name = serializers.CharField(max_length=100)
    language = LanguageField()
    campaign = serializers.PrimaryKeyRelatedField[Campaign](
        queryset=Campaign.objects.all(), allow_null=True, default=None
    )
    days = serializers.IntegerField(min_value=1, max_value=365, default=14)
    max_uses = serializers.IntegerField(min_value=1, max_value=500, default=1)


class InvitesView(generics.ListAPIView[Invite]):
    """Invites of a dataset with who came by them, newest first; POST makes one."""

    queryset = Invite.objects.none()
    serializer_class = InviteSerializer
    permission_classes = [Manages]

    def get_queryset(self) -> QuerySet[Invite]:
        return visible_dataset(self.request, self.kwargs["slug"]).invites.with_uses()

    @once
    @extend_schema(
        request=NewInviteSerializer, responses={201: IssuedInviteSerializer, 400: ErrorSerializer}
    )
    def post(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        sent = parse(NewInviteSerializer, request)
        invite, key = invites.create_invite(
            dataset, by=person(request), **sent, secret=new_secret(request)
        )
        # Behind the #, so that no server's log and no Referer ever has it.
        body = {**InviteSerializer(invite).data, "link": f"{settings.PUBLIC_URL}/join#{key}"}
        return Response(body, status=status.HTTP_201_CREATED)


class InviteView(generics.DestroyAPIView[Invite]):
    """Takes an invite back; the row stays, and so does who came by it."""

    queryset = Invite.objects.none()
    serializer_class = InviteSerializer
    permission_classes = [Manages]

    def get_queryset(self) -> QuerySet[Invite]:
        return Invite.objects.visible_to(person(self.request))

    def perform_destroy(self, instance: Invite) -> None:
        invites.revoke_invite(instance)


class InviteKeySerializer(serializers.Serializer[dict[str, Any]]):
    key = serializers.CharField(max_length=100, help_text="what stands behind the # of the link")


class InviteShownSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    kind = serializers.ChoiceField(
        CampaignKind.choices, allow_null=True, help_text="of the campaign it leads to"
    )
    expires_at = serializers.DateTimeField()


class JoinSerializer(InviteKeySerializer):
    """A person who is signed in sends the key alone. Without a password: a private link."""

    username = serializers.CharField(
        max_length=150, required=False, allow_blank=True, validators=[UnicodeUsernameValidator()]
    )
    password = serializers.CharField(
        max_length=256, required=False, allow_blank=True, trim_whitespace=False
    )
    display_name = serializers.CharField(max_length=150, required=False, allow_blank=True)
    email = serializers.EmailField(max_length=254, required=False, allow_blank=True)
    interface_language = serializers.CharField(max_length=12, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.get("password") and not attrs.get("username"):
            raise serializers.ValidationError({"username": "A password needs a name to go with."})
        return attrs


class JoinedSerializer(serializers.Serializer[Any]):
    user = UserSerializer()
    language = serializers.CharField()
    campaign = serializers.IntegerField(allow_null=True, help_text="where to begin")
    kind = serializers.ChoiceField(CampaignKind.choices, allow_null=True)
    return_link = serializers.CharField(
        allow_null=True, help_text="The only way back in without a password; shown this once."
    )


class OpenInviteView(KnockView):
    """What an invite is for. Nothing is used up by looking."""

    @extend_schema(
        request=InviteKeySerializer,
        responses={200: InviteShownSerializer, 404: ErrorSerializer, 409: ErrorSerializer},
    )
    def post(self, request: Request) -> Response:
        invite = invites.open_invite(parse(InviteKeySerializer, request)["key"])
        return Response(InviteShownSerializer(_show(invite)).data)


class JoinView(KnockView):
    """Makes an account, or lets the one that is signed in in; then that person is signed in."""

    permission_classes = [AnyoneRates]

    @extend_schema(
        request=JoinSerializer,
        responses={
            200: JoinedSerializer, 400: ErrorSerializer, 403: ErrorSerializer,
            404: ErrorSerializer, 409: ErrorSerializer,
        },
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        sent = parse(JoinSerializer, request)
        key = sent.pop("key")
        if isinstance(request.user, User):
            invite, user, back = invites.join_as(key, request.user), request.user, None
        else:
            invite, user, back = invites.join_anew(key, Newcomer(**sent))
            login(request._request, user)  # noqa: SLF001 - login() wants Django's request
        link = f"{settings.PUBLIC_URL}/return#{back}" if back else None
        body = {**_show(invite), "user": user, "campaign": invite.campaign_id, "return_link": link}
        return Response(JoinedSerializer(body).data)


def _show(invite: Invite) -> dict[str, Any]:
    return {
        "language": invite.language,
        "kind": invite.campaign.kind if invite.campaign else None,
        "expires_at": invite.expires_at,
    }
