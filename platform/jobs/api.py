"""Job kinds, jobs, cancelling."""

from dataclasses import asdict
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Manages, ReadsItems, ReadsItemsManagesWrites, person
from catalog.api import visible_dataset
from catalog.models import Dataset
from common.api import ErrorSerializer
from jobs import kinds, services
from jobs.models import Job
from jobs.progress import Progress, measure_progress


class JobKindSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField(source="name")
    title = serializers.CharField()
    description = serializers.CharField()


class BatchCountsSerializer(serializers.Serializer[dict[str, int]]):
    ready = serializers.IntegerField()
    claimed = serializers.IntegerField()
    done = serializers.IntegerField()
    failed = serializers.IntegerField()
    cancelled = serializers.IntegerField()


class ErrorGroupSerializer(serializers.Serializer[dict[str, object]]):
    error = serializers.CharField()
    count = serializers.IntegerField()
    example = serializers.CharField()


class ProgressSerializer(serializers.Serializer[dict[str, object]]):
    units_done = serializers.IntegerField()
    units_failed = serializers.IntegerField()
    batches = BatchCountsSerializer()
    errors: Any = ErrorGroupSerializer(many=True)  # the name is also a property's of Serializer
    rate_per_s = serializers.FloatField(allow_null=True)
    seconds_left = serializers.FloatField(allow_null=True)


class JobSerializer(serializers.ModelSerializer[Job]):
    dataset = serializers.SlugRelatedField[Dataset](slug_field="slug", read_only=True)
    created_by = serializers.CharField(
        source="created_by.username", default=None, allow_null=True, read_only=True
    )
    parameters = serializers.DictField(read_only=True)
    progress = serializers.SerializerMethodField()

    class Meta:
        model = Job
        fields = [
            "id", "dataset", "kind", "parameters", "state", "error", "units_total", "progress",
            "created_by", "created_at", "started_at", "finished_at",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(ProgressSerializer)
    def get_progress(self, job: Job) -> dict[str, object]:
        return asdict(self._measured[job.pk])

    @cached_property
    def _measured(self) -> dict[int, Progress]:
        """Of the one job, or of all jobs of the page at once."""
        jobs: Any = self.instance
        return measure_progress([jobs] if isinstance(jobs, Job) else jobs)


class NewJobSerializer(serializers.Serializer[dict[str, object]]):
    kind = serializers.CharField(max_length=40)
    parameters = serializers.DictField(default=dict)


class JobKindsView(APIView):
    permission_classes = [ReadsItems]

    @extend_schema(responses=JobKindSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(JobKindSerializer(kinds.all_kinds(), many=True).data)


class JobsView(generics.ListAPIView[Job]):
    """Jobs of a dataset, newest first."""

    queryset = Job.objects.none()
    serializer_class = JobSerializer
    permission_classes = [ReadsItemsManagesWrites]

    def get_queryset(self) -> QuerySet[Job]:
        dataset = visible_dataset(self.request, self.kwargs["slug"])
        return dataset.jobs.select_related("dataset", "created_by")

    @extend_schema(request=NewJobSerializer, responses={201: JobSerializer, 409: ErrorSerializer})
    def post(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        sent = NewJobSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        job = services.start_job(dataset, by=person(request), **sent.validated_data)
        return Response(JobSerializer(job).data, status=status.HTTP_201_CREATED)


class JobView(generics.RetrieveAPIView[Job]):
    queryset = Job.objects.none()
    serializer_class = JobSerializer
    permission_classes = [ReadsItems]

    def get_queryset(self) -> QuerySet[Job]:
        visible = Job.objects.visible_to(person(self.request))
        return visible.select_related("dataset", "created_by")


class CancelJobView(APIView):
    permission_classes = [Manages]

    @extend_schema(request=None, responses={200: JobSerializer, 409: ErrorSerializer})
    def post(self, request: Request, pk: int) -> Response:
        job = get_object_or_404(Job.objects.visible_to(person(request)), pk=pk)
        return Response(JobSerializer(services.cancel_job(job)).data)
