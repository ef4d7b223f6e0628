"""What the start form of a job offers."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Manages
from catalog.api import visible_dataset
from catalog.speaking_api import EngineSerializer
from generation.choices import list_choices


class _NamesField(serializers.ListField):
    child = serializers.CharField()


class CheckGroupSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    checks = _NamesField()
    problem = serializers.CharField(help_text="why none of them can be run here; else empty")
    warning = serializers.CharField(help_text="which would be left out here, and why; else empty")


class EnginesByKindSerializer(serializers.Serializer[Any]):
    translators = EngineSerializer(many=True)
    synthesizers = EngineSerializer(many=True)
    recognizers = EngineSerializer(many=True)
    chat_models = EngineSerializer(many=True)


class MadeSerializer(serializers.Serializer[Any]):
    engines = _NamesField(help_text="that made what is current")
    voices = _NamesField(help_text="that speak what is current")
    failed_checks = CheckGroupSerializer(many=True)


class JobChoicesSerializer(serializers.Serializer[Any]):
    engines = EnginesByKindSerializer()
    check_groups = CheckGroupSerializer(many=True)
    texts = MadeSerializer()
    recordings = MadeSerializer()
    sources = _NamesField(help_text="addresses")


class JobChoicesView(APIView):
    """What the parameters of a job may name: engines, checks, voices and sources."""

    permission_classes = [Manages]

    @extend_schema(responses=JobChoicesSerializer)
    def get(self, request: Request, slug: str) -> Response:
        choices = list_choices(visible_dataset(request, slug))
        return Response(JobChoicesSerializer(choices).data)
