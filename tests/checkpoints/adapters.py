"""A LoRA for a tiny model, saved by PEFT as training saves it; its weights are drawn."""

import warnings
from pathlib import Path
from typing import Any

import peft
import torch

_TARGETS = ["q_proj", "v_proj", "qkv_proj"]
"""Of each family those that it has."""


def build_adapter(family: Any, base: Path, folder: Path, *, seed: int = 0) -> Any:
    """Writes it, and gives the model with the adapter merged into it.

    Args:
        family: class of transformers that reads the base.
        base: folder of a tiny checkpoint.
        folder: made if it isn't there.
        seed: another one, another adapter of the same size.
    """
    torch.manual_seed(seed)
    config: Any = peft.LoraConfig(
        r=4, lora_alpha=16, target_modules=_TARGETS, init_lora_weights=False
    )
    model = family.from_pretrained(base)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of transformers, about what PEFT asks
        adapted: Any = peft.get_peft_model(model, config)
    adapted.save_pretrained(folder)
    return adapted.merge_and_unload()
