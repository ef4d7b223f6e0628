"""Automatic checks of texts and recordings: pure functions over plain data."""

from generation.checks.audio import AUDIO_CHECKS, AUDIO_RULES, AudioMeasure, check_recording
from generation.checks.outcome import CheckOutcome, Rule
from generation.checks.text import TEXT_CHECKS, TEXT_RULES, check_translation

THRESHOLDS = {rule.name: rule.threshold for rule in (*TEXT_RULES, *AUDIO_RULES)}
"""The current ones, by name; a check passes at or below its own."""

__all__ = [
    "AUDIO_CHECKS",
    "AUDIO_RULES",
    "TEXT_CHECKS",
    "TEXT_RULES",
    "THRESHOLDS",
    "AudioMeasure",
    "CheckOutcome",
    "Rule",
    "check_recording",
    "check_translation",
]
