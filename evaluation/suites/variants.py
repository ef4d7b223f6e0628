"""A suite asked in other ways, to see what its way of asking does. Source: SpeechVerse, section 4.

Each variant is a suite of the same name and samples, with a fingerprint of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from engines.protocols import Task
from evaluation.suites.prompts import prompt_set
from evaluation.suites.suite import Source, Suite

HINTS = "hints"


def prompt_variants(suite: Suite) -> Mapping[str, Suite]:
    """In a wording that training has seen, and in those that none has (Table 5).

    Raises:
        ValueError: the suite names no wordings.
    """
    if not suite.prompts:
        raise ValueError(f"Suite {suite.name} names no wordings in its field prompts.")
    wordings = prompt_set(suite.prompts)
    unseen = {f"unseen {at}": wording for at, wording in enumerate(wordings.unseen, 1)}
    told = {"seen": wordings.seen[0], **unseen}
    return {name: replace(suite, prompt=prompt) for name, prompt in told.items()}


def label_variants(suite: Suite) -> Mapping[str, Suite]:
    """With and without descriptions in the prompt, held to the labels and not (Table 7).

    Raises:
        ValueError: the suite has no labels.
    """
    if not suite.labels:
        raise ValueError(f"Suite {suite.name} has no labels.")
    return {
        f"{'described' if described else 'named'}, {'held' if held else 'free'}": replace(
            suite, described=described, constrained=held
        )
        for described in (False, True)
        for held in (False, True)
    }


def joint_variants(suite: Suite) -> Mapping[str, Suite]:
    """Answered alone, and behind the transcript (Table 9)."""
    return {"alone": replace(suite, joint=False), "joint": replace(suite, joint=True)}


def with_hints(suite: Suite, hints: Sequence[str]) -> Suite:
    """Told words that may be said, which a model may else mishear (Table 6)."""
    if not hints:
        return suite
    return replace(suite, prompt=f"{suite.prompt} These words may occur: {', '.join(hints)}.")


def with_own_hints(suite: Suite) -> Suite:
    """The same with words for each clip, which its table has in a column ``hints`` (Table 6).

    Raises:
        ValueError: its samples stand in no table.
    """
    if suite.source is not Source.TABLE:
        raise ValueError(f"Suite {suite.name} reads no table, so its clips can't have hints.")
    prompt = f"{suite.prompt} These words may occur: {{{HINTS}}}."
    return replace(suite, prompt=prompt, given=(*suite.given, HINTS))


def variants(suite: Suite) -> Mapping[str, Suite]:
    """All other ways to ask a suite, by the names that they have here."""
    found = dict(prompt_variants(suite)) if suite.prompts else {}
    if suite.labels:
        found |= label_variants(suite)
    if suite.prompt and suite.task is not Task.TRANSCRIBE:
        found |= joint_variants(suite)
    if suite.source is Source.TABLE:
        found[HINTS] = with_own_hints(suite)
    return {name: one for name, one in found.items() if one != suite}
