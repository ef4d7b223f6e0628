"""How many texts and clips one CPU core checks, without any engine."""

from collections.abc import Sequence

import numpy as np

from engines.audio import decode, encode_flac, measure
from generation.checks import check_recording, check_translation
from tests.bench.result import Result, seconds

TEXTS = 5_000
CLIPS = 100
_PAIR = (
    "Which of these planets has the shortest year?",
    "Welcher dieser Planeten hat das kürzeste Jahr?",
)
_RATE, _CLIP_S = 22_050, 4


def check() -> Sequence[Result]:
    texts_s = seconds(lambda: [check_translation(*_PAIR, language="deu") for _ in range(TEXTS)])
    content = _clip()
    clips_s = seconds(lambda: [_check_clip(content) for _ in range(CLIPS)])
    return [
        Result("checks of texts, one core", f"{TEXTS / texts_s:,.0f} texts/s"),
        Result(
            f"decode, measure and check clips of {_CLIP_S} s, one core",
            f"{CLIPS / clips_s:,.0f} clips/s",
        ),
    ]


def _clip() -> bytes:
    noise = np.random.default_rng(0).normal(0, 0.05, _RATE * _CLIP_S)
    return encode_flac(noise.astype(np.float32), _RATE)


def _check_clip(content: bytes) -> object:
    return check_recording(measure(*decode(content)), text=_PAIR[1], language="deu")
