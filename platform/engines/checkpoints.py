"""Where models lie, what they weigh and what lineages call them; no model is read here."""

import hashlib
import re
from collections import Counter
from pathlib import Path

from engines.settings import current

SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""Of a folder of a checkpoint trained here: it leads nowhere else."""
TELLING = frozenset({"config.json", "adapter_config.json"})
"""What says of a folder that a whole model lies in it, or an adapter."""
_WEIGHTS = frozenset({".safetensors", ".bin", ".pth", ".pt"})
_LONGEST_NAME = 40
"""Lineages have room for 60 characters, and the digest takes 13."""
_NOWHERE = Path("no-hub-here")


def trained() -> list[str]:
    """Names of the folders that hold a model or an adapter, in order; not all may answer."""
    root = current().finetuned
    if not root or not Path(root).is_dir():
        return []
    return sorted(
        folder.name
        for folder in Path(root).iterdir()
        if SAFE_NAME.fullmatch(folder.name) and any((folder / name).is_file() for name in TELLING)
    )


def is_hub_name(checkpoint: str) -> bool:
    """Whether it reads like ``owner/model`` rather than like a folder."""
    return checkpoint.count("/") == 1 and checkpoint[0] not in "./~" and checkpoint[-1] != "/"


def hub_folder(checkpoint: str) -> Path:
    """Where the hub's own library keeps what it fetched; there may be none."""
    try:
        from huggingface_hub.constants import HF_HUB_CACHE
    except ImportError:
        return _NOWHERE
    return Path(HF_HUB_CACHE) / f"models--{checkpoint.replace('/', '--')}"


def weight_bytes(checkpoint: str) -> int | None:
    """About what a model takes in memory, or None while it was never fetched from the hub.

    The same weights may lie there in several formats: the largest counts.
    """
    folder = next(
        (path for path in (Path(checkpoint), hub_folder(checkpoint)) if path.is_dir()), None
    )
    if folder is None:
        return None
    sizes: Counter[str] = Counter()
    for path in _files(folder):
        if path.suffix in _WEIGHTS:
            sizes[path.suffix] += path.stat().st_size
    return max(sizes.values(), default=None)


def is_here(checkpoint: str) -> bool:
    """Whether a model lies in its folder or was fetched from the hub.

    Where ``{mms}`` stands for languages, that of any language will do.
    """
    return any(_folders(str(place)) for place in (checkpoint, hub_folder(checkpoint)))


def identity(checkpoint: str) -> str:
    """What a lineage calls a checkpoint: its name on the hub, or its folder's and its files'.

    No weights are read: a folder is told from another by its configuration and its files' sizes.
    """
    folder = Path(checkpoint)
    if not folder.is_dir():
        return checkpoint
    return short_identity(folder.resolve().name, _fingerprint(folder))


def identity_of_all(pattern: str) -> str:
    """The same of one folder a language, which `{mms}` in the pattern stands for."""
    folders = _folders(pattern)
    if not folders:
        return pattern
    lines = [f"{folder} {_fingerprint(folder)}" for folder in folders]
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return short_identity(Path(pattern).resolve().name, digest)


def _folders(pattern: str) -> list[Path]:
    """Those that are there."""
    if "{mms}" not in pattern:
        return [Path(pattern)] if Path(pattern).is_dir() else []
    wanted = Path(pattern.replace("{mms}", "*"))
    paths = Path(wanted.anchor).glob(str(wanted.relative_to(wanted.anchor)))
    return sorted(path for path in paths if path.is_dir())


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(f"{path.relative_to(folder)} {path.stat().st_size}\n".encode())
        if path.name == "config.json":
            digest.update(path.read_bytes())
    return digest.hexdigest()


def short_identity(name: str, fingerprint: str) -> str:
    """A name that people know and a digest, as short as a lineage needs them."""
    return f"{name[:_LONGEST_NAME]}@{fingerprint[:12]}"


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
