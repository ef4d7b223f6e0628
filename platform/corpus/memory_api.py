"""The translation memory over REST; TMX comes in through imports."""

from dataclasses import asdict
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import ReadsItems
from catalog.api import LanguageField, visible_dataset
from common.api import ErrorSerializer
from common.downloads import AnyAccept
from corpus.importing import write_tmx
from corpus.memory_export import describe_memory, export_memory

TMX = "application/x-tmx+xml"


class LanguageMemorySerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    imported = serializers.IntegerField(help_text="texts from files")
    corrections = serializers.IntegerField(help_text="texts that raters corrected")
    hits_exact = serializers.IntegerField(help_text="texts it had word for word, in all jobs")
    hits_near = serializers.IntegerField(help_text="texts it had by likeness")
    misses = serializers.IntegerField(help_text="texts it didn't have")


class MemorySerializer(serializers.Serializer[Any]):
    languages = LanguageMemorySerializer(many=True)


class MemoryView(APIView):
    """What the translation memory holds, and how often it helped."""

    permission_classes = [ReadsItems]

    @extend_schema(responses=MemorySerializer)
    def get(self, request: Request, slug: str) -> Response:
        languages = describe_memory(visible_dataset(request, slug))
        return Response(MemorySerializer({"languages": map(asdict, languages)}).data)


class MemoryExportQuerySerializer(serializers.Serializer[dict[str, str]]):
    language = LanguageField(required=False, help_text="All if absent.")


class MemoryExportView(APIView):
    """The translation memory as TMX 1.4, streamed."""

    permission_classes = [ReadsItems]
    content_negotiation_class = AnyAccept

    @extend_schema(
        parameters=[MemoryExportQuerySerializer],
        responses={(200, TMX): OpenApiTypes.BINARY, 400: ErrorSerializer},
    )
    def get(self, request: Request, slug: str) -> StreamingHttpResponse:
        dataset = visible_dataset(request, slug)
        sent = MemoryExportQuerySerializer(data=request.query_params)
        sent.is_valid(raise_exception=True)
        language = sent.validated_data.get("language")
        name = f"{dataset.slug}.{language}.tmx" if language else f"{dataset.slug}.tmx"
        return StreamingHttpResponse(
            write_tmx(export_memory(dataset, language)),
            content_type=TMX,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
