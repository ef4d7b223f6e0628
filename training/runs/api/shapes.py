"""What recipes, trainings and checkpoints look like over REST."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Count
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.api import LanguageField
from jobs.api import MoneyField, SteeringSerializer
from training.recipes import Recipe
from training.recipes.families import FamilyNote
from training.runs.costs import costs_of
from training.runs.enums import RunState
from training.runs.estimating import TrainingEstimate
from training.runs.models import (
    NAME,
    Checkpoint,
    SkippedSample,
    TrainingPoint,
    TrainingRun,
    Validation,
)


class RecipeSerializer(serializers.Serializer[Recipe]):
    name = serializers.CharField()
    title = serializers.CharField()
    describes = serializers.CharField()
    family = serializers.CharField(source="model.family")
    reads_release = serializers.SerializerMethodField(help_text="Else folders alone.")
    fields_by_name = serializers.SerializerMethodField(
        help_text="Values by field with dots, in order; these are what `changes` may name."
    )
    origins = serializers.DictField(
        child=serializers.CharField(), help_text="Where a number comes from, by field with dots."
    )

    def get_reads_release(self, recipe: Recipe) -> bool:
        return any(source.layout == "release" for source in recipe.data.sources.values())

    @extend_schema_field(serializers.DictField())
    def get_fields_by_name(self, recipe: Recipe) -> dict[str, Any]:
        said = recipe.model_dump(mode="json", include={"model", "data", "schedule"})
        return dict(_flat(said))


def _flat(said: dict[str, Any], before: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in said.items():
        path = f"{before}{name}"
        if isinstance(value, dict) and value:
            found += _flat(value, f"{path}.")
        else:
            found.append((path, value))
    return found


class FamilySerializer(serializers.Serializer[FamilyNote]):
    name = serializers.CharField()
    title = serializers.CharField()
    describes = serializers.CharField()


class RecipesSerializer(serializers.Serializer[Any]):
    families = FamilySerializer(many=True, help_text="In the order of their recipes.")
    recipes = RecipeSerializer(many=True)
    schema = serializers.DictField(help_text="JSON Schema of a recipe, with what each field means.")


class ReleaseLanguageSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    recordings = serializers.IntegerField(help_text="in its train split")
    hours = serializers.FloatField()


class TrainableReleaseSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    exported = serializers.BooleanField(help_text="Else its export is made first.")
    languages = ReleaseLanguageSerializer(many=True)


class TrainingChoicesSerializer(serializers.Serializer[Any]):
    problem = serializers.CharField(help_text="why nothing can be trained here; else empty")
    releases = TrainableReleaseSerializer(many=True, help_text="newest first")
    checkpoints = serializers.ListField(
        child=serializers.CharField(), help_text="that a recipe may go on from"
    )


class WishSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(
        max_length=40, validators=[NAME], help_text="of the checkpoint, such as omni-v1"
    )
    recipe = serializers.CharField(max_length=80, help_text="its name")
    release = serializers.CharField(
        max_length=40, default="", allow_blank=True, help_text="for a recipe that reads one"
    )
    languages = serializers.ListField(
        child=LanguageField(),
        default=list,
        max_length=100,
        help_text="the recipe's, or all of the dataset, if empty",
    )
    changes = serializers.DictField(
        default=dict, help_text="to the recipe, by field with dots: schedule.learning_rate"
    )
    folders = serializers.DictField(
        child=serializers.CharField(max_length=200),
        default=dict,
        help_text="below TRAINING_DATA_FOLDER, by source that is no release",
    )
    benchmark = serializers.CharField(
        max_length=40, default="", allow_blank=True, help_text="that it is tested on afterwards"
    )
    judge = serializers.CharField(
        max_length=80,
        default="",
        allow_blank=True,
        help_text="a chat model, which compares it with its base afterwards",
    )


class StartTrainingSerializer(WishSerializer, SteeringSerializer):
    """The budget is of each job that the training takes."""


class TrainingEstimateSerializer(serializers.Serializer[TrainingEstimate]):
    samples = serializers.IntegerField()
    hours = serializers.FloatField(help_text="of audio in an epoch")
    hours_by_language = serializers.DictField(child=serializers.FloatField())
    at_most = serializers.BooleanField(help_text="Some sources are told by their caps alone.")
    unknown = serializers.ListField(
        child=serializers.CharField(), help_text="sources that only the worker can measure"
    )
    steps = serializers.IntegerField()
    tokens = serializers.IntegerField(help_text="of the language model, over all steps")
    flops = serializers.FloatField(allow_null=True, help_text="null: models of unknown size")
    gpu_hours = serializers.FloatField(allow_null=True)
    hours_of_work = serializers.FloatField(allow_null=True, help_text="by the clock")
    measured_on = serializers.CharField(
        help_text="the training that the speed was taken from; empty: it is assumed"
    )
    memory_bytes = serializers.IntegerField(allow_null=True, help_text="on each device")
    disk_bytes = serializers.IntegerField(allow_null=True)
    cost = MoneyField(allow_null=True, help_text="Null without a speed or a price.")
    currency = serializers.SerializerMethodField()
    utilisation = serializers.FloatField(help_text="share of a device's peak that is assumed")
    tflops = serializers.FloatField(help_text="peak of a device that is assumed")
    devices = serializers.IntegerField(help_text="that a worker trains on")

    def get_currency(self, estimate: TrainingEstimate) -> str:
        return str(settings.CURRENCY)


class CheckpointSerializer(serializers.ModelSerializer[Checkpoint]):
    sums = serializers.DictField(child=serializers.CharField(), help_text="SHA-256 by file")
    metrics = serializers.DictField(child=serializers.FloatField(allow_null=True))
    licences = serializers.DictField(child=serializers.CharField())
    system = serializers.SerializerMethodField(help_text="the engine that answers with it")

    class Meta:
        model = Checkpoint
        fields = [
            "folder", "system", "step", "is_best", "is_final", "metrics", "licences", "sums",
            "size_bytes", "removed_at", "created_at",
        ]  # fmt: skip
        read_only_fields = fields

    def get_system(self, checkpoint: Checkpoint) -> str:
        return checkpoint.run.engine_of(checkpoint.folder)


class TrainingFactsSerializer(serializers.Serializer[Any]):
    """What a training said when it started last; empty before that."""

    samples = serializers.IntegerField(required=False)
    hours = serializers.FloatField(required=False)
    held_out = serializers.IntegerField(required=False, help_text="samples that it validates with")
    trained = serializers.IntegerField(required=False, help_text="parameters that train")
    parameters = serializers.IntegerField(required=False, help_text="all of them")
    processes = serializers.IntegerField(required=False)
    device = serializers.CharField(required=False)
    precision = serializers.CharField(required=False)
    useful_share = serializers.FloatField(
        required=False, help_text="of padded frames, those that are sound"
    )


class FollowedSerializer(serializers.Serializer[Any]):
    """What came of testing it; empty before that."""

    system = serializers.CharField(required=False)
    baseline = serializers.CharField(required=False)
    comparison = serializers.IntegerField(required=False, allow_null=True)
    read = serializers.CharField(
        required=False, help_text="of a model that reads: the system that is given the transcript"
    )


class TrainingRunSerializer(serializers.ModelSerializer[TrainingRun]):
    dataset = serializers.CharField(source="dataset.slug", read_only=True)
    release = serializers.CharField(source="release.name", default=None, allow_null=True)
    state = serializers.ChoiceField(RunState.choices, read_only=True)
    is_ending = serializers.BooleanField(
        read_only=True, help_text="It was cancelled, and its worker still keeps its last state."
    )
    languages = serializers.SerializerMethodField()
    job = serializers.IntegerField(
        source="job_id", allow_null=True, help_text="the latest; null while its release is exported"
    )
    export_job = serializers.IntegerField(source="export_job_id", allow_null=True)
    changes = serializers.DictField()
    facts = TrainingFactsSerializer()
    followed = FollowedSerializer()
    created_by = serializers.CharField(
        source="created_by.username", default=None, allow_null=True, read_only=True
    )
    cost = serializers.SerializerMethodField(
        help_text="So far, in the studio's currency; null where an hour has no price."
    )
    currency = serializers.SerializerMethodField()

    class Meta:
        model = TrainingRun
        fields = [
            "id", "dataset", "name", "recipe", "release", "languages", "state",
            "is_ending", "job", "export_job", "step", "steps", "changes", "facts", "error_code",
            "error", "ended_because", "benchmark", "judge", "followed", "followed_at",
            "follow_error", "cost", "currency", "created_by", "created_at",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_languages(self, run: TrainingRun) -> list[str]:
        languages: list[str] = run.definition["data"]["languages"]
        return languages

    @extend_schema_field(MoneyField(allow_null=True))
    def get_cost(self, run: TrainingRun) -> str | None:
        cost = self._costs[run.pk]
        return None if cost is None else str(cost)

    def get_currency(self, run: TrainingRun) -> str:
        return str(settings.CURRENCY)

    @cached_property
    def _costs(self) -> dict[int, Decimal | None]:
        """Of the one training, or of all of the page at once."""
        runs: Any = self.instance
        return costs_of([runs] if isinstance(runs, TrainingRun) else runs)


class SkippedReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField()
    count = serializers.IntegerField()


class TrainingDetailSerializer(TrainingRunSerializer):
    definition = serializers.DictField(help_text="the recipe as it is trained")
    manifest = serializers.DictField(help_text="the data as it was read; empty before that")
    checkpoints = CheckpointSerializer(many=True)
    skipped = serializers.SerializerMethodField(help_text="samples that nothing was learnt from")

    class Meta(TrainingRunSerializer.Meta):
        fields = [
            *TrainingRunSerializer.Meta.fields, "definition", "manifest", "folders", "checkpoints",
            "skipped",
        ]  # fmt: skip
        read_only_fields = fields

    folders = serializers.DictField(child=serializers.CharField())

    @extend_schema_field(SkippedReasonSerializer(many=True))
    def get_skipped(self, run: TrainingRun) -> list[dict[str, object]]:
        counted = run.skipped.values_list("reason").annotate(count=Count("pk"))
        rows = counted.order_by("-count", "reason")
        return [{"reason": reason, "count": count} for reason, count in rows]


class TrainingPointSerializer(serializers.ModelSerializer[TrainingPoint]):
    class Meta:
        model = TrainingPoint
        fields = [
            "step", "epoch", "loss", "learning_rate", "norm", "samples_per_s", "tokens_per_s",
            "memory_bytes", "at",
        ]  # fmt: skip
        read_only_fields = fields


class ValidationSerializer(serializers.ModelSerializer[Validation]):
    metrics = serializers.DictField(child=serializers.FloatField(allow_null=True))

    class Meta:
        model = Validation
        fields = ["step", "loss", "metrics", "is_best", "at"]
        read_only_fields = fields


class CurvesSerializer(serializers.Serializer[Any]):
    points = TrainingPointSerializer(many=True, help_text="At most about a thousand.")
    validations = ValidationSerializer(many=True)


class SkippedSampleSerializer(serializers.ModelSerializer[SkippedSample]):
    class Meta:
        model = SkippedSample
        fields = ["key", "reason", "detail", "step"]
        read_only_fields = fields
