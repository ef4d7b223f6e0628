"""Who may work on a dataset."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from accounts.permissions import Manages
from catalog import services
from catalog.api import visible_dataset
from catalog.models import Membership
from common.api import ErrorSerializer, OldestFirstPagination


class MemberSerializer(serializers.ModelSerializer[Membership]):
    username = serializers.CharField(source="user.username")
    display_name = serializers.CharField(source="user.display_name")
    role = serializers.CharField(source="user.role")
    languages = serializers.SlugRelatedField[Any](
        source="user.spoken_languages", slug_field="language", many=True, read_only=True
    )

    class Meta:
        model = Membership
        fields = ["id", "username", "display_name", "role", "languages"]
        read_only_fields = fields


class NewMembersSerializer(serializers.Serializer[dict[str, Any]]):
    usernames = serializers.ListField(
        child=serializers.CharField(max_length=150),
        allow_empty=False,
        min_length=1,
        max_length=1000,
    )

    def validate_usernames(self, value: list[str]) -> list[str]:
        known = set(User.objects.filter(username__in=value).values_list("username", flat=True))
        if unknown := sorted(set(value) - known):
            raise serializers.ValidationError(f"No such people: {', '.join(unknown)}.")
        return value


class MemberView(generics.DestroyAPIView[Membership]):
    """Shows a person out of a dataset. Their answers stay; what they hold goes to others."""

    queryset = Membership.objects.none()
    serializer_class = MemberSerializer
    permission_classes = [Manages]

    def get_queryset(self) -> QuerySet[Membership]:
        members = visible_dataset(self.request, self.kwargs["slug"]).memberships
        return members.select_related("dataset")

    def perform_destroy(self, instance: Membership) -> None:
        services.remove_member(instance)


class MembersView(generics.ListAPIView[Membership]):
    """The people of a dataset; POST lets more in."""

    queryset = Membership.objects.none()
    serializer_class = MemberSerializer
    permission_classes = [Manages]
    pagination_class = OldestFirstPagination

    def get_queryset(self) -> QuerySet[Membership]:
        members = visible_dataset(self.request, self.kwargs["slug"]).memberships
        return members.select_related("user").prefetch_related("user__spoken_languages")

    @extend_schema(
        request=NewMembersSerializer,
        responses={201: MemberSerializer(many=True), 400: ErrorSerializer},
    )
    def post(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        sent = NewMembersSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        people = User.objects.filter(username__in=sent.validated_data["usernames"])
        services.add_members(dataset, people)
        members = self.get_queryset().filter(user__in=people)
        return Response(MemberSerializer(members, many=True).data, status=status.HTTP_201_CREATED)
