"""What is said beside a clip, and what should be said back: by its source, or as a suite asks."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evaluation.suites.joint import TRANSCRIPT, joint_reply
from evaluation.suites.loading import get_suite
from evaluation.suites.prompts import prompt_set
from evaluation.suites.suite import ANSWER, Pair
from training.data.index import hashed

if TYPE_CHECKING:
    from training.data.clips import Origin, Raw

INSTRUCTION = "instruction"
"""A column that a folder's table may have: what is said beside this clip, not the source's own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    instruction: str
    answer: str


def ask(raw: "Raw", origin: "Origin", *, turn: str) -> Asked:
    """How a sample is asked this time.

    A wording is drawn from those of its suite that trainings may see, never from the others. Of
    the samples with a transcript, the share `Source.joint` are to say that first.

    Source: SpeechVerse, sections 2.2 and 4.3.2.

    Args:
        raw: the sample.
        origin: its source and languages.
        turn: with the sample's name it draws wording and form; the same one draws the same.
    """
    source = origin.source
    if not source.suite:
        return Asked(instruction=raw.given.get(INSTRUCTION, origin.instruction), answer=raw.answer)
    suite = get_suite(source.suite)
    named = f"{turn} {origin.name} {raw.key}"
    joint = bool(raw.transcript) and hashed(f"joint {named}") < source.joint * 2**64
    wordings = prompt_set(suite.prompts).seen
    wording = wordings[hashed(f"wording {named}") % len(wordings)]
    suite = replace(suite, prompt=wording, described=source.described, joint=joint)
    return Asked(
        instruction=suite.prompt_for(Pair(origin.language, origin.target), raw.given),
        answer=joint_reply(suite.goals, _parts(raw)) if joint else raw.answer,
    )


def _parts(raw: "Raw") -> dict[str, str]:
    return {TRANSCRIPT.name: raw.transcript, ANSWER: raw.answer}
