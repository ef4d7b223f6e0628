"""What trains, on disk: safetensors under strict names and shapes. Imports torch."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from training.errors import ModelMismatchError
from training.models.lora import adapter_config, adapter_weights

_ADAPTER = "adapter_model.safetensors"
_ADAPTER_CONFIG = "adapter_config.json"
ADAPTER_FILES = (_ADAPTER_CONFIG, _ADAPTER)
"""That a folder has where an adapter was trained."""
_SAME = ("base_model_name_or_path", "r", "lora_alpha")
"""What an adapter's configuration must agree on with the recipe's."""


def write_weights(weights: Mapping[str, Tensor], path: Path) -> None:
    """Raises OSError: the disk is full, or can't be written."""
    held = {name: weight.detach().cpu().contiguous() for name, weight in weights.items()}
    try:
        save_file(held, path, metadata={"format": "pt"})
    except SafetensorError as error:
        raise OSError(str(error)) from error


def read_weights(weights: Mapping[str, Tensor], path: Path) -> Mapping[str, Tensor]:
    """What a file holds for these weights, which stay as they are.

    Raises:
        ModelMismatchError: it is missing or broken, or has other names or shapes.
    """
    try:
        found = load_file(path)
    except (OSError, SafetensorError) as error:
        raise ModelMismatchError(str(path.parent), f"{path.name} can't be read: {error}") from error
    differing = min(set(found) ^ set(weights), default=None)
    if differing is not None:
        where = "only in its file" if differing in found else "missing from its file"
        raise ModelMismatchError(str(path.parent), f"{differing} is {where}")
    for name, weight in weights.items():
        if found[name].shape != weight.shape:
            sizes = f"{tuple(found[name].shape)}, not {tuple(weight.shape)}"
            raise ModelMismatchError(str(path.parent), f"{name} has the shape {sizes}")
    return found


def fill(weights: Mapping[str, Tensor], found: Mapping[str, Tensor]) -> None:
    with torch.no_grad():
        for name, weight in weights.items():
            weight.copy_(found[name])


def write_adapter(model: Any, folder: Path) -> None:
    """As PEFT saves it. Raises OSError: the disk is full, or can't be written."""
    write_weights(adapter_weights(model), folder / _ADAPTER)
    adapter_config(model).save_pretrained(folder)


def read_adapter(model: Any, folder: Path) -> Mapping[str, Tensor]:
    """What a folder holds for `adapter_weights`, which stay as they are.

    Raises:
        ModelMismatchError: it is of another base, or of other sizes.
    """
    there = read_json(folder / _ADAPTER_CONFIG)
    ours = adapter_config(model).to_dict()
    for field in _SAME:
        if there.get(field) != ours[field]:
            raise ModelMismatchError(
                str(folder), f"its adapter says {field} {there.get(field)!r}, not {ours[field]!r}"
            )
    return read_weights(adapter_weights(model), folder / _ADAPTER)


def read_json(path: Path) -> dict[str, Any]:
    """Raises ModelMismatchError: there is no such file, or it can't be read."""
    try:
        said = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise ModelMismatchError(str(path.parent), f"{path.name} can't be read: {error}") from error
    return said if isinstance(said, dict) else {}
