"""The list of items: searched, filtered, and ready to be heard."""

from dataclasses import asdict, fields
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import ReadsItems
from catalog.api import visible_dataset
from common.api import OldestFirstPagination
from corpus.api import SPLITS, ItemSerializer
from corpus.models import Source
from releases.examples import example
from releases.exploring import ItemFilter, describe_found, find_items, list_choices
from releases.filter_api import VersionFilterSerializer
from releases.rejected import Rejected
from releases.stages import Stage

_REJECTED = [field.name for field in fields(Rejected)]


class ItemFilterSerializer(VersionFilterSerializer):
    """See `ItemFilter`: one of an item's languages fits all that is asked of languages."""

    search = serializers.CharField(
        required=False, allow_blank=True, max_length=200, help_text="A part of the English question"
        " or the whole id.",
    )  # fmt: skip
    split = serializers.ChoiceField([*SPLITS, "excluded", "unassigned"], required=False)
    licence = serializers.CharField(
        required=False, max_length=200, help_text="Of the text or of the recording."
    )
    stage = serializers.ChoiceField(
        [one.value for one in Stage],
        required=False,
        help_text="That it has come to in one of its languages, as the overview counts it.",
    )
    check = serializers.CharField(
        required=False, max_length=60, help_text="That its text or recording fails: numbers-lost."
    )
    voice = serializers.CharField(
        required=False, max_length=60, help_text="That spoke what fails the check, or any check."
    )
    made_by = serializers.CharField(
        required=False, max_length=60, help_text="The engine that made what fails the check."
    )
    made_since = serializers.DateField(
        required=False, help_text="The first day on which it was made, in UTC."
    )
    made_until = serializers.DateField(required=False, help_text="The last such day.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        asked = {name: attrs.pop(name) for name in _REJECTED if name in attrs}
        if not (asked.get("check") or asked.get("voice")):
            if any(asked.values()):
                raise serializers.ValidationError({"check": "Say which check it fails."})
            return attrs
        return {**attrs, "rejected": Rejected(**asked)}


class SampleSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    question = serializers.CharField()
    audio_url = serializers.CharField(allow_null=True)
    duration_s = serializers.FloatField(allow_null=True)


class FoundItemSerializer(ItemSerializer):
    languages = serializers.ListField(
        child=serializers.CharField(),
        help_text="In which it has what was asked for; empty where nothing was.",
    )
    sample = SampleSerializer(
        allow_null=True, help_text="The first of these languages, else English."
    )

    class Meta(ItemSerializer.Meta):
        fields = [*ItemSerializer.Meta.fields, "languages", "sample"]


class ItemsView(APIView):
    """Items in the order of their ids, with a clip to hear of each."""

    permission_classes = [ReadsItems]
    pagination_class = OldestFirstPagination

    @extend_schema(
        parameters=[ItemFilterSerializer],
        responses=FoundItemSerializer(many=True),
        examples=[example("found_item")],
    )
    def get(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        sent = ItemFilterSerializer(data=request.query_params)
        sent.is_valid(raise_exception=True)
        wanted = ItemFilter(**sent.validated_data)
        pages = self.pagination_class()
        page = pages.paginate_queryset(find_items(dataset, wanted), request, view=self) or []
        found = describe_found(dataset, page, wanted)
        # One serializer for all: each copies its fields when it is made.
        told = ItemSerializer(page, many=True).data
        rows = [{**row, **asdict(found[row["id"]])} for row in told]
        return pages.get_paginated_response(rows)


class SourceChoiceSerializer(serializers.ModelSerializer[Source]):
    class Meta:
        model = Source
        fields = ["slug", "name"]


class ItemChoicesSerializer(serializers.Serializer[Any]):
    sources = SourceChoiceSerializer(many=True)
    engines = serializers.ListField(child=serializers.CharField())
    licences = serializers.ListField(child=serializers.CharField())


class ItemChoicesView(APIView):
    """What the filters of items can be set to in this dataset."""

    permission_classes = [ReadsItems]

    @extend_schema(responses=ItemChoicesSerializer, examples=[example("item_choices")])
    def get(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        sources = dataset.sources.order_by("name")
        choices = {**asdict(list_choices(dataset)), "sources": sources}
        return Response(ItemChoicesSerializer(choices).data)
