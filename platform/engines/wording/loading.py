"""Reading language models from checkpoints. Imports torch."""

from collections.abc import Collection
from typing import Any

import torch
import transformers

from engines.hearing.transformers_models import be_quiet
from engines.loading import device


def load_whole(kind: Any, checkpoint: str, **options: Any) -> Any:
    """The model of this class, on the device of the settings. Call it within `reading`.

    Raises:
        ValueError: the checkpoint lacks some of its weights.
    """
    where = device()
    be_quiet()
    model, report = kind.from_pretrained(
        checkpoint, dtype=number_type(where), output_loading_info=True, **options
    )
    if report["missing_keys"]:
        raise ValueError(f"weights are missing, {min(report['missing_keys'])} among them")
    return model.to(where).eval()


def check_type(checkpoint: str, types: Collection[str], **options: Any) -> None:
    """Raises ValueError where a checkpoint is not of one of these types; with none, any will do."""
    be_quiet()
    found = transformers.AutoConfig.from_pretrained(checkpoint, **options).model_type
    if types and found not in types:
        raise ValueError(f"this is {found}, not {' or '.join(types)}")


def number_type(where: str) -> Any:
    """What these models were trained in, where the device has it."""
    if not where.startswith("cuda"):
        return torch.float32
    return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
