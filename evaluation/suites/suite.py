"""What a benchmark suite is: one task, its samples, what a system is told, how it is scored."""

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import languages
from engines.protocols import AudioClip, ResponseRequest, Task
from evaluation.suites.measures import METRICS


class Source(StrEnum):
    """Where samples come from."""

    BENCH = "bench"
    """The bench split of a release of ours."""
    COMMON_VOICE = "common_voice"
    COVOST2 = "covost2"


class Pair(NamedTuple):
    """Spoken language and that of the answer; ISO 639-3."""

    language: str
    target: str

    @property
    def key(self) -> str:
        """``deu`` where both are the same, else ``deu-eng``."""
        return self.language if self.language == self.target else f"{self.language}-{self.target}"


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

    ``{language}`` and ``{target}`` stand for the languages' English names.
    """
    metrics: tuple[str, ...]
    """Names in `METRICS`."""
    primary: str
    """The one of them by which systems are ranked."""

    @property
    def higher_is_better(self) -> bool:
        return METRICS[self.primary].higher_is_better

    @cached_property
    def fingerprint(self) -> str:
        """Sha256 of all that decides a result; another after any change but of the title."""
        said = {name: value for name, value in asdict(self).items() if name != "title"}
        plain = json.dumps(said, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(plain.encode()).hexdigest()

    def prompt_for(self, pair: Pair) -> str:
        """The prompt with the languages' names.

        Raises:
            LanguageUnknownError: the table has no such language.
        """
        names = {"language": pair.language, "target": pair.target}
        return self.prompt.format_map(
            {field: languages.get(code).name for field, code in names.items()}
        )

    def request(self, clip: AudioClip, pair: Pair) -> ResponseRequest:
        """What a system is asked about a clip.

        Raises:
            LanguageUnknownError: the table has no such language.
        """
        return ResponseRequest(
            clip=clip,
            language=pair.language,
            target=pair.target,
            task=self.task,
            prompt=self.prompt_for(pair),
        )
