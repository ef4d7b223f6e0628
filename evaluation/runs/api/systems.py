"""Systems under test, and what they may be made of."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.once import once
from accounts.permissions import Manages, ReadsItemsManagesWrites, person
from catalog.api import LanguageField, visible_dataset
from catalog.speaking_api import EngineSerializer
from common.api import ErrorSerializer
from engines.describing import describe, describe_chatting, describe_trained
from engines.protocols import Sampling, Task
from evaluation.runs.models import NAME, System
from evaluation.runs.systems import add_system
from evaluation.suites.loading import suites
from evaluation.suites.suite import Source, Suite
from evaluation.suites.variants import variants
from generation.kinds.parameters import EngineField


class SamplingSerializer(serializers.Serializer[Any]):
    temperature = serializers.FloatField(
        default=0.0, min_value=0.0, max_value=2.0, help_text="0: always the likeliest word"
    )
    top_p = serializers.FloatField(default=1.0, min_value=0.01, max_value=1.0)
    max_tokens = serializers.IntegerField(default=512, min_value=1, max_value=8_192)
    seed = serializers.IntegerField(default=0, min_value=0, max_value=2**31 - 1)


class PromptField(serializers.CharField):
    """Text beside the audio; languages by ``{language}`` and ``{target}``."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_blank=True, max_length=2_000, **options)


class SystemSerializer(serializers.ModelSerializer[System]):
    name = serializers.CharField(max_length=40, validators=[NAME])
    engine = EngineField("responder", max_length=80)
    sampling = SamplingSerializer(default=dict)
    prompts = serializers.DictField(
        child=PromptField(),
        default=dict,
        help_text="by task (answer, transcribe, translate), where not the suite's own",
    )
    languages = serializers.ListField(
        child=LanguageField(),
        default=list,
        max_length=100,
        help_text="those it says it supports; empty: not said",
    )

    class Meta:
        model = System
        fields = ["name", "engine", "sampling", "prompts", "languages", "created_at"]
        read_only_fields = ["created_at"]

    def validate_prompts(self, prompts: dict[str, str]) -> dict[str, str]:
        closed = [suite.prompt_key for suite in suites().values()]
        known = list(dict.fromkeys([*(task.value for task in Task), *closed]))
        if strange := sorted(prompts.keys() - set(known)):
            raise serializers.ValidationError(
                f"{strange[0]} is neither task nor suite. Use one of: {', '.join(known)}."
            )
        return prompts


class SystemsView(APIView):
    """Systems of a dataset, by name. None is ever changed: another prompt is another system."""

    permission_classes = [ReadsItemsManagesWrites]

    @extend_schema(responses=SystemSerializer(many=True))
    def get(self, request: Request, slug: str) -> Response:
        systems = visible_dataset(request, slug).systems.order_by("name")
        return Response(SystemSerializer(systems, many=True).data)

    @once
    @extend_schema(
        request=SystemSerializer,
        responses={201: SystemSerializer, 400: ErrorSerializer, 409: ErrorSerializer},
    )
    def post(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        sent = SystemSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        sampling = SamplingSerializer(data=sent.validated_data.pop("sampling"))
        sampling.is_valid(raise_exception=True)
        drawn = Sampling(**sampling.validated_data)
        system = add_system(dataset, sampling=drawn, by=person(request), **sent.validated_data)
        return Response(SystemSerializer(system).data, status=201)


class SuiteSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    title = serializers.CharField()
    task = serializers.ChoiceField([task.value for task in Task])
    reads_release = serializers.SerializerMethodField(help_text="Else a folder of files.")
    takes_clips = serializers.SerializerMethodField(
        help_text="Of its folder's questions, from a release that voiced them."
    )
    variants = serializers.SerializerMethodField(help_text="Other ways to ask it, by name.")
    metrics = serializers.ListField(child=serializers.CharField())

    def get_variants(self, suite: Suite) -> list[str]:
        return [*variants(suite)]

    def get_reads_release(self, suite: Suite) -> bool:
        return suite.source is Source.BENCH

    def get_takes_clips(self, suite: Suite) -> bool:
        return suite.source is Source.SQUAD


class EvaluationChoicesSerializer(serializers.Serializer[Any]):
    suites = SuiteSerializer(many=True)
    responders = EngineSerializer(many=True)
    chat_models = EngineSerializer(many=True)
    releases = serializers.ListField(child=serializers.CharField(), help_text="newest first")


class EvaluationChoicesView(APIView):
    """What a start form of benchmarks, systems and judges may name."""

    permission_classes = [Manages]

    @extend_schema(responses=EvaluationChoicesSerializer)
    def get(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        choices = {
            "suites": suites().values(),
            "responders": [*describe("responder"), *describe_chatting(), *describe_trained()],
            "chat_models": describe("chat model"),
            "releases": dataset.releases.order_by("-created_at").values_list("name", flat=True),
        }
        return Response(EvaluationChoicesSerializer(choices).data)
