"""Reading a model that hears, with its processor, from a checkpoint. Imports torch."""

from typing import Any

import torch
import transformers

from engines.loading import device, reading


def load_parts(name: str, checkpoint: str, *, model_type: str, model_class: str) -> tuple[Any, Any]:
    """A model of transformers, on the device of the settings, and what makes its input.

    Raises:
        CheckpointMissingError: there is none.
        CheckpointUnreadableError: its files are broken, or those of another model.
    """
    where = device()
    be_quiet()
    with reading(name, checkpoint):
        config = transformers.AutoConfig.from_pretrained(checkpoint)
        if config.model_type != model_type:
            raise ValueError(f"this is {config.model_type}, not {model_type}")
        if model_class not in (config.architectures or [model_class]):
            raise ValueError(f"this is {config.architectures[0]}, not {model_class}")
        extractor = transformers.AutoFeatureExtractor.from_pretrained(checkpoint)
        kind: Any = getattr(transformers, model_class)
        model, report = kind.from_pretrained(
            checkpoint, dtype=number_type(where), output_loading_info=True
        )
        if report["missing_keys"]:
            raise ValueError(f"weights are missing, {min(report['missing_keys'])} among them")
    return model.to(where).eval(), extractor


def be_quiet() -> None:
    """Else bars and reports of unused weights are drawn into the log."""
    log: Any = transformers.logging  # whose functions have no types
    log.set_verbosity_error()
    log.disable_progress_bar()


def number_type(where: str) -> Any:
    """Half precision on a GPU; these models were published in it or tolerate it."""
    return torch.float16 if where.startswith("cuda") else torch.float32
