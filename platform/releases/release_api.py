"""Releases over REST: what there is, what each says of itself, and its rows."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.text import compress_sequence
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import renderers, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import ReadsReleases, person
from catalog.api import LanguageField, visible_dataset
from common.api import ErrorSerializer, NewestFirstPagination
from releases.api import (
    NdjsonRenderer,
    RowRecordingSerializer,
    RowTranslationSerializer,
    SplitRowSerializer,
)
from releases.enums import ChangeKind
from releases.errors import ReleaseMissingError
from releases.examples import example
from releases.filter_api import VersionFilterSerializer
from releases.frozen_rows import RowFilter, filter_rows, stream_frozen_rows
from releases.gates import Gate
from releases.models import Release, ReleaseChange
from releases.numbers_api import ReleaseNumbersSerializer
from releases.opening import close_release, open_release
from releases.permissions import ReadsPublished


class ReleaseSerializer(serializers.ModelSerializer[Release]):
    """What a list says of a release."""

    previous = serializers.SlugRelatedField[Release](
        slug_field="name", read_only=True, allow_null=True
    )
    languages = serializers.ListField(
        child=serializers.CharField(), source="definition.languages", read_only=True
    )
    hours = serializers.FloatField(source="numbers.hours", read_only=True)
    gates_failed = serializers.SerializerMethodField()
    public = serializers.SerializerMethodField(
        help_text="Whether anybody may read it without a token: manifest, rows, files and audio."
    )

    class Meta:
        model = Release
        fields = [
            "name", "created_at", "notes", "previous", "rows", "hours", "languages",
            "gates_failed", "override_reason", "manifest", "public",
        ]  # fmt: skip

    def get_gates_failed(self, release: Release) -> int:
        return sum(not gate["passed"] for gate in release.gates)

    def get_public(self, release: Release) -> bool:
        return hasattr(release, "publication")


class GateSerializer(serializers.Serializer[Any]):
    gate = serializers.ChoiceField([gate.value for gate in Gate])
    split = serializers.CharField()
    language = serializers.CharField()
    found = serializers.FloatField(allow_null=True, help_text="Null: nothing to measure.")
    wanted = serializers.FloatField()
    passed = serializers.BooleanField()


class ChangeSummarySerializer(serializers.Serializer[Any]):
    """What is not as it was in the release before."""

    since = serializers.CharField(allow_null=True, help_text="Null: the first release.")
    manifest = serializers.CharField(allow_null=True, help_text="Of the release before.")
    counts = serializers.DictField(
        child=serializers.DictField(child=serializers.IntegerField()),
        help_text="Rows by kind of change and language; a row may be in several kinds.",
    )


class WholeReleaseSerializer(ReleaseSerializer):
    """With all that is published of it."""

    gates = GateSerializer(many=True)
    changes = ChangeSummarySerializer(
        allow_null=True, help_text="Null: made before changes were told."
    )
    numbers = ReleaseNumbersSerializer(help_text="Whole, by split and by language.")
    definition = serializers.DictField(help_text="The rules, seeds and code that made it.")

    class Meta(ReleaseSerializer.Meta):
        fields = [*ReleaseSerializer.Meta.fields, "gates", "changes", "numbers", "definition"]


class ReleasesView(APIView):
    """Releases of a dataset, the newest first. The job kind ``release`` makes one."""

    permission_classes = [ReadsReleases]
    pagination_class = NewestFirstPagination

    @extend_schema(responses=ReleaseSerializer(many=True), examples=[example("release")])
    def get(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        releases = dataset.releases.select_related("previous", "publication")
        pages = self.pagination_class()
        page = pages.paginate_queryset(releases, request, view=self)
        return pages.get_paginated_response(ReleaseSerializer(page, many=True).data)


class OpeningSerializer(serializers.Serializer[dict[str, bool]]):
    public = serializers.BooleanField()


class ReleaseView(APIView):
    """All that is published of a release. PATCH opens it to strangers, or closes it to them."""

    permission_classes = [ReadsPublished]

    @extend_schema(
        responses={200: WholeReleaseSerializer, 404: ErrorSerializer},
        examples=[example("whole_release")],
    )
    def get(self, request: Request, slug: str, name: str) -> Response:
        return Response(WholeReleaseSerializer(find_release(request, slug, name)).data)

    @extend_schema(
        request=OpeningSerializer,
        responses={200: WholeReleaseSerializer, 404: ErrorSerializer},
    )
    def patch(self, request: Request, slug: str, name: str) -> Response:
        dataset = visible_dataset(request, slug)
        release = find_release(request, dataset.slug, name)
        sent = OpeningSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        if sent.validated_data["public"]:
            open_release(release, by=person(request))
        else:
            close_release(release)
        return self.get(request, slug, name)


class FrozenRowPagination(NewestFirstPagination):
    ordering = ("item_id", "language")


class ReleaseChangeSerializer(serializers.ModelSerializer[ReleaseChange]):
    id = serializers.CharField(source="item.external_id", read_only=True)

    class Meta:
        model = ReleaseChange
        fields = ["id", "language"]


class ChangeFilterSerializer(serializers.Serializer[dict[str, Any]]):
    kind = serializers.ChoiceField(ChangeKind.choices)
    language = LanguageField(required=False)


class ReleaseChangesView(APIView):
    """Rows of one kind of change since the release before: ids and languages."""

    permission_classes = [ReadsPublished]
    pagination_class = FrozenRowPagination

    @extend_schema(
        parameters=[ChangeFilterSerializer],
        responses={200: ReleaseChangeSerializer(many=True), 404: ErrorSerializer},
    )
    def get(self, request: Request, slug: str, name: str) -> Response:
        release = find_release(request, slug, name)
        sent = ChangeFilterSerializer(data=request.query_params)
        sent.is_valid(raise_exception=True)
        changes = release.changed_rows.filter(**sent.validated_data).select_related("item")
        pages = self.pagination_class()
        page = pages.paginate_queryset(changes, request, view=self)
        return pages.get_paginated_response(ReleaseChangeSerializer(page, many=True).data)


class KeptChecksSerializer(serializers.Serializer[Any]):
    """What automatic checks measured: values in the order of the rules of that number."""

    rules = serializers.IntegerField(help_text="in the release's definition: check_rules")
    measured = serializers.ListField(child=serializers.FloatField())
    failed = serializers.ListField(child=serializers.CharField())


class FrozenTranslationSerializer(RowTranslationSerializer):
    checks = KeptChecksSerializer(allow_null=True)


class FrozenRecordingSerializer(RowRecordingSerializer):
    checks = KeptChecksSerializer(allow_null=True)


class FrozenRowSerializer(SplitRowSerializer):
    """A row as it was released: as in a live split, with every check, and the votes that count."""

    translation = FrozenTranslationSerializer()
    recording = FrozenRecordingSerializer(allow_null=True)


class FrozenRowFilterSerializer(VersionFilterSerializer):
    after = serializers.CharField(
        required=False,
        max_length=210,
        help_text="Id and language of the last row you have, such as demo-001/ara: goes on there.",
    )
    format = serializers.ChoiceField(
        ["json", "ndjson"], required=False, help_text="or Accept: application/x-ndjson"
    )


class ReleaseRowsView(APIView):
    """Rows of a release, as pages or as an NDJSON stream; the same ones for ever."""

    permission_classes = [ReadsPublished]
    renderer_classes = [renderers.JSONRenderer, NdjsonRenderer]
    pagination_class = FrozenRowPagination

    @extend_schema(
        parameters=[FrozenRowFilterSerializer],
        responses={
            (200, "application/json"): FrozenRowSerializer(many=True),
            (200, NdjsonRenderer.media_type): OpenApiResponse(FrozenRowSerializer, "A row a line."),
            404: ErrorSerializer,
        },
        examples=[
            example("released_row"),
            example("released_row", media_type=NdjsonRenderer.media_type),
        ],
    )
    def get(self, request: Request, slug: str, name: str) -> HttpResponseBase:
        release = find_release(request, slug, name)
        sent = FrozenRowFilterSerializer(data=request.query_params)
        sent.is_valid(raise_exception=True)
        wanted = dict(sent.validated_data)
        wanted.pop("format", None)
        rows = filter_rows(release, RowFilter(**wanted))
        if isinstance(request.accepted_renderer, NdjsonRenderer):
            return _send(request, stream_frozen_rows(rows), _etag(release, wanted))
        pages = self.pagination_class()
        page = pages.paginate_queryset(rows.select_related("line"), request, view=self) or []
        return pages.get_paginated_response([json.loads(row.line.line) for row in page])


def find_release(request: Request, slug: str, name: str) -> Release:
    """Raises ReleaseMissingError, or Http404 where the dataset isn't this person's either."""
    releases = Release.objects.readable_by(request.user).filter(dataset__slug=slug, name=name)
    release = releases.select_related("previous", "dataset", "publication").first()
    if release is None:
        visible_dataset(request, slug)
        raise ReleaseMissingError(name)
    return release


def _etag(release: Release, wanted: dict[str, Any]) -> str:
    asked = json.dumps([release.manifest, wanted], sort_keys=True)
    return hashlib.sha256(asked.encode()).hexdigest()


def _send(request: Request, stream: Iterator[bytes], etag: str) -> HttpResponseBase:
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    tag = f'"{etag}-gzip"' if packed else f'"{etag}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    answer: HttpResponseBase
    if tag in known or "*" in known:
        answer = HttpResponse(status=304)
    else:
        body = compress_sequence(stream) if packed else stream
        answer = StreamingHttpResponse(body, content_type=NdjsonRenderer.media_type)
        if packed:
            answer.headers["Content-Encoding"] = "gzip"
    answer.headers["ETag"] = tag
    patch_vary_headers(answer, ["Accept-Encoding", "Accept"])
    return answer
