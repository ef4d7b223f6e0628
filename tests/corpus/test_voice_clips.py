from typing import Any

import numpy as np
import pytest

from corpus.errors import VoiceClipError
from corpus.voice_clips import CLEANEST_SNR_DB, estimate_snr, read_clip
from engines.audio import decode, encode_flac
from tests.clips import RATE, make_clip, make_speech


def problems(clip: bytes) -> tuple[str, ...]:
    with pytest.raises(VoiceClipError) as refused:
        read_clip(clip)
    return refused.value.problems


def test_read_clip_keeps_a_good_clip_as_it_is() -> None:
    kept = read_clip(make_clip(seconds=5))

    samples, rate = decode(kept.content)
    assert (rate, len(samples), kept.duration_s) == (RATE, 5 * RATE, 5.0)
    assert kept.loudness_lufs == pytest.approx(-12, abs=4)
    assert kept.snr_db == pytest.approx(50, abs=4)


@pytest.mark.parametrize("seconds", [3.0, 30.0])
def test_read_clip_takes_the_shortest_and_the_longest(seconds: float) -> None:
    assert read_clip(make_clip(seconds=seconds)).duration_s == seconds


@pytest.mark.parametrize(
    ("how", "problem"),
    [
        ({"seconds": 2.9}, "Lasts 2.9 s; give 3 to 30 s of speech."),
        ({"seconds": 30.1}, "Lasts 30.1 s; give 3 to 30 s of speech."),
        (
            {"level": 3.0},
            "Is clipped: 49.2% of it is at full scale. Record it lower.",
        ),
        (
            {"pauses": 0.7, "snr_db": 90.0},
            "Is silent for 67% of its length. Cut the pauses out.",
        ),
        (
            {"snr_db": 8.0},
            "Is noisy: speech is 8 dB above noise; give 15 or more.",
        ),
    ],
)
def test_read_clip_says_what_is_wrong(how: dict[str, Any], problem: str) -> None:
    assert problems(encode_flac(make_speech(**how), RATE)) == (problem,)


def test_read_clip_refuses_what_a_telephone_cut() -> None:
    assert problems(make_clip(rate=8_000)) == ("Has 8000 samples a second; give 16000 or more.",)


def test_read_clip_says_all_that_is_wrong_at_once() -> None:
    found = problems(make_clip(seconds=2, level=0.001))

    assert [problem.split(" ")[0:2] for problem in found] == [
        ["Lasts", "2.0"],
        ["Is", "too"],
        ["Is", "silent"],
    ]


def test_read_clip_of_silence_and_of_no_audio() -> None:
    silent = problems(encode_flac(np.zeros(5 * RATE, dtype=np.float32), RATE))

    assert silent[0] == "Is too quiet: silence; give -40 LUFS or louder."
    assert problems(b"no audio")[0].startswith("8 bytes can't be read as audio")


def test_estimate_snr_follows_the_background_and_is_bounded() -> None:
    estimates = [estimate_snr(make_speech(snr_db=db), RATE) for db in (10, 20, 40)]

    assert estimates == pytest.approx([10, 20, 40], abs=4)
    assert estimate_snr(make_speech(snr_db=300), RATE) == pytest.approx(CLEANEST_SNR_DB)
    assert estimate_snr(np.zeros(RATE, dtype=np.float32), RATE) == 0
    assert estimate_snr(np.zeros(0, dtype=np.float32), RATE) == 0
