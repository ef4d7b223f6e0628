"""What looks after the corpus, over REST: near-duplicates of held-out items, and storage."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.once import once
from accounts.permissions import ReadsItems, ReadsItemsManagesWrites, person
from catalog.api import LanguageField, visible_dataset
from common.api import ErrorSerializer, OldestFirstPagination
from corpus.job_kinds import NEAR_DUPLICATES
from corpus.models import Item, NearDuplicate, StorageReport
from jobs.api import JobSerializer
from jobs.services import start_job


class LeakedItemSerializer(serializers.ModelSerializer[Item]):
    class Meta:
        model = Item
        fields = ["id", "external_id", "split", "question"]


class NearDuplicateSerializer(serializers.ModelSerializer[NearDuplicate]):
    held_out = LeakedItemSerializer()
    other = LeakedItemSerializer()

    class Meta:
        model = NearDuplicate
        fields = ["held_out", "other", "similarity", "language"]


class NearDuplicateFilterSerializer(serializers.Serializer[dict[str, str]]):
    language = LanguageField(required=False)


class NearDuplicatesView(generics.ListAPIView[NearDuplicate]):
    """Items that say nearly the same as a held-out one, in English or after translation."""

    queryset = NearDuplicate.objects.none()
    serializer_class = NearDuplicateSerializer
    permission_classes = [ReadsItemsManagesWrites]
    pagination_class = OldestFirstPagination

    def get_queryset(self) -> QuerySet[NearDuplicate]:
        pairs = visible_dataset(self.request, self.kwargs["slug"]).near_duplicates
        sent = NearDuplicateFilterSerializer(data=self.request.query_params)
        sent.is_valid(raise_exception=True)
        return pairs.filter(**sent.validated_data).select_related("held_out", "other")

    @extend_schema(parameters=[NearDuplicateFilterSerializer])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @once
    @extend_schema(request=None, responses={201: JobSerializer, 409: ErrorSerializer})
    def post(self, request: Request, slug: str) -> Response:
        """Starts a job that finds them anew, in every language."""
        dataset = visible_dataset(request, slug)
        job = start_job(dataset, kind=NEAR_DUPLICATES.name, parameters={}, by=person(request))
        return Response(JobSerializer(job).data, status=status.HTTP_201_CREATED)


class StorageReportSerializer(serializers.ModelSerializer[StorageReport]):
    missing = serializers.IntegerField(allow_null=True)
    damaged = serializers.IntegerField(allow_null=True)
    orphans = serializers.IntegerField(
        allow_null=True, help_text="of the whole store, older than an hour"
    )
    checked_at = serializers.DateTimeField(allow_null=True)

    class Meta:
        model = StorageReport
        fields = [
            "missing", "damaged", "orphans", "checked_at",
            "missing_names", "damaged_names", "orphan_names",
        ]  # fmt: skip


NEVER_CHECKED: dict[str, list[str] | None] = {
    "missing": None,
    "damaged": None,
    "orphans": None,
    "checked_at": None,
    "missing_names": [],
    "damaged_names": [],
    "orphan_names": [],
}


class StorageView(APIView):
    """What the latest `check-storage` job found; nulls before the first one."""

    permission_classes = [ReadsItems]

    @extend_schema(responses=StorageReportSerializer)
    def get(self, request: Request, slug: str) -> Response:
        reports = visible_dataset(request, slug).storage_reports
        latest = reports.order_by("-id").first()
        return Response(StorageReportSerializer(latest).data if latest else NEVER_CHECKED)
