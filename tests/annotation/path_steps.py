"""A rater's way into a campaign, in one line each."""

from datetime import timedelta
from typing import Any

import numpy as np
from django.utils import timezone

from accounts.models import User
from annotation.enums import ControlRole, TrialKind, TrialState
from annotation.models import Assignment, Campaign, ControlClip, RatingSession, Trial
from annotation.services.answering import rate_recording
from annotation.services.path import give_consent
from annotation.services.sessions import start_session
from annotation.services.trials import finish_trial, start_trial
from catalog.models import Dataset
from engines.audio import encode_flac
from tests.annotation.steps import ended, make_rater
from tests.factories import (
    make_campaign,
    make_dataset,
    make_item,
    make_protocol,
    make_recording,
    make_translation,
)

TONE = encode_flac(np.sin(np.arange(4_000) / 5).astype(np.float32) * 0.3, 16_000)


def make_clips(dataset: Dataset, count: int, **fields: Any) -> None:
    """Real sound, of no length as far as the server's clock is concerned."""
    for _ in range(count):
        text = make_translation(make_item(dataset, **fields))
        make_recording(text, content=TONE)


def make_session_campaign(clips: int = 12, *, votes: int = 2, **protocol: Any) -> Campaign:
    """Clips in the bench, and six outside, for gold, training and qualification."""
    dataset = make_dataset()
    make_clips(dataset, clips)
    make_clips(dataset, 6, in_bench=False)
    settings = {"session_size": 10, "traps_per_session": 1, "gold_per_session": 1, **protocol}
    rules = make_protocol(dataset, **settings)
    campaign = make_campaign(dataset, protocol=rules, votes_per_item=votes)
    make_controls(campaign)
    return campaign


def make_controls(campaign: Campaign) -> None:
    """Without a voice, which takes a second: what is drawn matters here, not what it says."""
    for role, score in ((ControlRole.TRAP, 2), (ControlRole.TRAP, 4), (ControlRole.GOLD, 1)):
        ControlClip.objects.create(
            dataset=campaign.dataset,
            language="ara",
            role=role,
            name=f"score {score}",
            sha256=f"{role}{score}".ljust(64, "0"),
            size_bytes=1,
            duration_s=0.0,
            naturalness=score,
            understood=score,
        )


def join(campaign: Campaign, *languages: str) -> User:
    return make_rater(campaign.dataset, *languages)


def begin(campaign: Campaign, by: User, device: str = "tab", **options: Any) -> RatingSession:
    return start_session(campaign, language="ara", by=by, device=device, **options)


def slots(session: RatingSession) -> list[Assignment]:
    return list(session.assignments.select_related("task__control").order_by("position"))


def rate_all(session: RatingSession, *, trap: int = 0, gold: int = 0, score: int = 3) -> None:
    """``trap`` and ``gold`` say how far off the rater is there."""
    for slot in slots(session):
        clip = slot.task.control
        given = score
        if clip is not None:
            given = (clip.naturalness or 0) + (trap if clip.role == ControlRole.TRAP else gold)
        rate_one(slot, given)


def rate_one(slot: Assignment, score: int = 3) -> None:
    rate_recording(slot.pk, by=slot.rater, naturalness=score, understood=score, playback=ended())


def agree(campaign: Campaign, rater: User) -> None:
    give_consent(campaign, language="ara", by=rater, version=1)


def take_trial(campaign: Campaign, rater: User, kind: TrialKind, *, right: bool = True) -> Trial:
    trial = start_trial(campaign, language="ara", by=rater, kind=kind)
    expected = [question["expected"] for question in trial.questions]
    answers = [3 if one is None else one if right else (one + 1) % 3 for one in expected]
    Trial.objects.filter(pk=trial.pk).update(started_at=timezone.now() - timedelta(hours=1))
    return finish_trial(trial.pk, by=rater, answers=answers)


def passed(trial: Trial) -> bool:
    return trial.state == TrialState.PASSED
