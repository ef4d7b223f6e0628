"""Adapters: where they go, what is written of them, and weights with them added. Imports torch."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

import peft
import torch
from peft.tuners.lora import LoraLayer
from torch import Tensor, nn
from transformers.modeling_layers import GradientCheckpointingLayer

from training.errors import ModelMismatchError
from training.recipes.fields import Lora

_LABEL = "default"
_SAVED = "base_model.model."
"""What PEFT writes before each weight's name."""


def add_lora(
    model: nn.Module, lora: Lora | None, *, within: Iterable[nn.Module], base: str
) -> None:
    """Freezes a model, and puts adapters beside its linear layers, in float32.

    Args:
        model: of transformers; it keeps its class.
        lora: sizes, and which layers; None for no adapters.
        within: parts of the model whose transformer layers get them.
        base: what the adapter's configuration shall call the model.

    Raises:
        ModelMismatchError: no layer is called as the recipe says.
    """
    model.requires_grad_(requires_grad=False)
    if lora is None:
        return
    names = _wanted(_linear_names(model, within), lora, base)
    config: Any = peft.LoraConfig(
        r=lora.rank,
        lora_alpha=lora.alpha,
        lora_dropout=lora.dropout,
        target_modules=names,
        base_model_name_or_path=base,
    )
    peft.inject_adapter_in_model(config, model, adapter_name=_LABEL)
    for weight in adapter_weights(model).values():
        weight.data = weight.data.float()


def _linear_names(model: nn.Module, within: Iterable[nn.Module]) -> Iterator[str]:
    """Of all linear layers in the transformer layers of these parts."""
    layers = chain.from_iterable(map(transformer_layers, within))
    inside = set(chain.from_iterable(one.modules() for one in layers))
    return (
        name
        for name, module in model.named_modules()
        if isinstance(module, nn.Linear) and module in inside
    )


def transformer_layers(model: nn.Module) -> Iterator[nn.Module]:
    return (one for one in model.modules() if isinstance(one, GradientCheckpointingLayer))


def _wanted(names: Iterator[str], lora: Lora, base: str) -> list[str]:
    known = list(names)
    found = [name for name in known if not lora.modules or name.split(".")[-1] in lora.modules]
    missing = set(lora.modules) - {name.split(".")[-1] for name in found}
    if missing or not found:
        known_ends = sorted({name.split(".")[-1] for name in known})
        raise ModelMismatchError(
            base,
            f"it has no linear layers called {', '.join(sorted(missing))}, but "
            f"{', '.join(known_ends)}",
        )
    return found


def adapter_weights(model: nn.Module) -> dict[str, nn.Parameter]:
    """By the names that PEFT writes them under."""
    return {
        f"{_SAVED}{name.replace(f'.{_LABEL}.', '.')}": weight
        for name, weight in model.named_parameters()
        if ".lora_" in name
    }


def adapter_config(model: Any) -> Any:
    """What PEFT writes beside the weights."""
    config = model.peft_config[_LABEL]
    config.inference_mode = True
    return config


def merged_weights(model: nn.Module) -> Mapping[str, Tensor]:
    """The model's weights as they would be without adapters, had they learnt the same.

    They lie on the CPU, where they are brought layer by layer: a device has no room for a second
    model. They are added in float32; the model stays as it is.
    """
    state = {
        name.replace(".base_layer.", "."): weight.detach().cpu()
        for name, weight in model.state_dict().items()
        if ".lora_" not in name and not name.endswith(".base_layer.weight")
    }
    for name, module in model.named_modules():
        if isinstance(module, LoraLayer):
            state[f"{name}.weight"] = _added(module)
    return state


def _added(layer: Any) -> Tensor:
    with torch.no_grad():
        weight = layer.get_base_layer().weight
        whole = weight.float() + layer.get_delta_weight(_LABEL).float()
        added: Tensor = whole.to(weight.dtype).cpu()
    return added


def set_training(model: nn.Module, mode: bool) -> None:
    """Turns on only what training needs: frozen layers drop nothing, but may compute again."""
    nn.Module.train(model, mode=False)
    for module in model.modules():
        if isinstance(module, LoraLayer):
            module.lora_dropout.train(mode)
        elif isinstance(module, GradientCheckpointingLayer):
            module.training = mode and any(one.requires_grad for one in module.parameters())
