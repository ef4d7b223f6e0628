"""Protocols of a dataset: how raters are asked."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.once import once
from accounts.permissions import Manages, ReadsItemsManagesWrites, person
from annotation.controls.texts import versions
from annotation.models import Protocol
from annotation.services import protocols as services
from catalog.api import visible_dataset
from common.api import ErrorSerializer

_LIMITS: dict[str, dict[str, Any]] = {
    "session_size": {"min_value": 1, "max_value": 50},
    "traps_per_session": {"max_value": 5},
    "gold_per_session": {"max_value": 5},
    "session_minutes": {"min_value": 1, "max_value": 1440},
    "sessions_in_a_row": {"min_value": 1, "max_value": 100},
    "break_minutes": {"max_value": 1440},
    "sessions_per_day": {"min_value": 1, "max_value": 100},
    "qualification_pass_mark": {"min_value": 0, "max_value": 1},
    "environment_pass_mark": {"min_value": 0, "max_value": 1},
    "qualification_days": {"min_value": 1, "max_value": 365},
    "qualification_tries": {"min_value": 1, "max_value": 20},
    "environment_hours": {"min_value": 1, "max_value": 8760},
    "environment_tries": {"min_value": 1, "max_value": 20},
}


class ProtocolSerializer(serializers.ModelSerializer[Protocol]):
    class Meta:
        model = Protocol
        fields = ["id", "name", "version", *services.SETTINGS, "frozen_at", "created_at"]
        read_only_fields = ["version", "frozen_at", "created_at"]
        extra_kwargs = _LIMITS
        # The version is counted up, so no name is taken.
        validators: list[Any] = []

    def validate_consent_version(self, value: int | None) -> int | None:
        if value is not None and value not in versions():
            raise serializers.ValidationError(f"There is no such text. There are {versions()}.")
        return value


class ProtocolsView(generics.ListAPIView[Protocol]):
    """Protocols of a dataset, newest first. One with a known name becomes its next version."""

    queryset = Protocol.objects.none()
    serializer_class = ProtocolSerializer
    permission_classes = [ReadsItemsManagesWrites]

    def get_queryset(self) -> QuerySet[Protocol]:
        return visible_dataset(self.request, self.kwargs["slug"]).protocols.all()

    @once
    @extend_schema(
        request=ProtocolSerializer, responses={201: ProtocolSerializer, 400: ErrorSerializer}
    )
    def post(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        sent = ProtocolSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        made = services.create_protocol(dataset, by=person(request), **sent.validated_data)
        return Response(ProtocolSerializer(made).data, status=status.HTTP_201_CREATED)


class ProtocolView(APIView):
    """Changes a protocol that no campaign uses yet."""

    permission_classes = [Manages]

    @extend_schema(
        request=ProtocolSerializer, responses={200: ProtocolSerializer, 409: ErrorSerializer}
    )
    def patch(self, request: Request, pk: int) -> Response:
        visible = Protocol.objects.visible_to(person(request))
        protocol = get_object_or_404(visible, pk=pk)
        sent = ProtocolSerializer(protocol, data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        changes = {k: v for k, v in sent.validated_data.items() if k != "name"}
        changed = services.change_protocol(protocol, **changes)
        return Response(ProtocolSerializer(changed).data)
