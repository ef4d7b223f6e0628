"""Automatic checks of texts and recordings: pure functions over plain data."""

from generation.checks.audio import AUDIO_CHECKS, AUDIO_RULES, AudioMeasure, check_recording
from generation.checks.heard import HEARD_RULES
from generation.checks.outcome import CheckOutcome, Rule
from generation.checks.pace import PACE_OUTLIER
from generation.checks.text import TEXT_CHECKS, TEXT_RULES, check_translation

RULES = (*TEXT_RULES, *AUDIO_RULES, PACE_OUTLIER, *HEARD_RULES)

THRESHOLDS = {rule.name: rule.threshold for rule in RULES}
"""The current ones, by name; a check passes at or below its own."""

__all__ = [
    "AUDIO_CHECKS",
    "AUDIO_RULES",
    "RULES",
    "TEXT_CHECKS",
    "TEXT_RULES",
    "THRESHOLDS",
    "AudioMeasure",
    "CheckOutcome",
    "Rule",
    "check_recording",
    "check_translation",
]
