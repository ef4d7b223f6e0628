"""Trainings: estimating, starting, watching, stopping and resuming them."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.once import once
from accounts.permissions import Manages, ReadsItems, ReadsItemsManagesWrites, person
from catalog.api import visible_dataset
from common.api import ErrorSerializer, NewestFirstPagination, OldestFirstPagination
from training.runs.api.shapes import (
    CurvesSerializer,
    SkippedSampleSerializer,
    StartTrainingSerializer,
    TrainingDetailSerializer,
    TrainingEstimateSerializer,
    TrainingRunSerializer,
    WishSerializer,
)
from training.runs.estimating import estimate_training
from training.runs.models import SkippedSample, TrainingRun
from training.runs.starting import cancel_training, resume_training, start_training
from training.runs.wishes import Wish


class TrainingsView(APIView):
    """Trainings of a dataset, newest first."""

    permission_classes = [ReadsItemsManagesWrites]
    pagination_class = NewestFirstPagination

    @extend_schema(responses=TrainingRunSerializer(many=True))
    def get(self, request: Request, slug: str) -> Response:
        runs = TrainingRun.objects.with_jobs().filter(dataset=visible_dataset(request, slug))
        pages = self.pagination_class()
        page = pages.paginate_queryset(runs, request, view=self)
        return pages.get_paginated_response(TrainingRunSerializer(page, many=True).data)

    @once
    @extend_schema(
        request=StartTrainingSerializer,
        responses={201: TrainingRunSerializer, 400: ErrorSerializer, 409: ErrorSerializer},
    )
    def post(self, request: Request, slug: str) -> Response:
        """Starts a training; a release that was never exported is exported first."""
        dataset = visible_dataset(request, slug)
        sent = StartTrainingSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        steering = {name: sent.validated_data.pop(name) for name in ("priority", "budget")}
        run = start_training(dataset, _wish(sent), by=person(request), **steering)
        return Response(TrainingRunSerializer(run).data, status=201)


class TrainingEstimateView(APIView):
    """What a training would take, without starting it; refuses what a start would refuse."""

    permission_classes = [Manages]

    @extend_schema(
        request=WishSerializer,
        responses={200: TrainingEstimateSerializer, 400: ErrorSerializer, 409: ErrorSerializer},
    )
    def post(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        sent = WishSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        return Response(TrainingEstimateSerializer(estimate_training(dataset, _wish(sent))).data)


class TrainingView(APIView):
    """A training with its recipe, its data and its checkpoints."""

    permission_classes = [ReadsItems]

    @extend_schema(responses={200: TrainingDetailSerializer, 404: ErrorSerializer})
    def get(self, request: Request, pk: int) -> Response:
        return Response(TrainingDetailSerializer(visible_training(request, pk)).data)


class TrainingCurvesView(APIView):
    """Loss, learning rate, speed and memory by step, and what validations found."""

    permission_classes = [ReadsItems]

    @extend_schema(responses={200: CurvesSerializer, 404: ErrorSerializer})
    def get(self, request: Request, pk: int) -> Response:
        run = visible_training(request, pk)
        curves = {
            "points": run.points.order_by("step"),
            "validations": run.validations.order_by("step"),
        }
        return Response(CurvesSerializer(curves).data)


class SkippedSamplesView(generics.ListAPIView[SkippedSample]):
    """Every sample that nothing was learnt from, and why."""

    queryset = SkippedSample.objects.none()
    serializer_class = SkippedSampleSerializer
    pagination_class = OldestFirstPagination
    permission_classes = [ReadsItems]

    def get_queryset(self) -> QuerySet[SkippedSample]:
        return visible_training(self.request, self.kwargs["pk"]).skipped.all()


class _TrainingActionView(APIView):
    """Does one thing to a training and answers with the training as it is then."""

    permission_classes = [Manages]
    act: Callable[[TrainingRun], TrainingRun]

    @extend_schema(request=None, responses={200: TrainingRunSerializer, 409: ErrorSerializer})
    def post(self, request: Request, pk: int) -> Response:
        run = type(self).act(visible_training(request, pk))
        return Response(TrainingRunSerializer(run).data)


class CancelTrainingView(_TrainingActionView):
    """Stops a training: the step under way ends, and a state to go on from is kept."""

    act = staticmethod(cancel_training)


class ResumeTrainingView(_TrainingActionView):
    """Lets a training that was cancelled or failed go on from its last state."""

    act = staticmethod(resume_training)


def visible_training(request: Request, pk: int) -> TrainingRun:
    """Raises Http404 for one that is not there for this person."""
    visible = TrainingRun.objects.visible_to(person(request)).with_jobs()
    return get_object_or_404(visible, pk=pk)


def _wish(sent: WishSerializer) -> Wish:
    given: dict[str, Any] = dict(sent.validated_data)
    return Wish(**{**given, "languages": tuple(given["languages"])})
