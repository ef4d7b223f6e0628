"""Puts the parts together, for a recipe or from what training saved. Imports torch."""

from pathlib import Path
from typing import Any

import torch
import transformers

from engines.loading import device, reading
from engines.responding.adapters import add_adapter
from engines.responding.model import SpeechModel
from engines.settings import located
from engines.wording.loading import check_type
from training.errors import ModelMismatchError
from training.models.language import Language, load_language
from training.models.lora import add_lora
from training.models.multispeech.encoder import SpeechEncoder, load_encoder
from training.models.multispeech.model import FAMILY, PROJECTOR, MultiSpeech, Parts, read_parts
from training.models.multispeech.qformer import Projector, Sizes
from training.models.parts import building
from training.models.saving import read_weights
from training.recipes import fields

_STATE_S = 0.02
"""Seconds of speech in a state of the encoder."""


def build(model: fields.Model, *, seed: int) -> MultiSpeech:
    """A new one, with a newly drawn adapter.

    Raises:
        ModelMismatchError: a part is of another family, or too small.
        CheckpointMissingError: a part is not there.
    """
    with building(seed):
        encoder, extractor = load_encoder(FAMILY, located(model.encoder))
        language = load_language(FAMILY, located(model.language_model))
        add_lora(language.model, model.lora, within=[language.model], base=model.language_model)
        text_encoder = _text_encoder(located(model.text_encoder))
        sizes = _sizes(model, text_encoder.config, encoder, language)
        projector = Projector(sizes).start_from(text_encoder).to(device())
    parts = Parts(
        encoder=model.encoder,
        language_model=model.language_model,
        projector=sizes,
        text_encoder=model.text_encoder,
    )
    return MultiSpeech(encoder, projector, language, extractor=extractor, parts=parts)


def _text_encoder(checkpoint: str) -> Any:
    family: Any = transformers
    with reading(FAMILY, checkpoint):
        check_type(checkpoint, ("bert",))
        found, report = family.BertModel.from_pretrained(
            checkpoint, add_pooling_layer=False, dtype=torch.float32, output_loading_info=True
        )
        if report["missing_keys"]:
            raise ValueError(f"weights are missing, {min(report['missing_keys'])} among them")
    return found


def _sizes(model: fields.Model, bert: Any, encoder: SpeechEncoder, language: Language) -> Sizes:
    projector = model.projector or fields.Projector()
    if projector.layers > bert.num_hidden_layers:
        raise ModelMismatchError(
            model.text_encoder,
            f"it has {bert.num_hidden_layers} layers, and the projector asks for "
            f"{projector.layers}",
        )
    return Sizes(
        width=bert.hidden_size,
        heads=bert.num_attention_heads,
        inner=bert.intermediate_size,
        epsilon=bert.layer_norm_eps,
        layers=projector.layers,
        queries=projector.queries,
        window=max(1, round(projector.window_s / _STATE_S)),
        heard=encoder.width,
        spoken=language.width,
    )


def load(name: str, checkpoint: str, adapter: str) -> SpeechModel:
    """What answers as `checkpoint:NAME`: a folder that `save` or `merge` wrote.

    Raises:
        CheckpointMissingError: there is none, or a part of it is not there.
        CheckpointUnreadableError: its files are broken, or those of another model.
    """
    folder = Path(checkpoint)
    with reading(name, checkpoint):
        parts = read_parts(folder)
        projector = Projector(parts.projector)
        projector.load_state_dict(read_weights(projector.state_dict(), folder / PROJECTOR))
    encoder, extractor = load_encoder(name, located(parts.encoder))
    within = folder / parts.language_model
    language = load_language(
        name, str(within) if within.is_dir() else located(parts.language_model)
    )
    if adapter:
        add_adapter(language.model, name, adapter, label="trained")
    return (
        MultiSpeech(encoder, projector.to(device()), language, extractor=extractor, parts=parts)
        .eval()
        .served
    )
