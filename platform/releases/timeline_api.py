"""The life of one item over REST."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import ReadsItems, person
from catalog.api import LanguageField, visible_dataset
from corpus.models import Recording, Translation
from releases.api import CheckSerializer
from releases.examples import example
from releases.timeline import Event, EventKind, Person, tell_life


class EventOutcomeSerializer(serializers.Serializer[Any]):
    """A text or a recording: which of both says whether there is audio."""

    is_current = serializers.BooleanField()
    engine = serializers.CharField()
    engine_version = serializers.CharField()
    licence = serializers.CharField()
    job = serializers.IntegerField(allow_null=True)
    question = serializers.CharField(help_text="Empty of a recording.")
    answer = serializers.CharField(help_text="Empty of a recording.")
    voice = serializers.CharField(help_text="Empty of a text.")
    audio_url = serializers.CharField(allow_null=True)
    duration_s = serializers.FloatField(allow_null=True)
    attempt = serializers.IntegerField(allow_null=True)


class PersonSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField(help_text="Counted within this item alone.")
    name = serializers.CharField(help_text="For managers; empty for everyone else.")


class ScoresSerializer(serializers.Serializer[Any]):
    naturalness = serializers.IntegerField()
    understood = serializers.IntegerField()


class ItemEventSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(EventKind.choices)
    at = serializers.DateTimeField(
        allow_null=True, help_text="Of checks: when what they judge was made."
    )
    language = serializers.CharField(help_text="Empty where it happened to the item itself.")
    person = PersonSerializer(allow_null=True)
    detail = serializers.CharField(
        help_text="The source, split, other item, verdict, cause or release, by the kind."
    )
    made = EventOutcomeSerializer(allow_null=True)
    checks = CheckSerializer(many=True)
    scores = ScoresSerializer(allow_null=True)


class LifeFilterSerializer(serializers.Serializer[dict[str, str]]):
    language = LanguageField(required=False)


class TimelineView(APIView):
    """What happened to an item, the first thing first. Raters' names are for managers."""

    permission_classes = [ReadsItems]

    @extend_schema(
        parameters=[LifeFilterSerializer],
        responses=ItemEventSerializer(many=True),
        examples=[example("event")],
    )
    def get(self, request: Request, slug: str, pk: int) -> Response:
        dataset = visible_dataset(request, slug)
        item = get_object_or_404(dataset.items.select_related("source"), pk=pk)
        sent = LifeFilterSerializer(data=request.query_params)
        sent.is_valid(raise_exception=True)
        language = sent.validated_data.get("language", "")
        names = person(request).manages
        events, people = tell_life(dataset, item, language=language, names=names)
        parts = [_describe(event, people) for event in events]
        # One serializer for all: each copies its fields when it is made.
        return Response(ItemEventSerializer(parts, many=True).data)


def _describe(event: Event, people: dict[int, Person]) -> dict[str, Any]:
    by = people.get(event.by or 0)
    scores = event.scores and dict(zip(("naturalness", "understood"), event.scores, strict=True))
    return {
        "kind": event.kind,
        "at": event.at,
        "language": event.language,
        "person": by,
        "detail": event.detail,
        "made": event.made and _describe_made(event.made),
        "checks": event.checks,
        "scores": scores,
    }


def _describe_made(made: Translation | Recording) -> dict[str, Any]:
    common = ("is_current", "engine", "engine_version", "licence")
    described = {**_NOTHING, **{name: getattr(made, name) for name in common}, "job": made.job_id}
    if isinstance(made, Translation):
        return {**described, "question": made.question, "answer": made.answer}
    spoken = {name: getattr(made, name) for name in ("voice", "duration_s", "attempt")}
    return {**described, **spoken, "audio_url": f"/audio/{made.sha256}"}


_NOTHING = {
    "question": "",
    "answer": "",
    "voice": "",
    "audio_url": None,
    "duration_s": None,
    "attempt": None,
}
