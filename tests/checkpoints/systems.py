"""Tiny checkpoints of all systems under test, so that a whole benchmark runs on a CPU."""

from collections.abc import Callable
from pathlib import Path

from engines.settings import EngineSettings
from tests.checkpoints.chat import build_chat
from tests.checkpoints.whisper import build_whisper

BUILDERS: dict[str, Callable[[Path], None]] = {
    "whisper": build_whisper,
    "aya-expanse": build_chat,
    "local-chat": build_chat,
}


def build_systems(folder: Path) -> EngineSettings:
    """Builds each in a folder of its name; configure engines with what it returns."""
    for name, build in BUILDERS.items():
        build(folder / name)
    return EngineSettings(checkpoints={name: str(folder / name) for name in BUILDERS}, device="cpu")
