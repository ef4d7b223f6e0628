"""The corrections behind a number: both texts, who, when, and how long."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.permissions import ReadsItems, person
from annotation.api.assignments import TextsSerializer
from annotation.api.correction_plots import ChosenSerializer, read_chosen
from annotation.enums import Verdict
from annotation.models import SettledItem
from annotation.statistics.correction_files import rater_pseudonym
from annotation.statistics.settled import NEEDED, list_settled
from common.api import ErrorSerializer, NewestFirstPagination


class ListedSerializer(ChosenSerializer):
    verdict = serializers.ChoiceField([*Verdict.values, NEEDED], required=False)
    kind = serializers.RegexField(
        r"^((question|answer)\.)?[a-z_]+\Z",
        required=False,
        max_length=40,
        help_text="of an edit, such as number, or answer.number",
    )
    replaced = serializers.CharField(
        required=False,
        trim_whitespace=False,
        max_length=100,
        help_text="a word and what took its place, by a tab",
    )
    since = serializers.DateField(required=False, help_text="settled on this day (UTC) or later")
    until = serializers.DateField(required=False, help_text="on this day or earlier")


class CorrectionWorkSerializer(serializers.Serializer[Any]):
    words = serializers.IntegerField()
    shifted_edits = serializers.IntegerField(help_text="where moving a phrase counts as one")
    chrf = serializers.FloatField()
    active_s = serializers.FloatField()
    kinds = serializers.ListField(child=serializers.CharField())


class SettledCorrectionSerializer(serializers.ModelSerializer[SettledItem]):
    id = serializers.IntegerField(source="correction_id")
    item = serializers.IntegerField(source="item_id")
    external_id = serializers.CharField(source="item.external_id")
    english = TextsSerializer(source="item")
    machine = TextsSerializer(source="correction.translation")
    settled = TextsSerializer(source="correction", help_text="as the native leaves it")
    override_reason = serializers.CharField(source="correction.override_reason")
    rater = serializers.SerializerMethodField(
        help_text="the name, for managers; else the pseudonym that files have, too"
    )
    seconds = serializers.FloatField(source="correction.seconds")
    work = CorrectionWorkSerializer(source="correction.effort", allow_null=True, default=None)

    class Meta:
        model = SettledItem
        fields = [
            "id", "item", "external_id", "source", "language", "engine", "campaign", "verdict",
            "english", "machine", "settled", "overridden", "override_reason", "settled_on",
            "answers", "rater", "seconds", "work",
        ]  # fmt: skip
        read_only_fields = fields

    def get_rater(self, settled: SettledItem) -> str:
        rater = settled.correction.rater
        if person(self.context["request"]).manages:
            return rater.username
        return rater_pseudonym(settled.dataset, rater.pk)


class NewestCorrectionFirst(NewestFirstPagination):
    ordering = "-correction_id"


class CorrectionsView(generics.ListAPIView[SettledItem]):
    """The answers that settled items drawn by lot, newest first; each item once."""

    queryset = SettledItem.objects.none()
    serializer_class = SettledCorrectionSerializer
    permission_classes = [ReadsItems]
    pagination_class = NewestCorrectionFirst

    @extend_schema(
        parameters=[ListedSerializer],
        responses={200: SettledCorrectionSerializer(many=True), 400: ErrorSerializer},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[SettledItem]:
        _, chosen, _ = read_chosen(self.request, self.kwargs["slug"], ListedSerializer)
        beside = ("correction__translation", "correction__rater", "correction__effort")
        return list_settled(chosen).select_related("item", "dataset", *beside)
