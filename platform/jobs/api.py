"""Job kinds and jobs: estimating, starting, watching, steering and retrying them."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.once import once
from accounts.permissions import Manages, ReadsItems, ReadsItemsManagesWrites, person
from catalog.api import visible_dataset
from catalog.models import Dataset
from common.api import ErrorSerializer, NewestFirstPagination, OldestFirstPagination
from jobs import kinds, services
from jobs.costs import cost_of
from jobs.enums import BatchState, JobState, PauseReason
from jobs.estimates import JobEstimate, estimate_job
from jobs.models import Batch, Job, UnitFailure
from jobs.progress import Progress, measure_progress
from jobs.retrying import retry_failed


class MoneyField(serializers.DecimalField):
    """In the studio's currency, as text: a float would round it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=14, decimal_places=4, **options)


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


class UnitFailureSerializer(serializers.ModelSerializer[UnitFailure]):
    batch = serializers.IntegerField(source="batch_id", read_only=True)
    item_id = serializers.SerializerMethodField(help_text="Null where it belongs to no item.")

    class Meta:
        model = UnitFailure
        fields = ["subject_id", "item_id", "code", "message", "batch"]
        read_only_fields = fields

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_item_id(self, failure: UnitFailure) -> int | None:
        return self._items.get(failure.subject_id)

    @cached_property
    def _items(self) -> Mapping[int, int]:
        """Of all rows of the page at once; they are of one job."""
        page: Any = self.instance
        kind: kinds.JobKind | None = self.context["kind"]
        return kind.items_of([failure.subject_id for failure in page]) if kind else {}


class BatchSerializer(serializers.ModelSerializer[Batch]):
    error = serializers.CharField(read_only=True, help_text="Of the last attempt; else empty.")

    class Meta:
        model = Batch
        fields = [
            "id", "language", "state", "units", "units_failed", "attempts", "deaths", "worker",
            "claimed_at", "finished_at", "busy_seconds", "error",
        ]  # fmt: skip
        read_only_fields = fields


class BatchFilterSerializer(serializers.Serializer[dict[str, str]]):
    state = serializers.ChoiceField(BatchState.choices, required=False)


class FailureFilterSerializer(serializers.Serializer[dict[str, str]]):
    code = serializers.CharField(required=False, max_length=60, help_text="Of one cause only.")


class ProgressSerializer(serializers.Serializer[dict[str, object]]):
    units_done = serializers.IntegerField()
    units_failed = serializers.IntegerField()
    batches = BatchCountsSerializer()
    errors: Any = ErrorGroupSerializer(many=True)  # the name is also a property's of Serializer
    rate_per_s = serializers.FloatField(allow_null=True)
    seconds_left = serializers.FloatField(allow_null=True)
    busy_seconds = serializers.FloatField(help_text="Of all workers together, so far.")


class JobSerializer(serializers.ModelSerializer[Job]):
    dataset = serializers.SlugRelatedField[Dataset](slug_field="slug", read_only=True)
    created_by = serializers.CharField(
        source="created_by.username", default=None, allow_null=True, read_only=True
    )
    parameters = serializers.DictField(read_only=True)
    pause_reason = serializers.ChoiceField(
        PauseReason.choices, allow_blank=True, read_only=True, help_text="Empty unless paused."
    )
    budget = MoneyField(read_only=True, allow_null=True)
    cost = serializers.SerializerMethodField(
        help_text="So far, in the studio's currency; null where an hour has no price."
    )
    currency = serializers.SerializerMethodField(help_text="Of cost and budget.")
    progress = serializers.SerializerMethodField()

    class Meta:
        model = Job
        fields = [
            "id", "dataset", "kind", "parameters", "state", "pause_reason", "error", "priority",
            "budget", "cost", "currency", "units_total", "progress", "created_by", "created_at",
            "started_at", "finished_at",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(ProgressSerializer)
    def get_progress(self, job: Job) -> dict[str, object]:
        return asdict(self._measured[job.pk])

    @extend_schema_field(MoneyField(allow_null=True))
    def get_cost(self, job: Job) -> str | None:
        cost = cost_of(self._measured[job.pk].busy_seconds, price=job.price_per_hour)
        return None if cost is None else str(cost)

    def get_currency(self, job: Job) -> str:
        return str(settings.CURRENCY)

    @cached_property
    def _measured(self) -> dict[int, Progress]:
        """Of the one job, or of all jobs of the page at once."""
        jobs: Any = self.instance
        return measure_progress([jobs] if isinstance(jobs, Job) else jobs)


class SteeringSerializer(serializers.Serializer[dict[str, object]]):
    """What may be said at the start and changed later."""

    priority = serializers.IntegerField(
        min_value=-10, max_value=10, default=0, help_text="Higher is served first."
    )
    budget = MoneyField(
        allow_null=True,
        default=None,
        min_value=Decimal("0.01"),
        help_text="The job pauses itself when its cost reaches this.",
    )


class NewJobSerializer(SteeringSerializer):
    kind = serializers.CharField(max_length=40)
    parameters = serializers.DictField(default=dict)


class JobEstimateSerializer(serializers.Serializer[JobEstimate]):
    units = serializers.IntegerField()
    characters = serializers.IntegerField()
    audio_seconds = serializers.FloatField(
        allow_null=True, help_text="Null where the kind makes none, or a language was never spoken."
    )
    seconds = serializers.FloatField(
        allow_null=True, help_text="At the speed of the latest jobs like it; null without any."
    )
    languages = serializers.IntegerField(
        allow_null=True, help_text="That the units are in; null where the kind doesn't tell."
    )
    measured_on = serializers.IntegerField(help_text="Units that the speed was measured on.")
    cost = MoneyField(allow_null=True, help_text="Null without a speed or a price.")
    currency = serializers.SerializerMethodField()

    def get_currency(self, estimate: JobEstimate) -> str:
        return str(settings.CURRENCY)


class JobKindsView(APIView):
    permission_classes = [ReadsItems]

    @extend_schema(responses=JobKindSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(JobKindSerializer(kinds.all_kinds(), many=True).data)


class JobFilterSerializer(serializers.Serializer[dict[str, Any]]):
    kind = serializers.CharField(required=False, max_length=40)
    state = serializers.ChoiceField(JobState.choices, required=False)
    engine = serializers.CharField(required=False, max_length=60)
    language = serializers.CharField(
        required=False, max_length=3, help_text="With a batch in this language."
    )
    cause = serializers.CharField(
        required=False, max_length=60, help_text="With a unit that failed of this."
    )
    worked_from = serializers.DateTimeField(
        required=False, help_text="With a batch that ended then or later."
    )
    worked_until = serializers.DateTimeField(
        required=False, help_text="With a batch that ended before."
    )


class JobsView(generics.ListAPIView[Job]):
    """Jobs of a dataset, newest first."""

    queryset = Job.objects.none()
    serializer_class = JobSerializer
    permission_classes = [ReadsItemsManagesWrites]

    def get_queryset(self) -> QuerySet[Job]:
        dataset = visible_dataset(self.request, self.kwargs["slug"])
        sent = JobFilterSerializer(data=self.request.query_params)
        sent.is_valid(raise_exception=True)
        jobs = Job.objects.filter(dataset=dataset).that_did(**sent.validated_data)
        return jobs.select_related("dataset", "created_by")

    @extend_schema(parameters=[JobFilterSerializer])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @once
    @extend_schema(request=NewJobSerializer, responses={201: JobSerializer, 409: ErrorSerializer})
    def post(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        sent = NewJobSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        job = services.start_job(dataset, by=person(request), **sent.validated_data)
        return Response(JobSerializer(job).data, status=status.HTTP_201_CREATED)


class JobEstimateView(APIView):
    """What a job would take, without starting it; refuses what a start would refuse."""

    permission_classes = [Manages]

    @extend_schema(
        request=NewJobSerializer, responses={200: JobEstimateSerializer, 400: ErrorSerializer}
    )
    def post(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        sent = NewJobSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        # Whose turn it is has no part in what it takes.
        order = {name: value for name, value in sent.validated_data.items() if name != "priority"}
        return Response(JobEstimateSerializer(estimate_job(dataset, **order)).data)


class JobView(generics.RetrieveAPIView[Job]):
    queryset = Job.objects.none()
    serializer_class = JobSerializer
    permission_classes = [ReadsItemsManagesWrites]

    @extend_schema(request=SteeringSerializer, responses=JobSerializer)
    def patch(self, request: Request, pk: int) -> Response:
        """Changes how urgent a job is, and what it may cost; a paused one stays paused."""
        job = self.get_object()
        sent = SteeringSerializer(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        return Response(JobSerializer(services.change_job(job, **sent.validated_data)).data)

    def get_queryset(self) -> QuerySet[Job]:
        visible = Job.objects.visible_to(person(self.request))
        return visible.select_related("dataset", "created_by")


class JobFailuresView(generics.ListAPIView[UnitFailure]):
    """Every unit that failed, with its cause, oldest first."""

    queryset = UnitFailure.objects.none()
    serializer_class = UnitFailureSerializer
    pagination_class = OldestFirstPagination
    permission_classes = [ReadsItems]

    def get_queryset(self) -> QuerySet[UnitFailure]:
        sent = FailureFilterSerializer(data=self.request.query_params)
        sent.is_valid(raise_exception=True)
        return self._job.failures.filter(**sent.validated_data)

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "kind": kinds.find(self._job.kind)}

    @cached_property
    def _job(self) -> Job:
        return visible_job(self.request, self.kwargs["pk"])

    @extend_schema(parameters=[FailureFilterSerializer])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class LatestServedFirstPagination(NewestFirstPagination):
    ordering = "-fence"


class JobBatchesView(generics.ListAPIView[Batch]):
    """The job's log: batches that a worker took up, the latest first."""

    queryset = Batch.objects.none()
    serializer_class = BatchSerializer
    pagination_class = LatestServedFirstPagination
    permission_classes = [ReadsItems]

    def get_queryset(self) -> QuerySet[Batch]:
        sent = BatchFilterSerializer(data=self.request.query_params)
        sent.is_valid(raise_exception=True)
        job = visible_job(self.request, self.kwargs["pk"])
        return job.batches.filter(fence__gt=0, **sent.validated_data).defer("subject_ids")

    @extend_schema(parameters=[BatchFilterSerializer])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class _JobActionView(APIView):
    """Does one thing to a job and answers with the job as it is then."""

    permission_classes = [Manages]
    act: Callable[[Job], Job]

    @extend_schema(request=None, responses={200: JobSerializer, 409: ErrorSerializer})
    def post(self, request: Request, pk: int) -> Response:
        job = type(self).act(visible_job(request, pk))
        return Response(JobSerializer(job).data)


class CancelJobView(_JobActionView):
    """Stops a job for good: what is done stays, what runs is not kept."""

    act = staticmethod(services.cancel_job)


class PauseJobView(_JobActionView):
    """Lets what runs end, and starts no more of the job."""

    act = staticmethod(services.pause_job)


class ResumeJobView(_JobActionView):
    """Lets a paused job go on; one that reached its budget needs a higher one first."""

    act = staticmethod(services.resume_job)


class RetryJobView(_JobActionView):
    """Makes an ended job try again what failed of it: whole batches and single units."""

    act = staticmethod(retry_failed)


def visible_job(request: Request, pk: int) -> Job:
    """Raises Http404 for one that is not there for this person."""
    visible = Job.objects.visible_to(person(request)).select_related("dataset", "created_by")
    return get_object_or_404(visible, pk=pk)
