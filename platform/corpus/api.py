"""Items, imports and splits."""

from typing import Any, get_args

from django.conf import settings
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import generics, serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.once import once
from accounts.permissions import Manages, ReadsItems, ReadsItemsManagesWrites, person
from catalog.api import LanguageField, visible_dataset
from common.api import ErrorSerializer
from common.downloads import CSV, AnyAccept, csv_answer
from corpus import services
from corpus.errors import UploadTooLargeError
from corpus.importing import Format, write_rejects
from corpus.job_kinds import DRAW_SPLITS
from corpus.models import ImportRun, Item, RejectedRow
from jobs.api import JobSerializer
from jobs.services import start_job

FORMATS = ["auto", *get_args(Format)]
# What a multipart body holds besides the file.
UPLOAD_EXTRA_BYTES = 100_000
SPLITS = ["train", "dev", "test", "bench"]
SHOWN_REJECTS = 200
FIRST = "first_rejects"
FIRST_REJECTS = Prefetch(
    "rejects", RejectedRow.objects.order_by("id")[:SHOWN_REJECTS], to_attr=FIRST
)


class ItemSerializer(serializers.ModelSerializer[Item]):
    source = serializers.SlugRelatedField[Any](  # type: ignore[assignment]  # a field of this name
        slug_field="slug", read_only=True
    )

    class Meta:
        model = Item
        fields = ["id", "external_id", "source", "split", "in_bench", "question", "answer"]
        read_only_fields = fields


class RejectedRowSerializer(serializers.ModelSerializer[RejectedRow]):
    class Meta:
        model = RejectedRow
        fields = ["place", "field", "reason", "excerpt"]


class SourceRowsSerializer(serializers.Serializer[dict[str, int]]):
    read = serializers.IntegerField()
    added = serializers.IntegerField()


class ImportRunSerializer(serializers.ModelSerializer[ImportRun]):
    by_source = serializers.DictField(
        child=SourceRowsSerializer(), read_only=True, help_text="English pairs by source"
    )
    same_before_at = serializers.DateTimeField(
        allow_null=True, read_only=True, help_text="When the same file was imported before."
    )
    rejects = serializers.SerializerMethodField(
        help_text=f"The first {SHOWN_REJECTS}; `rejected` counts all."
    )

    class Meta:
        model = ImportRun
        fields = [
            "id", "filename", "format", "rows_read", "items_added", "items_unchanged",
            "memory_added", "recordings_added", "by_source", "rejected", "rejects", "created_at",
            "same_before_at",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(RejectedRowSerializer(many=True))
    def get_rejects(self, run: ImportRun) -> list[dict[str, str]]:
        prefetch_related_objects([run], FIRST_REJECTS)  # nothing to do for those of a page
        rows = RejectedRowSerializer(getattr(run, FIRST), many=True).data
        return [dict(row) for row in rows]


class CheckedFileSerializer(ImportRunSerializer):
    """As it would be imported."""

    class Meta(ImportRunSerializer.Meta):
        fields = [one for one in ImportRunSerializer.Meta.fields if one not in {"id", "created_at"}]
        read_only_fields = fields


class NewImportSerializer(serializers.Serializer[dict[str, Any]]):
    file = serializers.FileField()
    format = serializers.ChoiceField(FORMATS, default="auto")
    language = LanguageField(required=False)
    with_audio = serializers.BooleanField(
        default=False, help_text="Keep Voice Assistant 400K's spoken questions as recordings."
    )


@extend_schema_view(get=extend_schema(responses=ImportRunSerializer(many=True)))
class ImportsView(generics.ListAPIView[ImportRun]):
    """Files that were imported. Sending the same file again adds nothing."""

    queryset = ImportRun.objects.none()
    serializer_class = ImportRunSerializer
    permission_classes = [ReadsItemsManagesWrites]
    parser_classes = [MultiPartParser]

    def get_queryset(self) -> QuerySet[ImportRun]:
        imports = visible_dataset(self.request, self.kwargs["slug"]).imports
        return imports.with_same_before().prefetch_related(FIRST_REJECTS)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        refuse_large_upload(request)

    @once
    @extend_schema(
        request={"multipart/form-data": NewImportSerializer},
        responses={
            201: ImportRunSerializer,
            400: ErrorSerializer,
            409: ErrorSerializer,
            413: ErrorSerializer,
        },
    )
    def post(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        run = services.import_file(dataset, **_sent_file(request), by=person(request))
        run = self.get_queryset().get(pk=run.pk)
        return Response(ImportRunSerializer(run).data, status=status.HTTP_201_CREATED)


def _sent_file(request: Request) -> dict[str, Any]:
    """As `services.import_file` takes it."""
    sent = NewImportSerializer(data=request.data)
    sent.is_valid(raise_exception=True)
    wanted: dict[str, Any] = sent.validated_data
    return {**wanted, "name": wanted["file"].name}


def refuse_large_upload(request: Request) -> None:
    """By what the request says of itself, before anything of it is read.

    Raises:
        UploadTooLargeError: the body is larger than a file may be.
    """
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    size, limit = int(said) if said.isdecimal() else 0, settings.IMPORT_LIMIT_BYTES
    if size > limit + UPLOAD_EXTRA_BYTES:
        raise UploadTooLargeError(size=size, limit=limit)


class ImportCheckView(APIView):
    """What importing a file would bring, by importing and undoing it; no sound is stored."""

    permission_classes = [Manages]
    parser_classes = [MultiPartParser]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        refuse_large_upload(request)

    @extend_schema(
        request={"multipart/form-data": NewImportSerializer},
        responses={
            200: CheckedFileSerializer,
            400: ErrorSerializer,
            409: ErrorSerializer,
            413: ErrorSerializer,
        },
    )
    def post(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        with services.check_file(dataset, **_sent_file(request), by=person(request)) as run:
            told = dataset.imports.with_same_before().get(pk=run.pk)
            return Response(CheckedFileSerializer(told).data)


class ImportRejectsView(APIView):
    """The rows of one import that were kept out, all of them, as CSV for a spreadsheet."""

    permission_classes = [ReadsItems]
    content_negotiation_class = AnyAccept

    @extend_schema(responses={(200, CSV): OpenApiTypes.BINARY, 404: ErrorSerializer})
    def get(self, request: Request, pk: int) -> StreamingHttpResponse:
        visible = ImportRun.objects.visible_to(person(request))
        run = get_object_or_404(visible, pk=pk)
        rows = run.rejects.order_by("id").iterator(chunk_size=2000)
        return csv_answer(f"rejects-{run.pk}.csv", write_rejects(rows, file=run.filename))


class SplitCountsSerializer(serializers.Serializer[dict[str, int]]):
    unassigned = serializers.IntegerField()
    train = serializers.IntegerField()
    dev = serializers.IntegerField()
    test = serializers.IntegerField()
    bench = serializers.IntegerField(help_text="a part of test")
    excluded = serializers.IntegerField(
        help_text="kept out of train: near-duplicates of what is in dev or test"
    )


class SplitsView(APIView):
    """How many items each split has; POST has the splits drawn."""

    permission_classes = [ReadsItemsManagesWrites]

    @extend_schema(responses=SplitCountsSerializer)
    def get(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        return Response(services.count_splits(dataset))

    @once
    @extend_schema(
        request=None, responses={202: JobSerializer, 400: ErrorSerializer, 409: ErrorSerializer}
    )
    def post(self, request: Request, slug: str) -> Response:
        """Starts the job that draws them; until it ends, items stay where they are."""
        dataset = visible_dataset(request, slug)
        job = start_job(dataset, kind=DRAW_SPLITS.name, parameters={}, by=person(request))
        return Response(JobSerializer(job).data, status=status.HTTP_202_ACCEPTED)
