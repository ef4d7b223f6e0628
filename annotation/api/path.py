"""A rater's way into a campaign: where it stands, consent, trials, sessions; and its preview."""

from collections.abc import Sequence
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Manages, Rates, person
from annotation.api.assignments import (
    AssignmentSerializer,
    ScaleSerializer,
    show_assignment,
    show_scale,
)
from annotation.api.campaigns import find_campaign
from annotation.api.work import parse
from annotation.controls.texts import load_texts
from annotation.enums import Asks, SessionState, Step, TrialKind, TrialState
from annotation.models import Campaign, RatingSession, Trial
from annotation.services import path, sessions, trials
from annotation.services.assigning import left_in
from annotation.services.preview import preview_campaign
from annotation.services.protocols import protocol_of
from annotation.statistics.sessions import describe_sessions
from catalog.api import LanguageField
from common.api import ErrorSerializer


class PlaceWishSerializer(serializers.Serializer[dict[str, Any]]):
    campaign = serializers.IntegerField()
    language = LanguageField()


class ConsentTextSerializer(serializers.Serializer[Any]):
    version = serializers.IntegerField()
    language = serializers.CharField(help_text="English where there is no translation")
    text = serializers.CharField()
    warning = serializers.CharField(help_text="Empty: the sample holds no sensitive text.")


class PlaceSerializer(serializers.Serializer[Any]):
    step = serializers.ChoiceField(Step.choices)
    message = serializers.CharField()
    until = serializers.DateTimeField(allow_null=True)
    daily = serializers.BooleanField(help_text="A break because of the day's limit.")
    steps = serializers.ListField(
        child=serializers.ChoiceField(Step.choices), help_text="all that come before the first clip"
    )
    has_sessions = serializers.BooleanField()
    session = serializers.IntegerField(allow_null=True, help_text="the open one, to go on with")
    consent = ConsentTextSerializer(allow_null=True)


class ConsentSerializer(PlaceWishSerializer):
    version = serializers.IntegerField(help_text="of the text that was read")


class TrialWishSerializer(PlaceWishSerializer):
    kind = serializers.ChoiceField(TrialKind.choices)


class QuestionSerializer(serializers.Serializer[Any]):
    asks = serializers.ChoiceField(Asks.choices)
    audio_url = serializers.CharField(allow_null=True)
    duration_s = serializers.FloatField()
    text = serializers.CharField()
    choices = serializers.ListField(
        child=serializers.CharField(), help_text="Empty: a score, 1-5, is asked for."
    )
    expected = serializers.IntegerField(
        allow_null=True, help_text="In a training alone: the score that the clip stands for."
    )


class TrialSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    kind = serializers.ChoiceField(TrialKind.choices)
    state = serializers.ChoiceField(TrialState.choices)
    score = serializers.FloatField(allow_null=True)
    questions = QuestionSerializer(many=True)
    scale = ScaleSerializer(allow_null=True, help_text="In a training: the one of the campaign.")


class TrialAnswersSerializer(serializers.Serializer[dict[str, Any]]):
    answers = serializers.ListField(
        child=serializers.IntegerField(),
        max_length=100,
        help_text="The number of the choice, from 0, or a score, 1-5; one for each question.",
    )


class SessionWishSerializer(PlaceWishSerializer):
    device = serializers.CharField(max_length=64, help_text="A number the browser drew.")
    take_over = serializers.BooleanField(default=False)


class RatingSessionSerializer(serializers.Serializer[Any]):
    """``assignments`` are all that is left of it, in order, so that they can be loaded ahead."""

    id = serializers.IntegerField()
    state = serializers.ChoiceField(SessionState.choices)
    campaign = serializers.IntegerField()
    language = serializers.CharField()
    clips = serializers.IntegerField()
    started_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    attentive = serializers.BooleanField(
        allow_null=True, help_text="None until it is over; false: an attention check failed."
    )
    assignments = AssignmentSerializer(many=True)


class PreviewTrialSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(TrialKind.choices)
    questions = QuestionSerializer(many=True)
    scale = ScaleSerializer(allow_null=True)


class PreviewSerializer(serializers.Serializer[Any]):
    steps = serializers.ListField(child=serializers.ChoiceField(Step.choices))
    consent = ConsentTextSerializer(allow_null=True)
    trials = PreviewTrialSerializer(many=True)
    assignments = AssignmentSerializer(many=True)


class PreviewWishSerializer(serializers.Serializer[dict[str, Any]]):
    language = LanguageField()


class PlaceView(APIView):
    """Which step is due before a campaign, in a language."""

    permission_classes = [Rates]

    @extend_schema(
        parameters=[PlaceWishSerializer],
        responses={200: PlaceSerializer, 403: ErrorSerializer, 409: ErrorSerializer},
    )
    def get(self, request: Request) -> Response:
        wish = PlaceWishSerializer(data=request.query_params)
        wish.is_valid(raise_exception=True)
        return _show_place(request, wish.validated_data)


class ConsentView(APIView):
    """The rater read the text, with its warning, and agrees."""

    permission_classes = [Rates]

    @extend_schema(
        request=ConsentSerializer, responses={200: PlaceSerializer, 409: ErrorSerializer}
    )
    def post(self, request: Request) -> Response:
        sent = parse(ConsentSerializer, request)
        path.give_consent(
            find_campaign(request, sent["campaign"]),
            language=sent["language"],
            by=person(request),
            version=sent["version"],
        )
        return _show_place(request, sent)


class TrialsView(APIView):
    """Begins a qualification, an environment check or a training, or goes on with the open one."""

    permission_classes = [Rates]

    @extend_schema(
        request=TrialWishSerializer, responses={200: TrialSerializer, 409: ErrorSerializer}
    )
    def post(self, request: Request) -> Response:
        sent = parse(TrialWishSerializer, request)
        trial = trials.start_trial(
            find_campaign(request, sent["campaign"]),
            language=sent["language"],
            by=person(request),
            kind=TrialKind(sent["kind"]),
        )
        return Response(TrialSerializer(_show_trial(trial)).data)


class TrialAnswersView(APIView):
    """Ends a trial; tells the score, not which answers were right."""

    permission_classes = [Rates]

    @extend_schema(
        request=TrialAnswersSerializer,
        responses={200: TrialSerializer, 400: ErrorSerializer, 409: ErrorSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        sent = parse(TrialAnswersSerializer, request)
        trial = trials.finish_trial(pk, by=person(request), **sent)
        return Response(TrialSerializer(_show_trial(trial)).data)


class SessionsView(APIView):
    """Starts a session or goes on with the open one. One at a time, in one tab."""

    permission_classes = [Rates]

    @extend_schema(
        request=SessionWishSerializer,
        responses={200: RatingSessionSerializer, 409: ErrorSerializer},
    )
    def post(self, request: Request) -> Response:
        sent = parse(SessionWishSerializer, request)
        session = sessions.start_session(
            find_campaign(request, sent["campaign"]),
            language=sent["language"],
            by=person(request),
            device=sent["device"],
            take_over=sent["take_over"],
        )
        return Response(RatingSessionSerializer(_show_session(session)).data)


class RatingSessionView(APIView):
    """A rater's own session: what is left, or what came of it."""

    permission_classes = [Rates]

    @extend_schema(responses=RatingSessionSerializer)
    def get(self, request: Request, pk: int) -> Response:
        session = get_object_or_404(person(request).rating_sessions, pk=pk)
        return Response(RatingSessionSerializer(_show_session(session)).data)


class LeaveSessionView(APIView):
    """Ends a session early; its clips go to others."""

    permission_classes = [Rates]

    @extend_schema(request=None, responses={200: RatingSessionSerializer, 409: ErrorSerializer})
    def post(self, request: Request, pk: int) -> Response:
        session = sessions.leave_session(pk, by=person(request))
        return Response(RatingSessionSerializer(_show_session(session)).data)


class PreviewView(APIView):
    """The whole way of a rater, drawn anew at each call; nothing is recorded."""

    permission_classes = [Manages]

    @extend_schema(
        request=PreviewWishSerializer,
        responses={200: PreviewSerializer, 400: ErrorSerializer, 409: ErrorSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        language = parse(PreviewWishSerializer, request)["language"]
        campaign = find_campaign(request, pk)
        with preview_campaign(campaign, language=language, by=person(request)) as shown:
            body = {
                "steps": shown.steps,
                "consent": _consent_text(campaign, language),
                "trials": [
                    _show_trial_of(campaign, language, kind, [vars(one) for one in questions])
                    for kind, questions in shown.trials.items()
                ],
                "assignments": [show_assignment(one) for one in shown.assignments],
            }
        return Response(PreviewSerializer(body).data, status=status.HTTP_200_OK)


def _show_place(request: Request, wish: dict[str, Any]) -> Response:
    campaign = find_campaign(request, wish["campaign"])
    language = wish["language"]
    place = path.find_place(campaign, language=language, rater=person(request))
    body = {
        "step": place.step,
        "message": place.message,
        "until": place.until,
        "daily": place.daily,
        "steps": path.entry_steps(campaign),
        "has_sessions": campaign.has_sessions,
        "session": sessions.find_open(campaign, language=language, rater=person(request)),
        "consent": _consent_text(campaign, language),
    }
    return Response(PlaceSerializer(body).data)


def _consent_text(campaign: Campaign, language: str) -> dict[str, Any] | None:
    version = protocol_of(campaign).consent_version
    if version is None:
        return None
    texts = load_texts(language, version)
    sensitive = campaign.sample.filter(item__source__sensitive=True).exists()
    return {
        "version": version,
        "language": texts.language,
        "text": texts.consent,
        "warning": texts.warning if sensitive else "",
    }


def _show_trial(trial: Trial) -> dict[str, Any]:
    return {
        "id": trial.pk,
        "state": trial.state,
        "score": trial.score,
        **_show_trial_of(trial.campaign, trial.language, trial.kind, trial.questions),
    }


def _show_trial_of(
    campaign: Campaign, language: str, kind: str, rows: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    trains = kind == TrialKind.TRAINING
    ladder = trials.ladder(len(rows)) if trains else [None] * len(rows)
    return {
        "kind": kind,
        "questions": [
            _show_question(row, expected) for row, expected in zip(rows, ladder, strict=True)
        ],
        "scale": show_scale(language, campaign.scale_version) if trains else None,
    }


def _show_question(row: dict[str, Any], expected: int | None) -> dict[str, Any]:
    """Without what is right."""
    return {
        "asks": trials.what_is_asked(trials.Question(**row)),
        "audio_url": f"/audio/{row['sha256']}" if row["sha256"] else None,
        "duration_s": row["duration_s"],
        "text": row["text"],
        "choices": row["choices"],
        "expected": expected,
    }


def _show_session(session: RatingSession) -> dict[str, Any]:
    """That a trap failed is told only at the end; what gold says is not told at all."""
    facts = describe_sessions([session])[0]
    over = session.state != SessionState.ACTIVE
    shown = [] if over else left_in(session)
    return {
        "id": session.pk,
        "state": session.state,
        "campaign": session.campaign_id,
        "language": session.language,
        "clips": facts.clips + facts.traps + facts.gold_clips,
        "started_at": session.started_at,
        "expires_at": session.expires_at,
        "ended_at": session.ended_at,
        "attentive": facts.traps_failed == 0 if over else None,
        "assignments": [show_assignment(one, left=len(shown)) for one in shown],
    }
