"""Where engines find their models and what they run on: told once, at the start of a process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Literal

CHECKPOINTS: Mapping[str, str] = {
    "seamless-m4t-v2": "facebook/seamless-m4t-v2-large",
    "nllb-200": "facebook/nllb-200-distilled-1.3B",
    "xtts-v2": "coqui/XTTS-v2",
    "mms-tts": "facebook/mms-tts-{mms}",
    "whisper": "openai/whisper-large-v3",
    "mms-asr": "facebook/mms-1b-all",
    "mms-lid": "facebook/mms-lid-126",
    "wavlm-sv": "microsoft/wavlm-base-plus-sv",
    "aya-expanse": "CohereLabs/aya-expanse-8b",
    "qwen2-audio": "Qwen/Qwen2-Audio-7B-Instruct",
    "qwen2.5-omni": "Qwen/Qwen2.5-Omni-7B",
    "phi-4-multimodal": "microsoft/Phi-4-multimodal-instruct",
    "local-chat": "Qwen/Qwen2.5-7B-Instruct",
    "multilingual-bert": "google-bert/bert-base-multilingual-cased",
    "bloomz": "bigscience/bloomz-7b1",
    "wavlm-large": "microsoft/wavlm-large",
    "wav2vec2-conformer": "facebook/wav2vec2-conformer-rel-pos-large",
    "flan-t5-xl": "google/flan-t5-xl",
}
"""The published model of each engine, by the engine's name.

Those from the BERT on are no engines: models that are put together here are made of them.

`{mms}` stands for a language's code in `languages.Codes`: one model a language.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Endpoint:
    """A server that speaks OpenAI's chat protocol: vLLM, Cohere's compatibility address, others."""

    url: str
    """What ``/chat/completions`` is added to, such as ``http://127.0.0.1:8000/v1``."""
    model: str
    """What the server calls it."""
    key: str = field(default="", repr=False)
    hears: bool = False
    """It takes audio, so it may be a system under test."""
    languages: tuple[str, ...] = ()
    """ISO 639-3, those it says it supports; empty where it doesn't say."""
    choices: str = ""
    """How it is told to write one of a few labels: ``structured_outputs`` (vLLM; before 0.12 also
    ``guided_choice``) or ``response_format``; empty: nobody knows, and it is never asked to."""
    licence: str = "LicenseRef-unknown"
    requests_per_minute: float = inf
    """Kept by each process by itself: share the server's limit out among the workers."""
    input_price: float = 0.0
    """Of a million tokens, in the studio's currency."""
    output_price: float = 0.0
    """Of a million tokens, in the studio's currency."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EngineSettings:
    checkpoints: Mapping[str, str] = field(default_factory=dict)
    """A folder, or a name on the model hub, by engine; the published model where none is given."""
    device: str = "auto"
    """A torch device; ``auto`` is the first GPU, or the CPU where there is none."""
    number_type: Literal["auto", "bf16", "fp32"] = "auto"
    """Of language models' weights; ``auto`` is half precision on a GPU, else float32."""
    endpoints: Mapping[str, Endpoint] = field(default_factory=dict)
    """By the name that jobs call them by, behind ``endpoint:``."""
    finetuned: str = ""
    """The folder that holds the checkpoints trained here, a folder each, behind ``checkpoint:``."""
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


def located(checkpoint: str) -> str:
    """Where a model is: for the published one of an engine, what the settings say of that."""
    engine = next((name for name, one in CHECKPOINTS.items() if one == checkpoint), "")
    return current().checkpoint(engine) if engine else checkpoint
