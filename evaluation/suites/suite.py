"""What a benchmark suite is: one task, its samples, what a system is told, how it is scored."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

import languages
from engines.protocols import AudioClip, ResponseRequest, Task
from evaluation.suites.joint import TRANSCRIPT, Goal, joint_prompt
from evaluation.suites.measures import METRICS
from evaluation.suites.understanding import LabelMetric

NOTHING: Mapping[str, str] = MappingProxyType({})
ANSWER = "ANSWER"
"""The goal of a joint reply that is the answer."""
_PLACE = re.compile(r"\{(\w+)\}")


class Source(StrEnum):
    """Where samples come from."""

    BENCH = "bench"
    """The bench split of a release of ours."""
    COMMON_VOICE = "common_voice"
    COVOST2 = "covost2"
    FLEURS = "fleurs"
    TABLE = "table"
    """A table and clips for each language, in the plain layout of `layouts.read_table`."""
    SQUAD = "squad"
    """Questions of SQuAD's layout, with a clip of each."""


class Pair(NamedTuple):
    """Spoken language and that of the answer; ISO 639-3."""

    language: str
    target: str

    @property
    def key(self) -> str:
        """``deu`` where both are the same, else ``deu-eng``."""
        return self.language if self.language == self.target else f"{self.language}-{self.target}"


class Label(NamedTuple):
    name: str
    description: str = ""
    """For the prompt, where it describes labels."""


@dataclass(frozen=True, kw_only=True)
class Suite:
    """One definition; `loading` reads and checks it."""

    name: str
    """Lower case with underscores; the file's own."""
    title: str
    task: Task
    source: Source
    split: str
    pairs: tuple[Pair, ...]
    prompt: str = ""
    """Said beside the audio; empty where the question is heard alone (the paper's section 4).

    ``{language}`` and ``{target}`` stand for the languages' English names, ``{labels}`` for the
    labels, and each of `given` for what a sample has.
    """
    metrics: tuple[str, ...]
    """Names in `METRICS`."""
    primary: str
    """The one of them by which systems are ranked."""
    prompts: str = ""
    """The wordings of its task, in `prompts`; the first that training has seen is the prompt."""
    reference: str = ""
    """Of a table: its column with what is right; ``{target}`` stands for the target's code."""
    given: tuple[str, ...] = ()
    """What the prompt names of each sample: columns of a table, or SQuAD's context."""
    labels: tuple[Label, ...] = ()
    """All that can be right, where the set is closed."""
    described: bool = False
    """The prompt has the labels with their descriptions (SpeechVerse's Table 7)."""
    constrained: bool = False
    """Who writes is held to the labels."""
    joint: bool = False
    """The transcript is asked for, too, before the answer (SpeechVerse's Tables 8 and 9)."""

    @property
    def higher_is_better(self) -> bool:
        return METRICS[self.primary].higher_is_better

    @property
    def label_names(self) -> tuple[str, ...]:
        return tuple(label.name for label in self.labels)

    @property
    def right_labels(self) -> tuple[str, ...]:
        """All that a reference may be; empty where it is another text."""
        compared = any(isinstance(METRICS[name], LabelMetric) for name in self.metrics)
        return self.label_names if compared else ()

    @property
    def choices(self) -> tuple[str, ...]:
        """What a reply is held to; empty: any words, as a joint reply has more than a label."""
        return self.right_labels if self.constrained and not self.joint else ()

    @property
    def slots(self) -> tuple[str, ...]:
        """Labels of the slots that a reply is held to; empty: any words."""
        filled = any(METRICS[name].of_slots for name in self.metrics)
        return self.label_names if filled and self.constrained and not self.joint else ()

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The parts of a joint reply, the answer last; none where a reply is the answer."""
        return (TRANSCRIPT, Goal(ANSWER, self.prompt)) if self.joint else ()

    @property
    def prompt_key(self) -> str:
        """By what a system's own prompt is found: one for open answers fits no closed task."""
        closed = self.task is Task.ANSWER and self.source is not Source.BENCH
        return self.name if closed else self.task.value

    @cached_property
    def fingerprint(self) -> str:
        """Sha256 of all that decides a result; another after any change but of the title.

        What says nothing new is out, so that a suite keeps its own when suites learn to say more.
        """
        defaults = {one.name: one.default for one in fields(self) if one.default is not MISSING}
        said = {
            name: value
            for name, value in asdict(self).items()
            if name != "title" and (name == "prompt" or value != defaults.get(name, MISSING))
        }
        plain = json.dumps(said, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(plain.encode()).hexdigest()

    def prompt_for(self, pair: Pair, given: Mapping[str, str] = NOTHING) -> str:
        """The prompt with the languages' names, the labels, and what a sample has.

        Raises:
            LanguageUnknownError: the table has no such language.
        """
        return self.fill(self.prompt, pair, given)

    def fill(self, prompt: str, pair: Pair, given: Mapping[str, str] = NOTHING) -> str:
        """Any prompt for this suite; what it names and nobody knows stays as it is.

        Raises:
            LanguageUnknownError: the table has no such language.
        """
        known = {
            **given,
            "labels": self._told_labels(),
            "language": languages.get(pair.language).name,
            "target": languages.get(pair.target).name,
        }
        asked = joint_prompt((TRANSCRIPT, Goal(ANSWER, prompt))) if self.joint else prompt
        return _PLACE.sub(lambda place: known.get(place[1], place[0]), asked)

    def request(
        self, clip: AudioClip, pair: Pair, given: Mapping[str, str] = NOTHING
    ) -> ResponseRequest:
        """What a system is asked about a clip.

        Raises:
            LanguageUnknownError: the table has no such language.
        """
        return ResponseRequest(
            clip=clip,
            language=pair.language,
            target=pair.target,
            task=self.task,
            prompt=self.prompt_for(pair, given),
        )

    def _told_labels(self) -> str:
        if self.described:
            return "".join(f"\n- {name}: {told}" for name, told in self.labels)
        return ", ".join(self.label_names)
