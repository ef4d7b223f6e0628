"""Reading language models from checkpoints. Imports torch."""

from collections.abc import Collection
from typing import Any

import torch
import transformers

from engines.hearing.transformers_models import be_quiet
from engines.loading import device
from engines.settings import current


def load_whole(kind: Any, checkpoint: str, **options: Any) -> Any:
    """The model of this class, on the device of the settings. Call it within `reading`.

    A GPU gets weight by weight, so that the machine never holds the model whole beside it. On a
    CPU, weights in their own number type stay in their file, which processes share.

    Raises:
        ValueError: the checkpoint lacks some of its weights.
    """
    where = device()
    be_quiet()
    if where.startswith("cuda"):
        options["device_map"] = where
    model, report = kind.from_pretrained(
        checkpoint, dtype=number_type(where), output_loading_info=True, **options
    )
    if report["missing_keys"]:
        raise ValueError(f"weights are missing, {min(report['missing_keys'])} among them")
    return model.to(where).eval()


def check_type(checkpoint: str, types: Collection[str], *, hint: str = "", **options: Any) -> None:
    """Looks at what config.json says, without running code that came with the model.

    Args:
        checkpoint: a folder, or a name on the hub.
        types: those that will do; none: any.
        hint: what to do about another one.
        options: of which revision, and the like.

    Raises:
        ValueError: it is of no such type.
    """
    config: Any = transformers.PreTrainedConfig  # whose functions have no types
    found = config.get_config_dict(checkpoint, **options)[0].get("model_type")
    if types and found not in types:
        raise ValueError(f"this is {found}, not {' or '.join(types)}{hint}")


def number_type(where: str) -> Any:
    """What the settings say, or what these models were trained in, where the device has it."""
    chosen = current().number_type
    if chosen != "auto":
        return torch.bfloat16 if chosen == "bf16" else torch.float32
    if not where.startswith("cuda"):
        return torch.float32
    return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
