"""What lies in the folder of a checkpoint trained here. Reads no weights, knows no torch."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from engines.checkpoints import TELLING, hub_folder, identity, is_hub_name, short_identity
from engines.errors import TrainedCheckpointError
from engines.joined import JOINED, JoinedResponder, parts_of
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
_PUBLISHED_READERS = frozenset(
    CHECKPOINTS[name] for name in ("aya-expanse", "local-chat", "bloomz", "flan-t5-xl")
)
_WRITING = ("ForCausalLM", "ForConditionalGeneration", "LMHeadModel")
"""How classes of transformers end that continue texts."""
_WEIGHTS = frozenset({".safetensors", ".bin"})
_SAMPLE = 2**20


@dataclass(frozen=True, slots=True)
class _Found:
    """A checkpoint's folder."""

    name: str
    folder: Path

    @property
    def config(self) -> Path:
        return self.folder / "config.json"

    @property
    def adapter(self) -> Path:
        return self.folder / "adapter_config.json"


@dataclass(frozen=True, slots=True)
class _Kind:
    model_type: str
    """Of a published model that only reads: its name."""
    writes: bool
    """It continues texts."""


def find(name: str) -> tuple[type[SpeechResponder], Source]:
    """What answers clips with this checkpoint, and from where.

    A folder holds a whole model, or an adapter as PEFT saves it beside the name of its base. Where
    that is a published model, it is read from where the settings have it.

    Raises:
        TrainedCheckpointError: it is missing, incomplete, or of a family that can't hear.
    """
    found = _look(name)
    joined = _joined(found)
    base = str(found.folder) if joined else _base(found)
    family = joined or FAMILIES.get(_kind(found, base).model_type)
    if family is None:
        detail = _deaf(name, _kind(found, base))
        raise TrainedCheckpointError(name, folder=str(found.folder), detail=detail)
    return family, _source(found, base, _parts(found) if joined else None)


def find_reading(name: str) -> Source:
    """Where a checkpoint lies that reads text: any language model of transformers, or an adapter.

    Raises:
        TrainedCheckpointError: it is missing, incomplete, or hears.
    """
    found = _look(name)
    base = str(found.folder) if _joined(found) else _base(found)
    if _joined(found) or _kind(found, base).model_type in FAMILIES:
        detail = f"it hears, and can't be asked as a chat model; ask checkpoint:{name}"
        raise TrainedCheckpointError(name, folder=str(found.folder), detail=detail)
    if not _kind(found, base).writes:
        detail = f"the model is {_kind(found, base).model_type}, which writes no text"
        raise TrainedCheckpointError(name, folder=str(found.folder), detail=detail)
    return _source(found, base)


def _deaf(name: str, kind: _Kind) -> str:
    told = f"the model is {kind.model_type}, which hears nothing"
    if not kind.writes:
        return told
    return f"{told}; ask cascade:checkpoint:{name} or transcript:checkpoint:{name}"


def _look(name: str) -> _Found:
    root = current().finetuned
    folder = Path(root) / name
    if not root or not folder.is_dir():
        raise TrainedCheckpointError(name, folder=str(folder), detail="there is no such folder")
    return _Found(name, folder)


def _source(found: _Found, base: str, parts: Sequence[str] | None = None) -> Source:
    """`parts` are those that a model is put together of; a model with a base builds on that."""
    around = [base] if parts is None and base != str(found.folder) else parts or ()
    return Source(
        name=f"checkpoint:{found.name}",
        version=short_identity(found.name, _fingerprint(found.folder, around)),
        checkpoint=base,
        adapter=str(found.folder) if found.adapter.is_file() else "",
    )


def _joined(found: _Found) -> type[JoinedResponder] | None:
    """The family, if it is put together here; its adapter is only for one part."""
    if not found.config.is_file():
        return None
    return JOINED.get(str(_json(found, found.config).get("model_type")))


def _parts(found: _Found) -> list[str]:
    try:
        return parts_of(found.folder)
    except ValueError as error:
        raise TrainedCheckpointError(
            found.name, folder=str(found.folder), detail=str(error)
        ) from error


def _base(found: _Found) -> str:
    """Where the model lies that an adapter belongs to; without one, the folder itself."""
    if not found.adapter.is_file():
        return str(found.folder)
    said = _json(found, found.adapter).get("base_model_name_or_path")
    base = located(str(said or ""))
    if base and (Path(base).is_dir() or is_hub_name(base)):
        return base
    raise TrainedCheckpointError(
        found.name,
        folder=str(found.folder),
        detail=f"its adapter_config.json names {said!r} as its base, which is neither a folder "
        "here nor a model on the hub; put it there, or correct the name",
    )


def _kind(found: _Found, base: str) -> _Kind:
    """As config.json says it; of a published model that isn't here, as everybody knows it."""
    for model_type, family in FAMILIES.items():
        if base == CHECKPOINTS[family.name]:
            return _Kind(model_type, writes=True)
    if base in _PUBLISHED_READERS:
        return _Kind(base, writes=True)
    configs = [Path(base) / "config.json", *hub_folder(base).glob("snapshots/*/config.json")]
    config = next((config for config in configs if config.is_file()), None)
    if config is None:
        detail = f"there is no config.json at {base!r} that says which model it is; fetch it first"
        raise TrainedCheckpointError(found.name, folder=str(found.folder), detail=detail)
    said = _json(found, config)
    architectures = said.get("architectures") or ()
    writes = any(str(one).endswith(_WRITING) for one in architectures)
    return _Kind(str(said.get("model_type")), writes=writes)


def _json(found: _Found, path: Path) -> dict[str, Any]:
    try:
        said = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise TrainedCheckpointError(
            found.name, folder=str(path.parent), detail=f"{path.name} can't be read: {error}"
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
