"""Where engines find their models and what they run on: told once, at the start of a process."""

from collections.abc import Mapping
from dataclasses import dataclass, field

CHECKPOINTS: Mapping[str, str] = {
    "seamless-m4t-v2": "facebook/seamless-m4t-v2-large",
    "nllb-200": "facebook/nllb-200-distilled-1.3B",
    "xtts-v2": "coqui/XTTS-v2",
    "mms-tts": "facebook/mms-tts-{mms}",
    "whisper": "openai/whisper-large-v3",
    "mms-asr": "facebook/mms-1b-all",
    "mms-lid": "facebook/mms-lid-126",
    "wavlm-sv": "microsoft/wavlm-base-plus-sv",
}
"""The published model of each engine, by the engine's name.

`{mms}` stands for a language's code in `languages.Codes`: one model a language.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class EngineSettings:
    checkpoints: Mapping[str, str] = field(default_factory=dict)
    """A folder, or a name on the model hub, by engine; the published model where none is given."""
    device: str = "auto"
    """A torch device; ``auto`` is the first GPU, or the CPU where there is none."""

    worker_extras: frozenset[str] = frozenset()
    """Extras of this project that the workers have where this process lacks them."""

    def checkpoint(self, engine: str) -> str:
        return self.checkpoints.get(engine, CHECKPOINTS.get(engine, ""))


_current = EngineSettings()


def configure(settings: EngineSettings) -> None:
    """Says where models are; engines that are loaded already keep theirs."""
    global _current  # noqa: PLW0603 - one per process, like the engines themselves
    _current = settings


def current() -> EngineSettings:
    return _current
