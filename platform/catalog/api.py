"""Languages and datasets."""

from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.once import once
from accounts.permissions import Anyone, ReadsDatasetsManagesWrites, person
from catalog import services
from catalog.models import Dataset
from catalog.speaking import DEFAULT_ENGINE, find_problem
from languages import LANGUAGES


class LanguageSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(help_text="ISO 639-3")
    bcp47 = serializers.CharField(help_text="for HTML's lang")
    name = serializers.CharField()
    endonym = serializers.CharField()
    script = serializers.CharField(help_text="ISO 15924")
    direction = serializers.ChoiceField(["ltr", "rtl"])
    family = serializers.CharField()
    default_synthesizer = serializers.CharField()
    error_unit = serializers.ChoiceField(["WER", "CER"])


class LanguagesView(APIView):
    """The languages this studio knows, in Table 2's order. Public: the sign-in page shows them."""

    permission_classes = [Anyone]

    @extend_schema(responses=LanguageSerializer(many=True))
    def get(self, request: Request) -> Response:
        rows = [asdict(language) for language in LANGUAGES.values()]
        return Response(LanguageSerializer(rows, many=True).data)


def language_choices() -> list[tuple[str, str]]:
    return [(code, language.name) for code, language in LANGUAGES.items()]


class LanguageField(serializers.CharField):
    """An ISO 639-3 code this studio knows."""

    default_error_messages = {
        "unknown": "{language} is not a language this studio knows. Known: {known}."
    }

    def to_internal_value(self, data: Any) -> str:
        code = super().to_internal_value(data)
        if code not in LANGUAGES:
            self.fail("unknown", language=code[:20], known=", ".join(LANGUAGES))
        return code


class DatasetSerializer(serializers.ModelSerializer[Dataset]):
    languages = serializers.ListField(child=LanguageField(), allow_empty=False, max_length=100)

    synthesizers = serializers.DictField(
        child=serializers.CharField(max_length=60),
        required=False,
        help_text=f"engine by language, where it isn't {DEFAULT_ENGINE}",
    )
    bench_synthesizers = serializers.DictField(
        child=serializers.CharField(max_length=60),
        required=False,
        help_text="engine by language for items of the bench, where it is another",
    )

    class Meta:
        model = Dataset
        fields = [
            "slug", "name", "description", "licence", "languages",
            "dev_size", "test_size", "bench_size", "split_seed", "splits_drawn_at",
            "voice_seed", "voice_share_cap", "synthesizers", "bench_synthesizers",
            "created_at",
        ]  # fmt: skip
        read_only_fields = ["splits_drawn_at", "created_at"]

    def validate_languages(self, value: list[str]) -> list[str]:
        if "eng" not in value:
            raise serializers.ValidationError("English (eng) is the source; it must be listed.")
        return list(dict.fromkeys(value))

    def validate_slug(self, value: str) -> str:
        if self.instance is not None and value != self.instance.slug:
            raise serializers.ValidationError("The address of a dataset stays; links rely on it.")
        return value

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        now = self.instance or Dataset()
        test_size = attrs.get("test_size", now.test_size)
        if attrs.get("bench_size", now.bench_size) > test_size:
            problem = f"The bench lies within test, so it can't be larger than it ({test_size})."
            raise serializers.ValidationError({"bench_size": problem})
        for name in ("synthesizers", "bench_synthesizers"):
            _check_engines(name, attrs, languages=attrs.get("languages", now.languages) or [])
        return attrs

    def create(self, validated_data: dict[str, Any]) -> Dataset:
        return services.create_dataset(by=person(self.context["request"]), **validated_data)

    def update(self, instance: Dataset, validated_data: dict[str, Any]) -> Dataset:
        return services.change_dataset(instance, **validated_data)


def _check_engines(name: str, attrs: dict[str, Any], *, languages: list[str]) -> None:
    """Each must speak its language here, else a job would only find out item by item."""
    problems: list[str] = []
    for language, engine in attrs.get(name, {}).items():
        if language not in languages:
            problems.append(f"{language[:20]} is not a language of this dataset.")
        elif problem := find_problem(engine, language):
            problems.append(problem)
    if problems:
        raise serializers.ValidationError({name: list(dict.fromkeys(problems))})


def visible_dataset(request: Request, slug: str) -> Dataset:
    """The dataset, or 404 for one that is missing and for one that is not this person's alike."""
    return get_object_or_404(Dataset.objects.visible_to(person(request)), slug=slug)


class DatasetsView(generics.ListCreateAPIView[Dataset]):
    queryset = Dataset.objects.none()
    serializer_class = DatasetSerializer
    permission_classes = [ReadsDatasetsManagesWrites]

    def get_queryset(self) -> QuerySet[Dataset]:
        return Dataset.objects.visible_to(person(self.request))

    @once
    def post(self, request: Request) -> Response:
        return self.create(request)


class DatasetView(generics.RetrieveUpdateAPIView[Dataset]):
    queryset = Dataset.objects.none()
    serializer_class = DatasetSerializer
    permission_classes = [ReadsDatasetsManagesWrites]
    lookup_field = "slug"
    http_method_names = ["get", "patch", "head", "options"]

    def get_queryset(self) -> QuerySet[Dataset]:
        return Dataset.objects.visible_to(person(self.request))
