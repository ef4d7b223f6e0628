"""What lies in a checkpoint's folder, as the database keeps it."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

_SUMS = "SHA256SUMS"


@dataclass(frozen=True, kw_only=True)
class Described:
    """What can't be read is empty: the training said that it saved this, and it shall be told."""

    sums: dict[str, str] = field(default_factory=dict)
    size_bytes: int = 0
    metrics: dict[str, Any] = field(default_factory=dict)
    manifest: dict[str, Any] = field(default_factory=dict)
    licences: dict[str, str] = field(default_factory=dict)
    """By what it was made from: samples by licence, for data."""


def describe_folder(name: str) -> Described:
    """Of a checkpoint below FINETUNED_FOLDER."""
    folder = Path(settings.FINETUNED_FOLDER) / name
    sums = _sums(folder)
    manifest = _json(folder / "data.json")
    metrics = _json(folder / "metrics.json")
    metrics.pop("step", None)  # the checkpoint's own
    return Described(
        sums=sums,
        size_bytes=sum(_size(folder / file) for file in sums),
        metrics=metrics,
        manifest=manifest,
        licences={
            name: ", ".join(sorted(source.get("licences", {})))
            for name, source in manifest.get("sources", {}).items()
        },
    )


def _sums(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / _SUMS).read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    pairs = (line.partition("  ") for line in lines)
    return {name: digest for digest, _, name in pairs}


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _json(path: Path) -> dict[str, Any]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}
