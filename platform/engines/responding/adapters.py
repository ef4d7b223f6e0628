"""Weights that training added to a model, as PEFT saves them. Imports torch."""

import warnings
from typing import Any

from engines.loading import reading


def add_adapter(model: Any, name: str, folder: str, *, label: str, **source: Any) -> None:
    """Loads an adapter into a model and turns it on, beside those that are on already.

    Args:
        model: of transformers.
        name: of the engine, for messages.
        folder: what PEFT saved, or a name on the hub.
        label: what the model shall call it.
        source: revision or folder within that, where it is on the hub.

    Raises:
        CheckpointMissingError: there is none.
        CheckpointUnreadableError: it is broken, or belongs to another model.
    """
    before = model.active_adapters() if getattr(model, "_hf_peft_config_loaded", False) else []
    with reading(name, folder), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Already found a `peft_config`")  # two are meant here
        report = model.load_adapter(folder, adapter_name=label, adapter_kwargs=source)
        # Weights of other adapters, and of names like the label, are reported as missing, too.
        missing = [key for key in report.missing_keys if label in key.split(".")]
        if strange := [*report.unexpected_keys, *report.mismatched_keys, *missing]:
            raise ValueError(f"this adapter belongs to another model: {min(map(str, strange))}")
    model.set_adapter([*before, label])
    model.eval()
