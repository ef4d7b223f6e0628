"""Clips whose answer is known: what they are made of, and who may hear them."""

from collections import Counter
from datetime import timedelta

import numpy as np
import pytest

from annotation.controls import sounds
from annotation.controls.texts import load_texts
from annotation.enums import ControlRole
from annotation.errors import ControlsMissingError
from annotation.models import ControlClip
from annotation.services.controls import ensure_controls
from corpus import storage_check
from corpus.models import Recording
from corpus.storage import audio_store
from engines.audio import decode
from languages import LANGUAGES
from tests.annotation.path_steps import join, make_session_campaign
from tests.annotation.steps import make_rater
from tests.conftest import ClientFor

SPEECH = (np.sin(np.arange(22_050) / 9) * 0.3).astype(np.float32)


def loudness(samples: sounds.Samples) -> float:
    return float(np.sqrt(np.mean(np.square(samples))))


@pytest.mark.parametrize("decibel", [-15.0, 0.0, 20.0])
def test_noise_has_the_ratio_asked_for(decibel: float) -> None:
    mixed = sounds.add_noise(SPEECH, decibel, seed=1)
    gain = float(mixed @ SPEECH / (SPEECH @ SPEECH))
    ratio = 20 * np.log10(loudness(SPEECH * gain) / loudness(mixed - SPEECH * gain))
    assert ratio == pytest.approx(decibel, abs=0.6)
    assert np.abs(mixed).max() <= 0.91


def test_noise_under_silence_or_nothing_is_silence_or_nothing() -> None:
    silence = np.zeros(100, dtype=np.float32)
    assert not sounds.add_noise(silence, 0.0, seed=1).any()
    assert sounds.add_noise(silence[:0], 0.0, seed=1).size == 0


def test_ladder_climbs_from_worst_to_best() -> None:
    *noisy, clean = sounds.LADDER_DB
    assert clean is None
    steps = [level for level in noisy if level is not None]
    assert steps == sorted(steps)
    assert steps[0] > sounds.GOLD_DB


@pytest.mark.parametrize("quiet", [0, 1, 2])
def test_one_of_three_tones_is_half_as_loud(quiet: int) -> None:
    tones = sounds.make_tones(quiet)
    length = round(0.8 * sounds.TONE_RATE)
    starts = [round(number * 1.2 * sounds.TONE_RATE) for number in range(3)]
    levels = [loudness(tones[start : start + length]) for start in starts]
    assert levels.index(min(levels)) == quiet
    assert min(levels) / max(levels) == pytest.approx(0.5, abs=0.01)


def test_texts_are_there_in_all_languages_and_say_the_score() -> None:
    for language in LANGUAGES:
        texts = load_texts(language)
        assert texts.language == language
        assert "4" in texts.speak_trap(4)
        assert texts.consent
        assert texts.warning
        assert texts.reviewed == (language == "eng")


def test_language_without_texts_falls_back_to_english() -> None:
    assert load_texts("xxx") == load_texts("eng")


@pytest.mark.django_db
def test_traps_speak_every_score_in_several_voices() -> None:
    campaign = make_session_campaign(clips=1)
    ControlClip.objects.all().delete()
    traps = ensure_controls(campaign, "ara", ControlRole.TRAP)
    scores = Counter(clip.understood for clip in traps)
    assert set(scores) == {1, 2, 3, 4, 5}
    assert min(scores.values()) > 1
    assert len({clip.sha256 for clip in traps}) == len(traps)
    samples, rate = decode(audio_store().get(traps[0].sha256))
    assert len(samples) / rate == pytest.approx(traps[0].duration_s)
    assert ensure_controls(campaign, "ara", ControlRole.TRAP) == traps


@pytest.mark.django_db
def test_gold_is_drowned_in_noise_and_made_of_clips_nobody_is_asked_about() -> None:
    campaign = make_session_campaign(clips=1)
    ControlClip.objects.all().delete()
    gold = ensure_controls(campaign, "ara", ControlRole.GOLD)
    assert {(clip.naturalness, clip.understood) for clip in gold} == {(1, 1)}
    assert not Recording.objects.filter(sha256__in=[clip.sha256 for clip in gold])


@pytest.mark.django_db
def test_gold_without_any_recording_is_refused_in_words() -> None:
    campaign = make_session_campaign(clips=1)
    with pytest.raises(ControlsMissingError, match="no gold clip in hin"):
        ensure_controls(campaign, "hin", ControlRole.GOLD)


@pytest.mark.django_db
def test_control_clips_have_the_address_of_recordings_and_their_guards(
    client_for: ClientFor,
) -> None:
    campaign = make_session_campaign(clips=1)
    clip = ensure_controls(campaign, "ara", ControlRole.TRAINING)[0]
    member = client_for(join(campaign)).get(f"/audio/{clip.sha256}")
    member.getvalue()  # to its end, where the file is closed
    stranger = client_for(make_rater()).get(f"/audio/{clip.sha256}")
    assert (member.status_code, stranger.status_code) == (200, 404)
    assert member.headers["Content-Type"] == "audio/flac"


@pytest.mark.django_db
def test_control_clips_are_no_orphans(monkeypatch: pytest.MonkeyPatch) -> None:
    campaign = make_session_campaign(clips=1)
    ensure_controls(campaign, "ara", ControlRole.TRAINING)
    lost = audio_store().put(b"nobody's")
    monkeypatch.setattr(storage_check, "GRACE", timedelta(seconds=-60))
    made = set(ControlClip.objects.filter(role="training").values_list("sha256", flat=True))
    orphans = set(storage_check.check_storage(campaign.dataset).orphan_names)
    assert lost in orphans
    assert not made & orphans
