"""What the dashboard of corrections plots: how often, how much, when, and which edits."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import ReadsItems
from annotation.statistics.correction_reading import measure_rates, measure_times, measure_work
from annotation.statistics.corrections import PAPER_RANGE, PAPER_RATE
from annotation.statistics.edit_reading import measure_edits
from annotation.statistics.settled import GROUPINGS, Chosen
from annotation.statistics.unanswered import REASONS, find_unanswered
from catalog.api import LanguageField, visible_dataset
from catalog.models import Dataset
from common.api import ErrorSerializer, IntervalSerializer
from evaluation.metrics.edit_kinds import EditKind


class ChosenSerializer(serializers.Serializer[dict[str, Any]]):
    """What is empty leaves it open."""

    language = LanguageField(required=False)
    source = serializers.SlugField(  # type: ignore[assignment]  # a field of this name
        required=False, max_length=60, help_text="its slug"
    )
    engine = serializers.CharField(
        required=False, max_length=60, help_text="that made the translation"
    )
    campaign = serializers.IntegerField(required=False, allow_null=True)


class GroupedSerializer(ChosenSerializer):
    by = serializers.ChoiceField(GROUPINGS, default="language")


class SteppedSerializer(ChosenSerializer):
    step = serializers.ChoiceField(["day", "week"], default="week")


class RateRowSerializer(serializers.Serializer[Any]):
    """See `annotation.statistics.corrections.RateRow`."""

    group = serializers.CharField(
        help_text="a language, a source's slug, an engine, or the first day of a period"
    )
    items = serializers.IntegerField(help_text="drawn by lot and settled; each counts once")
    confirmed = serializers.IntegerField()
    corrected = serializers.IntegerField()
    untranslatable = serializers.IntegerField()
    rate = serializers.FloatField(help_text="of items that were corrected or can't be translated")
    interval = IntervalSerializer(allow_null=True, help_text="Wilson, 95%")


class UnansweredSerializer(serializers.Serializer[Any]):
    group = serializers.CharField()
    reason = serializers.ChoiceField(REASONS)


class PaperCorrectionsSerializer(serializers.Serializer[Any]):
    rate = serializers.FloatField()
    low = serializers.FloatField(help_text="of the language corrected least")
    high = serializers.FloatField(help_text="of the language corrected most")


class CorrectionRatesSerializer(serializers.Serializer[Any]):
    rows = RateRowSerializer(many=True)
    unanswered = UnansweredSerializer(many=True, help_text="nothing of these is settled")
    paper = PaperCorrectionsSerializer()


class EffortRowSerializer(serializers.Serializer[Any]):
    """See `annotation.statistics.corrections.EffortRow`."""

    group = serializers.CharField()
    items = serializers.IntegerField()
    measured = serializers.IntegerField(help_text="the sweep measures the others soon")
    hter = serializers.FloatField(allow_null=True, help_text="edits per word; may pass 1")
    cer = serializers.FloatField(allow_null=True, help_text="character edits per character")
    chrf = serializers.FloatField(allow_null=True, help_text="mean, 0-100")
    words_added = serializers.IntegerField()
    words_removed = serializers.IntegerField()
    words_replaced = serializers.IntegerField()
    active_s = serializers.FloatField(allow_null=True, help_text="median seconds at work")
    active_interval = IntervalSerializer(
        allow_null=True, help_text="of that median, 95%; null below six"
    )
    reviewed = serializers.IntegerField(help_text="read by two natives or three")
    disputed = serializers.IntegerField(help_text="of these, where the two disagreed")
    overridden = serializers.IntegerField(help_text="a native set a warning aside")


class EditKindRowSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField([kind.value for kind in EditKind])
    corrections = serializers.IntegerField(help_text="texts with it, in either field")
    question = serializers.IntegerField()
    answer = serializers.IntegerField()


class ReplacementSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    old = serializers.CharField()
    new = serializers.CharField()
    corrections = serializers.IntegerField(help_text="texts with it")


class EditsSerializer(serializers.Serializer[Any]):
    measured = serializers.IntegerField(help_text="corrected texts whose edits are known")
    kinds = EditKindRowSerializer(many=True, help_text="the most frequent first")
    replacements = ReplacementSerializer(
        many=True, help_text="by language, the most frequent first"
    )


class CorrectionRatesView(APIView):
    """How often natives corrected, with intervals; from the maintained counts."""

    permission_classes = [ReadsItems]

    @extend_schema(
        parameters=[GroupedSerializer],
        responses={200: CorrectionRatesSerializer, 400: ErrorSerializer},
    )
    def get(self, request: Request, slug: str) -> Response:
        dataset, chosen, asked = read_chosen(request, slug, GroupedSerializer)
        rows = measure_rates(chosen, by=asked["by"])
        groups = [row.group for row in rows]
        low, high = PAPER_RANGE
        shown = {
            "rows": [asdict(row) for row in rows],
            "unanswered": find_unanswered(dataset, chosen, groups, by=asked["by"]),
            "paper": {"rate": PAPER_RATE, "low": low, "high": high},
        }
        return Response(CorrectionRatesSerializer(shown).data)


class CorrectionEffortView(APIView):
    """How much work corrections were: edits, likeness, and time."""

    permission_classes = [ReadsItems]

    @extend_schema(
        parameters=[GroupedSerializer],
        responses={200: EffortRowSerializer(many=True), 400: ErrorSerializer},
    )
    def get(self, request: Request, slug: str) -> Response:
        _, chosen, asked = read_chosen(request, slug, GroupedSerializer)
        rows = measure_work(chosen, by=asked["by"])
        return Response(EffortRowSerializer(rows, many=True).data)


class CorrectionTimesView(APIView):
    """How often natives corrected, by the day or week when the item was settled (UTC)."""

    permission_classes = [ReadsItems]

    @extend_schema(
        parameters=[SteppedSerializer],
        responses={200: RateRowSerializer(many=True), 400: ErrorSerializer},
    )
    def get(self, request: Request, slug: str) -> Response:
        _, chosen, asked = read_chosen(request, slug, SteppedSerializer)
        rows = [asdict(row) for row in measure_times(chosen, step=asked["step"])]
        return Response(RateRowSerializer(rows, many=True).data)


class CorrectionEditsView(APIView):
    """The most frequent kinds of edits, and words that took another's place."""

    permission_classes = [ReadsItems]

    @extend_schema(
        parameters=[ChosenSerializer], responses={200: EditsSerializer, 400: ErrorSerializer}
    )
    def get(self, request: Request, slug: str) -> Response:
        _, chosen, _ = read_chosen(request, slug, ChosenSerializer)
        return Response(EditsSerializer(measure_edits(chosen)).data)


def read_chosen(
    request: Request, slug: str, shape: type[ChosenSerializer]
) -> tuple[Dataset, Chosen, dict[str, Any]]:
    """Also what was asked beside it. Answers 404 and 400."""
    sent = shape(data=request.query_params)
    sent.is_valid(raise_exception=True)
    asked = dict(sent.validated_data)
    dataset = visible_dataset(request, slug)
    beside = {name: asked.pop(name) for name in ("by", "step") if name in asked}
    return dataset, Chosen(dataset=dataset.pk, **asked), beside
