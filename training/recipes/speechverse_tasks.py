"""The eleven tasks that SpeechVerse learns (its Table 1), as sources. Holds no recipe.

Each lies in a folder of the source's name. All but CoVoST-2 are in the plain layout of the suites'
tables, whoever published the clips; labels of keyword tasks are made by
`evaluation.suites.keyword_labels`. CoVoST-2's Catalan is none of our languages.
"""

from collections.abc import Mapping
from math import sqrt

from engines.protocols import Task
from training.recipes.fields import Layout, Source

LANGUAGES = ("eng", "deu", "fra", "ron")
"""English is heard; the others are translated into (A.3)."""
JOINT = 0.1
"""Of samples: the paper says "a small portion" (section 4.3.2)."""


def _heard(suite: str, *, task: Task = Task.ANSWER, described: bool = False) -> Source:
    return Source(
        layout=Layout.TABLE, task=task, suite=suite, described=described, languages=("eng",)
    )


def _translated(layout: Layout, *targets: str) -> Source:
    return Source(
        layout=layout,
        task=Task.TRANSLATE,
        suite="english_speech_translation",
        languages=("eng",),
        targets=targets,
    )


_ASR = _heard("english_speech_recognition", task=Task.TRANSCRIBE)
ASR = {f"{name}_asr": _ASR for name in (
    "librispeech", "common_voice", "voxpopuli", "slurp", "europarl", "msp_podcast"
)}  # fmt: skip
ST = {
    "covost2_st": _translated(Layout.COVOST2, "deu"),
    "europarl_st": _translated(Layout.TABLE, "deu", "fra", "ron"),
}
IC = {"slurp_ic": _heard("intent_classification", described=True)}
SF = {"slurp_sf": _heard("slot_filling", described=True)}
KWE = {f"{name}_kwe": _heard("keyword_extraction") for name in ("librispeech", "common_voice")}
KWS = {f"{name}_kws": _heard("keyword_search") for name in ("librispeech", "common_voice")}
ER = {"msp_podcast_er": _heard("emotion_recognition")}
ASC = {"msp_podcast_asc": _heard("sentiment_classification")}
SC = {"fisher_sc": _heard("speaker_counting")}
AC = {"common_voice_ac": _heard("accent_classification")}
SNS = {"sounds_sns": _heard("speech_detection")}
ALPACA = {
    "alpaca": Source(
        layout=Layout.FOLDER,
        task=Task.ANSWER,
        instruction="Do what is asked.",
        languages=("eng",),
    )
}
"""Instructions whose input was voiced; each row of its table has its own (section 3.1)."""

Sources = Mapping[str, Source]
SAMPLES: Mapping[str, tuple[Sources, int]] = {
    "ASR": (ASR, 1_782_000),
    "ST": (ST, 666_000),
    "IC": (IC, 47_000),
    "SF": (SF, 30_000),
    "KWE": (KWE, 569_000),
    "KWS": (KWS, 569_000),
    "ER": (ER, 57_000),
    "ASC": (ASC, 84_000),
    "SC": (SC, 755_000),
    "AC": (AC, 123_000),
    "SNS": (SNS, 149_000),
    "Alpaca": (ALPACA, 52_000),
}
"""Samples of each task in Table 1; of Alpaca, as it is published."""
WORDS = {
    "ASR": "transcribing",
    "ST": "translating",
    "IC": "intents",
    "SF": "slots",
    "KWE": "naming keywords",
    "KWS": "looking for a keyword",
    "ER": "emotions",
    "ASC": "sentiment",
    "SC": "counting speakers",
    "AC": "accents",
    "SNS": "speech or none",
}
"""What the paper's abbreviations stand for."""


def weighted_tasks() -> dict[str, Source]:
    """All tasks, a task's part of an epoch being as the root of its samples.

    An epoch holds as many samples as there are. The paper chose its weights with a validation set
    and doesn't print them.
    """
    roots = {task: sqrt(count) for task, (_, count) in SAMPLES.items()}
    every = sum(count for _, count in SAMPLES.values())
    return {
        name: source.model_copy(
            update={"weight": round(every * roots[task] / sum(roots.values()) / count, 2)}
        )
        for task, (sources, count) in SAMPLES.items()
        for name, source in sources.items()
    }
