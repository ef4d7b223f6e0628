"""An assignment as its rater sees it: never more than a blind judgement may rest on."""

from collections.abc import Callable
from random import Random
from typing import Any

from rest_framework import serializers

from annotation.enums import CampaignKind, Verdict
from annotation.models import AnswerPair, Assignment, ControlClip
from annotation.progress import remaining
from annotation.scales import Question, load_scale
from annotation.services.preferring import shown_texts
from annotation.services.reviewing import shown_answers
from corpus.models import Item, Recording, Translation
from generation.results import split_name
from languages import SOURCE


class ClipSerializer(serializers.Serializer[Any]):
    audio_url = serializers.CharField()
    duration_s = serializers.FloatField()


class AnchorsSerializer(serializers.Serializer[Any]):
    question = serializers.CharField()
    anchors = serializers.DictField(child=serializers.CharField(), help_text="by score, 1-5")


class ScaleSerializer(serializers.Serializer[Any]):
    version = serializers.IntegerField()
    naturalness = AnchorsSerializer()
    understood = AnchorsSerializer()


class TextsSerializer(serializers.Serializer[Any]):
    question = serializers.CharField()
    answer = serializers.CharField()


class MachineTextsSerializer(TextsSerializer):
    engine = serializers.CharField()
    score = serializers.FloatField(allow_null=True)


class WarningSerializer(serializers.Serializer[Any]):
    field = serializers.CharField()
    name = serializers.CharField()
    message = serializers.CharField()


class ProposalSerializer(TextsSerializer):
    untranslatable = serializers.BooleanField()


class ReviewPartSerializer(serializers.Serializer[Any]):
    """What other natives made of it. Nothing says who they are, or which of two was first."""

    proposals = ProposalSerializer(
        many=True, help_text="One to read over, or two that disagree, for the last word."
    )


class AssignmentSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    kind = serializers.ChoiceField(CampaignKind.choices)
    campaign = serializers.IntegerField()
    language = serializers.CharField()
    source_language = serializers.CharField()
    content_warning = serializers.BooleanField(
        help_text="The text may be harmful; it may be skipped without penalty."
    )
    lease_expires_at = serializers.DateTimeField()
    remaining = serializers.IntegerField()
    recording = ClipSerializer(
        allow_null=True, help_text="Of a preference: the question, as it is heard."
    )
    heard = serializers.BooleanField()
    scale = ScaleSerializer(allow_null=True)
    source = TextsSerializer(allow_null=True)  # type: ignore[assignment]  # a field of this name
    translation = MachineTextsSerializer(allow_null=True)
    warnings = WarningSerializer(many=True)
    source_recording = ClipSerializer(allow_null=True, help_text="The English question.")
    review = ReviewPartSerializer(allow_null=True)
    answers = serializers.ListField(
        child=serializers.CharField(),
        allow_null=True,
        help_text="Of a preference: A and B, in the order drawn for this rater.",
    )


def show_assignment(assignment: Assignment, *, left: int | None = None) -> dict[str, Any]:
    """``left`` says what remains, where the caller knows."""
    task = assignment.task
    kind = CampaignKind(task.campaign.kind)
    return {
        "id": assignment.pk,
        "kind": kind,
        "campaign": task.campaign_id,
        "language": task.language,
        "source_language": SOURCE,
        "lease_expires_at": assignment.lease_expires_at,
        "remaining": remaining(assignment) if left is None else left,
        "heard": assignment.heard_at is not None,
        **_OF_OTHER_KINDS,
        **_SHOW[kind](assignment),
    }


_OF_OTHER_KINDS: dict[str, Any] = {
    "scale": None,
    "source": None,
    "translation": None,
    "warnings": [],
    "source_recording": None,
    "review": None,
    "answers": None,
}


def _listening(assignment: Assignment) -> dict[str, Any]:
    """Only the sound: who reads the text hears it better than it is.

    A trap or gold clip takes on the warning of a neighbour, so that it stands out by nothing.
    """
    task = assignment.task
    clip = task.recording or task.control
    subject = clip if isinstance(clip, Recording) else _neighbour(assignment)
    return {
        "content_warning": subject is not None and _is_sensitive(subject.translation.item),
        "recording": _clip(clip) if clip else None,
        "scale": show_scale(task.language, task.campaign.scale_version),
    }


def _preference(assignment: Assignment) -> dict[str, Any]:
    """The question's sound and both texts; nothing says where they come from."""
    pair = assignment.task.pair
    return {
        "content_warning": pair is not None and pair.sensitive,
        "recording": _clip(pair) if pair else None,
        "answers": shown_texts(assignment),
    }


def _correction(assignment: Assignment) -> dict[str, Any]:
    translation = assignment.task.translation
    assert translation is not None  # noqa: S101 - held by the constraint task_has_one_subject
    item = translation.item
    recording = translation.recordings.filter(is_current=True).first()
    english = Recording.objects.filter(translation__item=item, language=SOURCE, is_current=True)
    source = english.filter(set_aside=None).first()
    return {
        "content_warning": _is_sensitive(item),
        "recording": _clip(recording) if recording else None,
        "source": {"question": item.question, "answer": item.answer},
        "translation": {
            "question": translation.question,
            "answer": translation.answer,
            "engine": translation.engine,
            "score": translation.score,
        },
        "warnings": _warnings(translation),
        "source_recording": _clip(source) if source else None,
        "review": _review(assignment),
    }


_SHOW: dict[CampaignKind, Callable[[Assignment], dict[str, Any]]] = {
    CampaignKind.LISTENING: _listening,
    CampaignKind.CORRECTION: _correction,
    CampaignKind.PREFERENCE: _preference,
}


def _review(assignment: Assignment) -> dict[str, Any] | None:
    """Two stand in an order drawn for each reader, so that the first written has no edge."""
    shown = shown_answers(assignment)
    if not shown:
        return None
    Random(assignment.pk).shuffle(shown)  # noqa: S311 - a draw
    proposals = [
        {
            "question": one.question,
            "answer": one.answer,
            "untranslatable": one.verdict == Verdict.UNTRANSLATABLE,
        }
        for one in shown
    ]
    return {"proposals": proposals}


def _warnings(translation: Translation) -> list[dict[str, str]]:
    report = translation.reports.select_related("rules").first()
    failed = (one for one in report.outcomes() if not one.passed) if report else ()
    return [
        {"field": field, "name": name, "message": one.detail}
        for one in failed
        for field, name in [split_name(one.name)]
    ]


def _neighbour(assignment: Assignment) -> Recording | None:
    beside = assignment.session.assignments if assignment.session else Assignment.objects.none()
    clips = beside.filter(task__recording__isnull=False).order_by("position")
    found = clips.select_related("task__recording__translation__item__source").first()
    return found.task.recording if found else None


def _clip(recording: Recording | ControlClip | AnswerPair) -> dict[str, Any]:
    return {"audio_url": f"/audio/{recording.sha256}", "duration_s": recording.duration_s}


def _is_sensitive(item: Item) -> bool:
    return item.source.sensitive


def show_scale(language: str, version: int) -> dict[str, Any]:
    scale = load_scale(language, version)
    return {
        "version": scale.version,
        "naturalness": _question(scale.naturalness),
        "understood": _question(scale.understood),
    }


def _question(question: Question) -> dict[str, Any]:
    anchors = {str(score): words for score, words in question.anchors.items()}
    return {"question": question.question, "anchors": anchors}
