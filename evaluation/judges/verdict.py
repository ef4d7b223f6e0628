"""What a judge may say of two answers, and in which order it saw them."""

from enum import StrEnum


class Verdict(StrEnum):
    """Which of the answers as they were shown is better."""

    FIRST = "first"
    SECOND = "second"
    TIE = "tie"


class Order(StrEnum):
    """Which system's answer stood first."""

    TESTED_FIRST = "tested_first"
    BASELINE_FIRST = "baseline_first"
