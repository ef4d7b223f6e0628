"""Automatic checks of texts and recordings: pure functions over plain data."""

from generation.checks.audio import AUDIO_CHECKS, AudioMeasure, check_recording
from generation.checks.outcome import CheckOutcome, Rule
from generation.checks.text import TEXT_CHECKS, check_translation

__all__ = [
    "AUDIO_CHECKS",
    "TEXT_CHECKS",
    "AudioMeasure",
    "CheckOutcome",
    "Rule",
    "check_recording",
    "check_translation",
]
