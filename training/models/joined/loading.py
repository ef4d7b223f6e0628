"""Puts the parts of a joined model together, for a recipe or from what training saved.

Imports torch.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engines.loading import device, reading
from engines.responding.adapters import add_adapter
from engines.responding.model import SpeechModel
from engines.settings import located
from training.models.joined.encoder import Encoder
from training.models.joined.model import PROJECTOR, JoinedModel, Parts, read_parts
from training.models.joined.projector import Projector
from training.models.language import Language, load_language
from training.models.lora import add_lora
from training.models.saving import read_weights
from training.recipes import fields


@dataclass(frozen=True, kw_only=True, slots=True)
class Joins:
    """How a family is put together."""

    family: str
    sizes: type[Any]
    """A dataclass of plain values."""
    encoder: Callable[[str, str], Encoder]
    """From who asks for it, for messages, and a checkpoint."""
    projector: Callable[[Any], Projector]
    """From its sizes."""
    model: Callable[..., JoinedModel] = JoinedModel


def read_language(model: fields.Model) -> Language:
    """A recipe's language model: frozen, with a newly drawn adapter where the recipe has one.

    Raises:
        ModelMismatchError: it has no layers called as the recipe says.
        CheckpointMissingError: it is not there.
    """
    language = load_language(model.family, located(model.language_model))
    add_lora(language.model, model.lora, within=[language.model], base=model.language_model)
    return language


def join(
    joins: Joins, model: fields.Model, encoder: Encoder, projector: Projector, language: Language
) -> JoinedModel:
    parts = Parts(
        family=joins.family,
        encoder=model.encoder,
        language_model=model.language_model,
        projector=projector.sizes,
        text_encoder=model.text_encoder,
    )
    return joins.model(encoder, projector.to(device()), language, parts=parts)


def load_joined(joins: Joins, name: str, checkpoint: str, adapter: str) -> SpeechModel:
    """What answers as `checkpoint:NAME`: a folder that `save` or `merge` wrote.

    Raises:
        CheckpointMissingError: there is none, or a part of it is not there.
        CheckpointUnreadableError: its files are broken, or those of another model.
    """
    folder = Path(checkpoint)
    with reading(name, checkpoint):
        parts = read_parts(folder, joins.family, joins.sizes)
        projector = joins.projector(parts.projector)
        projector.load_state_dict(read_weights(projector.state_dict(), folder / PROJECTOR))
    encoder = joins.encoder(name, located(parts.encoder))
    within = folder / parts.language_model
    language = load_language(
        name, str(within) if within.is_dir() else located(parts.language_model)
    )
    if adapter:
        add_adapter(language.model, name, adapter, label="trained")
    return joins.model(encoder, projector.to(device()), language, parts=parts).eval().served
