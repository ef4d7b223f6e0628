"""Tiny checkpoints of all systems under test, so that a whole benchmark runs on a CPU."""

from collections.abc import Callable
from pathlib import Path

from transformers import Qwen2_5OmniThinkerForConditionalGeneration

from engines.settings import EngineSettings
from tests.checkpoints.adapters import build_adapter
from tests.checkpoints.chat import build_chat
from tests.checkpoints.omni import build_omni
from tests.checkpoints.phi4 import build_phi4
from tests.checkpoints.qwen2_audio import build_qwen2_audio
from tests.checkpoints.whisper import build_whisper

BUILDERS: dict[str, Callable[[Path], None]] = {
    "whisper": build_whisper,
    "aya-expanse": build_chat,
    "qwen2-audio": build_qwen2_audio,
    "qwen2.5-omni": build_omni,
    "phi-4-multimodal": build_phi4,
}


TRAINED = "tiny-omni"


def build_systems(folder: Path) -> EngineSettings:
    """Builds each in a folder of its name; configure engines with what it returns.

    There is a checkpoint trained here among them: ``checkpoint:`` and `TRAINED`.
    """
    for name, build in BUILDERS.items():
        build(folder / name)
    build_adapter(
        Qwen2_5OmniThinkerForConditionalGeneration,
        folder / "qwen2.5-omni",
        folder / "finetuned" / TRAINED,
    )
    return EngineSettings(
        checkpoints={
            **{name: str(folder / name) for name in BUILDERS},
            "local-chat": str(folder / "aya-expanse"),
        },
        finetuned=str(folder / "finetuned"),
        device="cpu",
    )
