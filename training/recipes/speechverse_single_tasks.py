"""SpeechVerse's models of one task, or of two akin: Task-FT (its section 3.2)."""

from collections.abc import Mapping
from itertools import chain

from training.recipes.fields import Recipe, Source
from training.recipes.speechverse_curriculum import SETTINGS, stage
from training.recipes.speechverse_tasks import JOINT, SAMPLES, WORDS

_RANK = 8
_FIRST = "speechverse_task_asr"
_TOGETHER = (
    ("ST",), ("IC", "SF"), ("KWE", "KWS"), ("ER", "ASC"), ("SC",), ("AC",), ("SNS",),
)  # fmt: skip
_JOINT = frozenset({"IC", "KWE", "ER"})
"""Tasks that the paper taught to say the transcript first (section 4.3.2)."""


def _model(tasks: tuple[str, ...], *, joint: bool = False) -> Recipe:
    name = "_".join(("speechverse_task", *map(str.lower, tasks), *(["joint"] if joint else [])))
    first = name == _FIRST
    return stage(
        name,
        _title(tasks, joint=joint),
        _describe(first=first, joint=joint),
        settings=SETTINGS,
        sources=_sources(tasks, joint=joint),
        samples=sum(SAMPLES[task][1] for task in tasks),
        start="speechverse_stage1_asr" if first else _FIRST,
        rank=_RANK,
    )


def _title(tasks: tuple[str, ...], *, joint: bool) -> str:
    named = " and ".join(WORDS[task] for task in tasks)
    return f"SpeechVerse, only {named}{', behind the transcript' if joint else ''}"


def _describe(*, first: bool, joint: bool) -> str:
    if first:
        return "Goes on from stage 1 and gives it an adapter; other tasks go on from here."
    told = ", and of a part of the clips to transcribe them first" if joint else ""
    return f"Goes on from transcribing with an adapter and learns this alone{told}."


def _sources(tasks: tuple[str, ...], *, joint: bool) -> Mapping[str, Source]:
    return {
        name: source.model_copy(update={"joint": JOINT}) if joint and task in _JOINT else source
        for task in tasks
        for name, source in SAMPLES[task][0].items()
    }


RECIPES = (
    _model(("ASR",)),
    *chain.from_iterable(
        (_model(tasks), *((_model(tasks, joint=True),) if _JOINT & {*tasks} else ()))
        for tasks in _TOGETHER
    ),
)
