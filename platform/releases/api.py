"""What managers and researchers read: the overview, items in all languages, verified splits."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import renderers, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import ReadsItems
from catalog.api import LanguageField, visible_dataset
from catalog.models import Dataset
from common.api import ByItemPagination, ErrorSerializer
from common.errors import MissingError
from corpus.api import SPLITS, ItemSerializer, SplitCountsSerializer
from corpus.enums import Origin
from releases.examples import example
from releases.item import describe_item
from releases.overview import describe_dataset
from releases.rows import read_rows, stream_rows
from releases.versions import current_versions, items_of, rated_tasks

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from releases.versions import Version


class LanguageStateSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    translated = serializers.IntegerField()
    voiced = serializers.IntegerField()
    hours = serializers.FloatField()
    heard = serializers.IntegerField(help_text="recordings that recognizers listened to")
    checks_failed = serializers.IntegerField(help_text="items with a failed check")
    set_aside = serializers.IntegerField(help_text="recordings that failed in every attempt")
    votes = serializers.IntegerField()
    votes_needed = serializers.IntegerField()
    rated = serializers.IntegerField()
    reviewed = serializers.IntegerField()
    corrected = serializers.IntegerField()
    verified = serializers.IntegerField()
    released = serializers.IntegerField(help_text="rows of the newest release")


class ReleaseStateSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    rows = serializers.IntegerField()
    verified = serializers.IntegerField(help_text="of its rows, when it was made")
    gates_failed = serializers.IntegerField()


class SourceStateSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()
    items = serializers.IntegerField()


class CheckCountsSerializer(serializers.Serializer[Any]):
    passed = serializers.IntegerField()
    failed = serializers.IntegerField()


class OverviewSerializer(serializers.Serializer[Any]):
    items = serializers.IntegerField()
    checks = CheckCountsSerializer()
    splits = SplitCountsSerializer()
    languages = LanguageStateSerializer(many=True)
    release = ReleaseStateSerializer(allow_null=True, help_text="the newest; null without one")
    sources = SourceStateSerializer(many=True)


class OverviewView(APIView):
    permission_classes = [ReadsItems]

    @extend_schema(responses=OverviewSerializer)
    def get(self, request: Request, slug: str) -> Response:
        state = describe_dataset(visible_dataset(request, slug))
        return Response(OverviewSerializer(asdict(state)).data)


class VotesSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    naturalness = serializers.FloatField(allow_null=True, help_text="mean, 1-5")
    understood = serializers.FloatField(allow_null=True, help_text="mean, 1-5")


class CheckSerializer(serializers.Serializer[Any]):
    field = serializers.CharField()
    name = serializers.CharField()
    version = serializers.IntegerField()
    value = serializers.FloatField()
    threshold = serializers.FloatField()
    passed = serializers.BooleanField()
    detail = serializers.CharField()


class VersionTextSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    question = serializers.CharField()
    answer = serializers.CharField()
    origin = serializers.CharField()
    engine = serializers.CharField()
    engine_version = serializers.CharField()
    score = serializers.FloatField(allow_null=True)
    licence = serializers.CharField()
    verified = serializers.BooleanField()


class VersionRecordingSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    sha256 = serializers.CharField()
    audio_url = serializers.CharField()
    duration_s = serializers.FloatField()
    loudness_lufs = serializers.FloatField(allow_null=True)
    sample_rate = serializers.IntegerField()
    engine = serializers.CharField()
    voice = serializers.CharField()
    verified = serializers.BooleanField()


class VersionSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    translation = VersionTextSerializer(allow_null=True)
    recording = VersionRecordingSerializer(allow_null=True)
    checks = CheckSerializer(many=True)
    votes = VotesSerializer()
    verified = serializers.BooleanField()


class ItemInLanguagesSerializer(ItemSerializer):
    versions = VersionSerializer(many=True)

    class Meta(ItemSerializer.Meta):
        fields = [*ItemSerializer.Meta.fields, "versions"]


class ItemView(APIView):
    """One item in every language of its dataset, side by side."""

    permission_classes = [ReadsItems]

    @extend_schema(responses=ItemInLanguagesSerializer, examples=[example("item")])
    def get(self, request: Request, slug: str, pk: int) -> Response:
        dataset = visible_dataset(request, slug)
        item = get_object_or_404(dataset.items.select_related("source"), pk=pk)
        versions = VersionSerializer(describe_item(dataset, item), many=True)
        return Response({**ItemSerializer(item).data, "versions": versions.data})


class NdjsonRenderer(renderers.BaseRenderer):
    """Only names the format; the view streams the rows itself."""

    media_type = "application/x-ndjson"
    format = "ndjson"

    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        """Errors found before the first row are one line of JSON."""
        return renderers.JSONRenderer().render(data)


class RowFilterSerializer(serializers.Serializer[dict[str, Any]]):
    language = LanguageField(required=False)
    verified = serializers.BooleanField(required=False, allow_null=True, default=None)
    format = serializers.ChoiceField(
        ["json", "ndjson"], required=False, help_text="or Accept: application/x-ndjson"
    )


class MadeBySerializer(serializers.Serializer[Any]):
    """Lineage: what made a text or a recording, from what, and under which licence."""

    engine = serializers.CharField(help_text="Empty where a person wrote or spoke it.")
    engine_version = serializers.CharField()
    parameters = serializers.DictField()
    licence = serializers.CharField()
    fingerprint = serializers.CharField(help_text="SHA-256 of what it was made from.")
    job = serializers.IntegerField(allow_null=True, help_text="Null where no job made it.")
    verified = serializers.BooleanField()


class RowTranslationSerializer(MadeBySerializer):
    id = serializers.IntegerField()
    origin = serializers.ChoiceField(Origin.choices)
    score = serializers.FloatField(allow_null=True)


class RowRecordingSerializer(MadeBySerializer):
    sha256 = serializers.CharField()
    audio = serializers.URLField(help_text="Permanent address of the FLAC file.")
    duration_s = serializers.FloatField()
    sample_rate = serializers.IntegerField(help_text="Hz")
    loudness_lufs = serializers.FloatField(allow_null=True)
    voice = serializers.CharField()
    failed_checks = serializers.ListField(child=serializers.CharField())


class SplitRowSerializer(serializers.Serializer[Any]):
    """One item in one language; see `releases.rows`."""

    id = serializers.CharField()
    language = serializers.CharField()
    split = serializers.CharField()
    in_bench = serializers.BooleanField()
    source = serializers.CharField()  # type: ignore[assignment]  # a field of this name
    question = serializers.CharField()
    answer = serializers.CharField()
    source_question = serializers.CharField()
    source_answer = serializers.CharField()
    context = serializers.CharField()  # type: ignore[assignment]  # a field of this name
    verified = serializers.BooleanField()
    votes = VotesSerializer()
    translation = RowTranslationSerializer()
    recording = RowRecordingSerializer(allow_null=True)


class SplitMissingError(MissingError):
    code = "split_unknown"

    def __init__(self, split: str) -> None:
        super().__init__(f"There is no split {split!r}. Splits: {', '.join(SPLITS)}.")


class SplitRowsView(APIView):
    """Rows of a split, as pages or as an NDJSON stream, with the lineage of each."""

    permission_classes = [ReadsItems]
    renderer_classes = [renderers.JSONRenderer, NdjsonRenderer]
    pagination_class = ByItemPagination

    @extend_schema(
        parameters=[RowFilterSerializer],
        responses={
            (200, "application/json"): SplitRowSerializer(many=True),
            (200, NdjsonRenderer.media_type): OpenApiResponse(SplitRowSerializer, "A row a line."),
            404: ErrorSerializer,
        },
        examples=[example("split_row"), example("split_row", media_type=NdjsonRenderer.media_type)],
    )
    def get(self, request: Request, slug: str, split: str) -> HttpResponseBase:
        dataset = visible_dataset(request, slug)
        rows = self._rows(request, dataset, split)
        renderer = request.accepted_renderer
        if isinstance(renderer, NdjsonRenderer):
            return StreamingHttpResponse(stream_rows(rows), content_type=renderer.media_type)
        pages = self.pagination_class()
        page = pages.paginate_queryset(rows.values("item_id", "id"), request, view=self) or []
        return pages.get_paginated_response(read_rows(dataset, [row["id"] for row in page]))

    def _rows(self, request: Request, dataset: Dataset, split: str) -> "QuerySet[Version]":
        if split not in SPLITS:
            raise SplitMissingError(split)
        sent = RowFilterSerializer(data=request.query_params)
        sent.is_valid(raise_exception=True)
        rows = current_versions(dataset).order_by("item_id", "id")
        rows = (
            rows.filter(item__in_bench=True) if split == "bench" else rows.filter(item__split=split)
        )
        if language := sent.validated_data.get("language"):
            rows = rows.filter(language=language)
        if (verified := sent.validated_data["verified"]) is not None:
            rows = rows.filter(verified=verified)
        if verified:
            # Items of which a recording has all its votes are few: begin at them.
            full = rated_tasks(dataset, language=language or "", full=True)
            return rows.filter(item__in=items_of(full))
        # In the order of its own items, else those of all other datasets are walked past.
        return rows.filter(item__dataset=dataset)
