"""A release's data card and its Croissant description over REST: the same bytes at every call."""

import hashlib
import json
from typing import Any

from django.db.models import Count, F, Max
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from common.api import ErrorSerializer
from common.downloads import AnyAccept
from releases.card.croissant import describe_for_programs
from releases.card.facts import read_facts
from releases.card.writing import write_card
from releases.enums import ExportFormat
from releases.models import Export, Release, Shard
from releases.permissions import ReadsPublished
from releases.release_api import find_release

MARKDOWN = "text/markdown"
JSON_LD = "application/ld+json"


class CardView(APIView):
    """What a release holds and how good it is, in Markdown."""

    permission_classes = [ReadsPublished]
    content_negotiation_class = AnyAccept

    @extend_schema(responses={(200, MARKDOWN): OpenApiTypes.STR, 404: ErrorSerializer})
    def get(self, request: Request, slug: str, name: str) -> HttpResponseBase:
        card = write_card(read_facts(find_release(request, slug, name)))
        return _send(request, card, f"{MARKDOWN}; charset=utf-8")


class CroissantFilterSerializer(serializers.Serializer[dict[str, Any]]):
    export = serializers.IntegerField(
        required=False,
        help_text="Whose Parquet files are described; else the first export of all rows.",
    )


class CroissantView(APIView):
    """The same for programs: Croissant 1.0, with the columns and sums of its Parquet files."""

    permission_classes = [ReadsPublished]
    content_negotiation_class = AnyAccept

    @extend_schema(
        parameters=[CroissantFilterSerializer],
        responses={(200, JSON_LD): OpenApiTypes.OBJECT, 404: ErrorSerializer},
    )
    def get(self, request: Request, slug: str, name: str) -> HttpResponseBase:
        release = find_release(request, slug, name)
        sent = CroissantFilterSerializer(data=request.query_params)
        sent.is_valid(raise_exception=True)
        shards = _shards(release, sent.validated_data.get("export"))
        described = describe_for_programs(read_facts(release), shards)
        text = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
        return _send(request, text, JSON_LD)


def _shards(release: Release, wanted: int | None) -> list[Shard]:
    """Of what was whole first: what is described once stays described so."""
    exports = release.exports.filter(format=ExportFormat.PARQUET, shards_planned__gt=0)
    done = exports.annotate(made=Count("shards"), done_at=Max("shards__created_at")).filter(
        made=F("shards_planned")
    )
    if wanted is not None:
        export: Export | None = get_object_or_404(done, pk=wanted)
    else:
        export = done.filter(filters={}).order_by("done_at", "pk").first()
    if export is None:
        return []
    return list(export.shards.select_related("export__release").order_by("number"))


def _send(request: Request, text: str, kind: str) -> HttpResponseBase:
    answer = HttpResponse(text, content_type=kind)
    etag = f'"{hashlib.sha256(answer.content).hexdigest()}"'
    answer.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=answer) or answer
