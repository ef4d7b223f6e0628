"""What a training ran on and with, for whoever wants to repeat it."""

import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from training.loop.setup import Setup

_PACKAGES = (
    *("torch", "transformers", "peft", "accelerate", "safetensors", "tokenizers"),
    *("numpy", "soundfile", "soxr", "pyarrow"),
)


def environment(setup: Setup) -> dict[str, Any]:
    """As JSON; versions of what is not installed are left out."""
    return {
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": {name: found for name in _PACKAGES if (found := _version(name))},
        "commit": _commit(),
        "device": setup.device,
        "processes": setup.ranks.count,
        "precision": setup.precision,
        "seed": setup.order.recipe.schedule.seed,
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _commit() -> str:
    """Of this project; empty where it doesn't lie in a repository."""
    asked = subprocess.run(
        ["git", "rev-parse", "HEAD"],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip()
