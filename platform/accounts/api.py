"""Session and tokens."""

from typing import Any

from django.contrib.auth import logout
from django.db.models import QuerySet
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import ensure_csrf_cookie
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from accounts import joining, services
from accounts.authentication import SessionAuthentication
from accounts.enums import Scope
from accounts.models import ApiToken, User
from accounts.once import new_secret, once
from accounts.permissions import Anyone, AnyoneReads, person
from accounts.throttles import Throttle
from common.api import ErrorSerializer


class UserSerializer(serializers.ModelSerializer[User]):
    languages = serializers.SlugRelatedField[Any](
        source="spoken_languages", slug_field="language", many=True, read_only=True
    )
    token_scopes = serializers.ListField(
        child=serializers.ChoiceField(Scope.choices),
        read_only=True,
        help_text="What tokens of this person can be made for.",
    )

    class Meta:
        model = User
        fields = [
            "id", "username", "display_name", "role", "languages", "interface_language",
            "arrived_by", "token_scopes",
        ]  # fmt: skip


class SessionSerializer(serializers.Serializer[dict[str, User | None]]):
    user = UserSerializer(allow_null=True)


class SignInSerializer(serializers.Serializer[dict[str, str]]):
    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=256, trim_whitespace=False)


@method_decorator(ensure_csrf_cookie, name="get")
class SessionView(APIView):
    """Who is signed in here. Reading it also sets the CSRF cookie that writes must send back.

    Signing in and out asks for it too, though nobody is signed in yet.
    """

    permission_classes = [AnyoneReads]
    throttle_scope = "login"

    def get_throttles(self) -> list[BaseThrottle]:
        return [Throttle()] if self.request.method == "POST" else []

    @extend_schema(responses=SessionSerializer)
    def get(self, request: Request) -> Response:
        user = request.user if isinstance(request.user, User) else None
        return Response(SessionSerializer({"user": user}).data)

    @extend_schema(
        request=SignInSerializer, responses={200: SessionSerializer, 400: ErrorSerializer}
    )
    def post(self, request: Request) -> Response:
        SessionAuthentication().enforce_csrf(request)
        sent = SignInSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        user = services.sign_in(request._request, **sent.validated_data)  # noqa: SLF001 - login() wants Django's request
        return Response(SessionSerializer({"user": user}).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request) -> Response:
        SessionAuthentication().enforce_csrf(request)
        logout(request._request)  # noqa: SLF001 - logout() wants Django's request
        return Response(status=status.HTTP_204_NO_CONTENT)


class ReturnSerializer(serializers.Serializer[dict[str, str]]):
    key = serializers.CharField(max_length=100)


class KnockView(APIView):
    """What may be asked without an account: throttled, and with the page's CSRF token."""

    permission_classes = [Anyone]
    throttle_scope = "join"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.auth is None:
            SessionAuthentication().enforce_csrf(request)


class ReturnView(KnockView):
    """Signs in by the private link that a person got instead of a password."""

    @extend_schema(
        request=ReturnSerializer, responses={200: SessionSerializer, 400: ErrorSerializer}
    )
    def post(self, request: Request) -> Response:
        sent = ReturnSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        user = joining.sign_in_by_link(request._request, **sent.validated_data)  # noqa: SLF001 - login() wants Django's request
        return Response(SessionSerializer({"user": user}).data)


class TokenSerializer(serializers.ModelSerializer[ApiToken]):
    scopes = serializers.ListField(child=serializers.ChoiceField(Scope.choices), read_only=True)

    class Meta:
        model = ApiToken
        fields = [
            "id", "name", "scopes", "created_at", "expires_at", "revoked_at", "last_used_at",
        ]  # fmt: skip
        read_only_fields = fields


class NewTokenSerializer(serializers.Serializer[dict[str, object]]):
    name = serializers.CharField(max_length=100)
    scopes = serializers.ListField(
        child=serializers.ChoiceField(Scope.choices),
        allow_empty=False,
        help_text="What the program may do, as far as you may do it yourself.",
    )
    days = serializers.IntegerField(min_value=1, max_value=365, default=90)


class IssuedTokenSerializer(TokenSerializer):
    key = serializers.CharField(help_text="Shown this once; only its hash is kept.")

    class Meta(TokenSerializer.Meta):
        fields = [*TokenSerializer.Meta.fields, "key"]


class TokensView(generics.ListAPIView[ApiToken]):
    """A person's own tokens. No token can list or make any: a leaked one would live on."""

    queryset = ApiToken.objects.none()
    serializer_class = TokenSerializer

    def get_queryset(self) -> QuerySet[ApiToken]:
        return ApiToken.objects.filter(user=person(self.request))

    @once
    @extend_schema(request=NewTokenSerializer, responses={201: IssuedTokenSerializer})
    def post(self, request: Request) -> Response:
        sent = NewTokenSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        token, key = services.issue_token(
            person(request), **sent.validated_data, secret=new_secret(request)
        )
        body = {**TokenSerializer(token).data, "key": key}
        return Response(body, status=status.HTTP_201_CREATED)


class TokenView(generics.DestroyAPIView[ApiToken]):
    """Revokes one of a person's own tokens; the row stays as history."""

    queryset = ApiToken.objects.none()
    serializer_class = TokenSerializer

    def get_queryset(self) -> QuerySet[ApiToken]:
        return ApiToken.objects.filter(user=person(self.request))

    def perform_destroy(self, instance: ApiToken) -> None:
        services.revoke_token(instance)
