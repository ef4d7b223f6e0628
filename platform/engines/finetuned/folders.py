"""What lies in the folder of a checkpoint trained here. Reads no weights, knows no torch."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from engines.checkpoints import TELLING, hub_folder, identity, is_hub_name, short_identity
from engines.errors import TrainedCheckpointError
from engines.multispeech import TYPE, MultiSpeech, parts_of
from engines.phi4_multimodal import Phi4Multimodal
from engines.qwen2_5_omni import Qwen25Omni
from engines.qwen2_audio import Qwen2Audio
from engines.responding import Source, SpeechResponder
from engines.settings import CHECKPOINTS, current, located

FAMILIES: Mapping[str, type[SpeechResponder]] = {
    "qwen2_audio": Qwen2Audio,
    "qwen2_5_omni": Qwen25Omni,
    "qwen2_5_omni_thinker": Qwen25Omni,
    "phi4_multimodal": Phi4Multimodal,
}
"""By the model type that a config.json says."""
_WEIGHTS = frozenset({".safetensors", ".bin"})
_SAMPLE = 2**20


def find(name: str) -> tuple[type[SpeechResponder], Source]:
    """What answers with this checkpoint, and from where.

    A folder holds a whole model, or an adapter as PEFT saves it beside the name of its base. Where
    that is a published model, it is read from where the settings have it.

    Raises:
        TrainedCheckpointError: it is missing, incomplete, or of a family that can't answer.
    """
    root = current().finetuned
    folder = Path(root) / name
    if not root or not folder.is_dir():
        raise TrainedCheckpointError(name, folder=str(folder), detail="there is no such folder")
    adapter = folder / "adapter_config.json"
    joined = _joins_parts(name, folder)
    base = _base(name, adapter) if adapter.is_file() and not joined else str(folder)
    family = MultiSpeech if joined else _family(name, folder, base)
    around = _parts(name, folder) if joined else [base] if base != str(folder) else []
    source = Source(
        name=f"checkpoint:{name}",
        version=short_identity(name, _fingerprint(folder, around)),
        checkpoint=base,
        adapter=str(folder) if adapter.is_file() else "",
    )
    return family, source


def _joins_parts(name: str, folder: Path) -> bool:
    """Whether it is of the family that is put together here; its adapter is only for one part."""
    config = folder / "config.json"
    return config.is_file() and _json(name, config).get("model_type") == TYPE


def _parts(name: str, folder: Path) -> list[str]:
    try:
        return parts_of(folder)
    except ValueError as error:
        raise TrainedCheckpointError(name, folder=str(folder), detail=str(error)) from error


def _base(name: str, config: Path) -> str:
    said = _json(name, config).get("base_model_name_or_path")
    base = located(str(said or ""))
    if base and (Path(base).is_dir() or is_hub_name(base)):
        return base
    raise TrainedCheckpointError(
        name,
        folder=str(config.parent),
        detail=f"its adapter_config.json names {said!r} as its base, which is neither a folder "
        "here nor a model on the hub; put it there, or correct the name",
    )


def _family(name: str, folder: Path, base: str) -> type[SpeechResponder]:
    for family in FAMILIES.values():
        if base == CHECKPOINTS[family.name]:
            return family
    configs = [Path(base) / "config.json", *hub_folder(base).glob("snapshots/*/config.json")]
    found = next((config for config in configs if config.is_file()), None)
    if found is None:
        detail = f"there is no config.json at {base!r} that says which model it is; fetch it first"
        raise TrainedCheckpointError(name, folder=str(folder), detail=detail)
    kind = str(_json(name, found).get("model_type"))
    if kind in FAMILIES:
        return FAMILIES[kind]
    detail = f"the model is {kind}; only {', '.join((*FAMILIES, TYPE))} can hear and answer"
    raise TrainedCheckpointError(name, folder=str(folder), detail=detail)


def _json(name: str, path: Path) -> dict[str, Any]:
    try:
        said = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise TrainedCheckpointError(
            name, folder=str(path.parent), detail=f"{path.name} can't be read: {error}"
        ) from error
    return said if isinstance(said, dict) else {}


def _fingerprint(folder: Path, around: Sequence[str]) -> str:
    """Tells two trainings of one model apart, whose files have the same names and sizes.

    `around` are the checkpoints that it builds on.
    """
    digest = hashlib.sha256("\n".join(map(identity, around)).encode())
    for path in sorted(folder.rglob("*")):
        if path.name in TELLING or path.suffix in _WEIGHTS:
            facts = path.stat()
            digest.update(f"{path.relative_to(folder)}\n".encode())
            digest.update(_sampled(path, facts.st_size, facts.st_mtime_ns))
    return digest.hexdigest()


@lru_cache(maxsize=1_024)
def _sampled(path: Path, size: int, _changed: int) -> bytes:
    """Of a file's size and its bytes, of a large one's those at its start, middle and end."""
    digest = hashlib.sha256(str(size).encode())
    with path.open("rb") as file:
        for at in dict.fromkeys((0, max(0, size // 2), max(0, size - _SAMPLE))):
            file.seek(at)
            digest.update(file.read(_SAMPLE))
    return digest.digest()
