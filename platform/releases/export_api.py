"""Files of a release over REST: which there are, with their sums, and the bytes."""

import re

from django.http import Http404, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import ErrorSerializer, NewestFirstPagination
from common.downloads import AnyAccept
from corpus.audio import serve_range
from corpus.storage import audio_store
from releases.enums import ExportFormat
from releases.examples import example
from releases.models import Export, Release, Shard
from releases.permissions import ReadsPublished
from releases.release_api import find_release

BYTES = "application/octet-stream"


class ShardSerializer(serializers.ModelSerializer[Shard]):
    filename = serializers.CharField(read_only=True)
    address = serializers.CharField(read_only=True)

    class Meta:
        model = Shard
        fields = ["filename", "address", "sha256", "size_bytes", "rows"]


class ExportSerializer(serializers.ModelSerializer[Export]):
    format = serializers.ChoiceField(ExportFormat.choices, read_only=True)
    filters = serializers.DictField(read_only=True)
    job = serializers.IntegerField(source="job_id", read_only=True)
    shards_planned = serializers.IntegerField(read_only=True)
    done = serializers.SerializerMethodField()
    shards = ShardSerializer(many=True, read_only=True)

    class Meta:
        model = Export
        fields = [
            "id",
            "format",
            "filters",
            "job",
            "created_at",
            "shards_planned",
            "done",
            "shards",
        ]

    def get_done(self, export: Export) -> bool:
        return len(export.shards.all()) == export.shards_planned


class ExportPagination(NewestFirstPagination):
    page_size = 20
    max_page_size = 50


class ExportsView(APIView):
    """Exports of a release with their files, newest first. The job kind ``export`` makes one."""

    permission_classes = [ReadsPublished]
    pagination_class = ExportPagination

    @extend_schema(
        responses={200: ExportSerializer(many=True), 404: ErrorSerializer},
        examples=[example("export")],
    )
    def get(self, request: Request, slug: str, name: str) -> Response:
        exports = find_release(request, slug, name).exports.select_related("release")
        pages = self.pagination_class()
        page = pages.paginate_queryset(
            exports.prefetch_related("shards__export__release"), request, view=self
        )
        return pages.get_paginated_response(ExportSerializer(page, many=True).data)


class ExportFileView(APIView):
    """The bytes of one file, whole or a range; from object storage by a short-lived link."""

    permission_classes = [ReadsPublished]
    content_negotiation_class = AnyAccept

    @extend_schema(
        responses={(200, BYTES): OpenApiTypes.BINARY, (206, BYTES): OpenApiTypes.BINARY,
                   302: None, 404: ErrorSerializer, 416: None}
    )  # fmt: skip
    def get(self, request: Request, pk: int, filename: str) -> HttpResponseBase:
        shard = _find_shard(request, pk, filename)
        path = audio_store().local_path(shard.sha256)
        if path is None:
            return HttpResponseRedirect(audio_store().link(shard.sha256))
        answer = serve_range(path, request.headers.get("Range", ""), content_type=BYTES)
        answer.headers["Accept-Ranges"] = "bytes"
        answer.headers["ETag"] = f'"{shard.sha256}"'
        answer.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
        return answer


def _find_shard(request: Request, pk: int, filename: str) -> Shard:
    releases = Release.objects.readable_by(request.user)
    exports = Export.objects.filter(release__in=releases).select_related("release")
    export = get_object_or_404(exports, pk=pk)
    number = _number_in(filename)
    shard = export.shards.select_related("export__release").filter(number=number).first()
    if shard is None or shard.filename != filename:
        raise Http404
    return shard


def _number_in(filename: str) -> int:
    """The shard's, as its name has it; -1 where it has none."""
    found = re.search(r"-([0-9]{5,9})-of-", filename)
    return int(found[1]) if found else -1
