"""Recipes, and what a start form of trainings may name."""

from collections.abc import Iterator
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Manages, ReadsItems
from catalog.api import visible_dataset
from catalog.models import Dataset
from generation.kinds.parameters import check_startable
from jobs.enums import JobState
from releases.models import Export
from training.recipes import Recipe, recipes
from training.recipes.families import FAMILY_NOTES
from training.runs.api.shapes import RecipesSerializer, TrainingChoicesSerializer
from training.runs.exports import READABLE
from training.runs.models import Checkpoint


class RecipesView(APIView):
    """How models are trained: every number with where it comes from."""

    permission_classes = [ReadsItems]

    @extend_schema(responses=RecipesSerializer)
    def get(self, request: Request) -> Response:
        said = {
            "families": FAMILY_NOTES,
            "recipes": recipes().values(),
            "schema": Recipe.model_json_schema(),
        }
        return Response(RecipesSerializer(said).data)


class TrainingChoicesView(APIView):
    """What a training may name: releases with what they hold, and checkpoints to go on from."""

    permission_classes = [Manages]

    @extend_schema(responses=TrainingChoicesSerializer)
    def get(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        kept = Checkpoint.objects.filter(run__dataset=dataset, removed_at=None)
        choices = {
            "problem": _problem(),
            "releases": [*_releases(dataset)],
            "checkpoints": kept.order_by("folder").values_list("folder", flat=True),
        }
        return Response(TrainingChoicesSerializer(choices).data)


def _problem() -> str:
    try:
        check_startable("responder", "checkpoint:any")
    except ValidationError as absent:
        return " ".join(str(problem) for problem in absent.args[0])
    return ""


def _releases(dataset: Dataset) -> Iterator[dict[str, Any]]:
    exported = set(
        Export.objects.filter(
            release__dataset=dataset, format__in=READABLE, job__state=JobState.SUCCEEDED
        ).values_list("release", flat=True)
    )
    for release in dataset.releases.order_by("-created_at", "-pk"):
        train = release.numbers["splits"].get("train", {})
        yield {
            "name": release.name,
            "exported": release.pk in exported,
            "languages": [
                {"language": language, "recordings": part["recordings"], "hours": part["hours"]}
                for language, part in train.items()
                if part["recordings"]
            ],
        }
