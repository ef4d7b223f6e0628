"""Several goals in one reply: what was said first, then what follows from it.

A model that has written the transcript can look at it while it does the rest. Source: SpeechVerse,
section 4.3.2, Tables 8 and 9; the wording and the format are ours.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import regex


class Goal(NamedTuple):
    name: str
    """What its part of the reply begins with, before a colon."""
    instruction: str


TRANSCRIPT = Goal("TRANSCRIPT", "Write down, word for word, what is said.")


def joint_prompt(goals: Sequence[Goal]) -> str:
    """One prompt for all goals, done in their order.

    Raises:
        ValueError: there is none, or names are empty, hold a colon or are told apart by case alone.
    """
    _check(goals)
    steps = "\n".join(f"{at}. {goal.name}: {goal.instruction}" for at, goal in enumerate(goals, 1))
    form = "\n".join(f"{goal.name}: ..." for goal in goals)
    return (
        f"Do these things with the recording, one after the other:\n{steps}\n\n"
        f"Write one line for each, and nothing else:\n{form}"
    )


def joint_reply(goals: Sequence[Goal], answers: Mapping[str, str]) -> str:
    """The reply that `joint_prompt` asks for; a training target.

    Args:
        goals: In the order asked.
        answers: By the goals' names; line breaks become spaces.

    Raises:
        KeyError: a goal has no answer.
        ValueError: as in `joint_prompt`.
    """
    _check(goals)
    return "\n".join(f"{goal.name}: {' '.join(answers[goal.name].split())}" for goal in goals)


def read_joint(text: str, goals: Sequence[Goal]) -> dict[str, str]:
    """Each goal's part of a reply by its name, whatever the model wrote; "" where it has none.

    Names count in any case and order, at their first place, in one line or several. A reply
    without any name answers the last goal: a model that passes over the form does what it was
    asked last.

    Raises:
        ValueError: as in `joint_prompt`.
    """
    _check(goals)
    found = sorted(
        (match.start(), match.end(), goal.name)
        for goal in goals
        if (match := _mark(goal.name).search(text))
    )
    if not found:
        return {goal.name: "" for goal in goals[:-1]} | {goals[-1].name: text.strip()}
    ends = [start for start, _, _ in found[1:]] + [len(text)]
    parts = {
        name: text[begin:end].strip(" \t\r\n|")
        for (_, begin, name), end in zip(found, ends, strict=True)
    }
    return {goal.name: parts.get(goal.name, "") for goal in goals}


def _mark(name: str) -> "regex.Pattern[str]":
    """A name as a word of its own, with what may adorn it, before a colon."""
    return regex.compile(rf"(?<!\w)[*_`\"']*{regex.escape(name)}[*_`\"']*\s*[:：]\**", regex.I)


def _check(goals: Sequence[Goal]) -> None:
    names = [goal.name.casefold() for goal in goals]
    if not names or not all(name.strip() and ":" not in name for name in names):
        raise ValueError("name each goal, without a colon")
    if len(set(names)) < len(names):
        raise ValueError(f"two goals have one name: {', '.join(goal.name for goal in goals)}")
