"""The history of what people change, over REST."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.permissions import Manages
from catalog import history
from catalog.api import visible_dataset
from catalog.history_values import Sort
from common.api import ErrorSerializer, NewestFirstPagination


class ChangeSerializer(serializers.Serializer[Any]):
    # "field" and "label" are also the framework's own.
    name = serializers.CharField(source="field", help_text="Of what changed.")
    called = serializers.CharField(source="label", help_text="In English words.")
    sort = serializers.ChoiceField(Sort.choices, help_text="How to read both values.")
    before = serializers.CharField(help_text="Empty where there was nothing; long texts are cut.")
    after = serializers.CharField()


class HistoryEventSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    at = serializers.DateTimeField()
    what = serializers.ChoiceField(
        ["insert", "update", "delete", "again"], help_text="again: asked for what is still missing"
    )
    object_id = serializers.IntegerField()
    title = serializers.CharField(help_text="What the thing is called.")
    who = serializers.CharField(allow_null=True, help_text="Null: the studio by itself.")
    changes = ChangeSerializer(
        many=True, help_text="Of an update; of what is made, what there is to say."
    )


class HistoryFilterSerializer(serializers.Serializer[dict[str, Any]]):
    of = serializers.CharField(
        max_length=40, help_text="One of: " + ", ".join(sorted(history.registered()))
    )
    id = serializers.IntegerField(
        required=False, min_value=1, help_text="Of one thing; else of all of the dataset's."
    )
    name = serializers.CharField(
        required=False,
        max_length=40,
        help_text="Of one release or benchmark, and what was made of it.",
    )


class HistoryPagination(NewestFirstPagination):
    ordering = "-pgh_id"


class HistoryView(generics.ListAPIView[Any]):
    """Who changed what, the newest first."""

    permission_classes = [Manages]
    pagination_class = HistoryPagination
    serializer_class = HistoryEventSerializer

    @cached_property
    def _audited(self) -> history.Audited:
        return history.find(self._sent["of"])

    @cached_property
    def _sent(self) -> dict[str, Any]:
        sent = HistoryFilterSerializer(data=self.request.query_params)
        sent.is_valid(raise_exception=True)
        found: dict[str, Any] = sent.validated_data
        return found

    def get_queryset(self) -> QuerySet[Any]:
        dataset = visible_dataset(self.request, self.kwargs["slug"])
        return history.events_of(
            self._audited,
            dataset,
            object_id=self._sent.get("id"),
            name=self._sent.get("name", ""),
        )

    @extend_schema(
        parameters=[HistoryFilterSerializer],
        responses={200: HistoryEventSerializer(many=True), 400: ErrorSerializer},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(self.get_queryset()) or []
        told = history.tell_history(self._audited, page)
        return self.get_paginated_response(HistoryEventSerializer(told, many=True).data)
