"""Which engines can speak, and the choice of them for a dataset."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Manages, ReadsItems
from catalog.api import DatasetSerializer, visible_dataset
from catalog.speaking import engines_of_table_2
from common.api import ErrorSerializer
from engines.describing import describe


class EngineSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    languages = serializers.ListField(
        child=serializers.CharField(), help_text="ISO 639-3; empty where it is not installed here"
    )
    clones = serializers.BooleanField(help_text="speaks with the voices of the library")
    licence = serializers.CharField(help_text="SPDX; empty where it is not known here")
    problem = serializers.CharField(help_text="why it can't be used here; empty where it can")
    warning = serializers.CharField(help_text="why it may fail all the same; else empty")


class SpeakersView(APIView):
    """The engines that speak, whether they are installed here, and their languages."""

    permission_classes = [ReadsItems]

    @extend_schema(responses=EngineSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(EngineSerializer(describe("synthesizer"), many=True).data)


class TableTwoView(APIView):
    """Chooses the engines of the paper's Table 2, its erratum corrected, for all languages."""

    permission_classes = [Manages]

    @extend_schema(request=None, responses={200: DatasetSerializer, 400: ErrorSerializer})
    def post(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        change = {"synthesizers": engines_of_table_2(dataset.languages)}
        sent = DatasetSerializer(dataset, data=change, partial=True, context={"request": request})
        sent.is_valid(raise_exception=True)
        sent.save()
        return Response(sent.data)
