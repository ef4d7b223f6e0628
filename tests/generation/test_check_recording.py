from dataclasses import dataclass, replace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.checks import CheckOutcome, check_recording
from languages import LANGUAGES

TEXT = "What is the longest bone in the human body?"


@dataclass(frozen=True)
class Measure:
    duration_s: float = 2.8
    peak: float = 0.7
    loudness_lufs: float | None = -24.0
    clipped_share: float = 0.0
    leading_silence_s: float = 0.1
    trailing_silence_s: float = 0.2
    silent_share: float = 0.15


GOOD = Measure()


def nearly(value: float) -> float:
    return cast("float", pytest.approx(value, abs=0.001))


def failures(measure: Measure, text: str = TEXT, language: str = "eng") -> list[str]:
    found = check_recording(measure, text=text, language=language)
    return [one.name for one in found if not one.passed]


def test_check_recording_runs_every_check_in_order() -> None:
    assert check_recording(GOOD, text=TEXT, language="eng") == (
        CheckOutcome("silence", 1, 0.15, 0.6, passed=True, detail="15% of the clip is silent."),
        CheckOutcome("leading-silence", 1, 0.1, 1.5, passed=True, detail="Starts after 0.10 s."),
        CheckOutcome(
            "clipping", 1, 0.0, 0.001, passed=True, detail="0.00% of the samples are clipped."
        ),
        CheckOutcome("too-quiet", 1, 24.0, 40.0, passed=True, detail="Loudness -24.0 LUFS."),
        CheckOutcome(
            "seconds-per-character",
            1,
            nearly((2.5 + 0.5) / (34 * 0.07 + 0.5)),
            2.5,
            passed=True,
            detail="1.0 times slower than usual.",
        ),
        CheckOutcome(
            "trailing-silence", 1, 0.2, 2.0, passed=True, detail="Ends 0.20 s after its last sound."
        ),
    )


@pytest.mark.parametrize(
    ("text", "language", "seconds"),
    [
        ("人体最长的骨头是哪一块？", "cmn", 2.6),
        ("人間の体で一番長い骨は何ですか？", "jpn", 2.4),
        ("인체에서 가장 긴 뼈는 무엇입니까?", "kor", 2.2),
        ("ما هي أطول عظمة في جسم الإنسان؟", "ara", 2.4),
        ("मानव शरीर की सबसे लंबी हड्डी कौन सी है?", "hin", 2.5),
        ("In 1969?", "eng", 1.6),
    ],
)
def test_check_recording_knows_the_pace_of_a_script(
    text: str, language: str, seconds: float
) -> None:
    measure = replace(GOOD, duration_s=seconds)
    assert failures(measure, text, language) == []
    assert failures(replace(measure, duration_s=4 * seconds), text, language) == [
        "seconds-per-character"
    ]


@pytest.mark.parametrize(
    ("measure", "failed"),
    [
        (replace(GOOD, silent_share=0.7), ["silence"]),
        (replace(GOOD, leading_silence_s=1.6, duration_s=4.3), ["leading-silence"]),
        (replace(GOOD, trailing_silence_s=2.1, duration_s=4.8), ["trailing-silence"]),
        (replace(GOOD, clipped_share=0.01), ["clipping"]),
        (replace(GOOD, loudness_lufs=-50.0), ["too-quiet"]),
        (replace(GOOD, loudness_lufs=None, peak=0.005), ["too-quiet"]),
        (replace(GOOD, loudness_lufs=float("-inf"), peak=0.0), ["too-quiet"]),
        (replace(GOOD, duration_s=0.5), ["seconds-per-character"]),
        (replace(GOOD, duration_s=12.0), ["seconds-per-character"]),
        (
            Measure(0.0, 0.0, None, 0.0, 0.0, 0.0, 0.0),
            ["silence", "too-quiet", "seconds-per-character"],
        ),
        (
            Measure(3.0, 0.0, None, 0.0, 3.0, 3.0, 1.0),
            [
                "silence",
                "leading-silence",
                "too-quiet",
                "seconds-per-character",
                "trailing-silence",
            ],
        ),
    ],
)
def test_check_recording_fails_bad_clips(measure: Measure, failed: list[str]) -> None:
    assert failures(measure) == failed


def test_check_recording_takes_the_peak_of_a_clip_too_short_for_loudness() -> None:
    short = replace(GOOD, duration_s=0.4, loudness_lufs=None, peak=0.5)
    found = {one.name: one for one in check_recording(short, text="No.", language="eng")}
    assert found["too-quiet"] == CheckOutcome(
        "too-quiet",
        1,
        nearly(6.021),
        40.0,
        passed=True,
        detail="Peak 6.0 dB below full scale.",
    )


@given(
    st.builds(
        Measure,
        duration_s=st.floats(0, 100),
        peak=st.floats(0, 1),
        loudness_lufs=st.none() | st.floats(-120, 0),
        clipped_share=st.floats(0, 1),
        leading_silence_s=st.floats(0, 100),
        trailing_silence_s=st.floats(0, 100),
        silent_share=st.floats(0, 1),
    ),
    st.text(max_size=40),
    st.sampled_from(sorted(LANGUAGES)),
)
def test_check_recording_passes_exactly_up_to_the_threshold(
    measure: Measure, text: str, language: str
) -> None:
    for one in check_recording(measure, text=text, language=language):
        assert one.passed == (one.value <= one.threshold)
