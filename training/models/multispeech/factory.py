"""Whisper, a window-level Q-Former and a language model with an adapter. Imports torch."""

from functools import partial
from typing import Any

import torch
import transformers

from engines.loading import reading
from engines.settings import located
from engines.wording.loading import check_type
from training.errors import ModelMismatchError
from training.models.joined.encoder import Encoder
from training.models.joined.loading import Joins, join, load_joined, read_language
from training.models.joined.model import JoinedModel
from training.models.joined.whisper import load_whisper
from training.models.language import Language
from training.models.multispeech.qformer import QFormer, Sizes
from training.models.parts import building
from training.recipes import fields

FAMILY = "multispeech"
_JOINS = Joins(family=FAMILY, sizes=Sizes, encoder=load_whisper, projector=QFormer)


def build(model: fields.Model, *, seed: int) -> JoinedModel:
    """A new one, with a newly drawn adapter.

    Raises:
        ModelMismatchError: a part is of another family, or too small.
        CheckpointMissingError: a part is not there.
    """
    with building(seed):
        encoder = load_whisper(FAMILY, located(model.encoder))
        language = read_language(model)
        text_encoder = load_text_encoder(FAMILY, located(model.text_encoder))
        sizes = sizes_of(model, text_encoder.config, encoder, language)
        projector = QFormer(sizes).start_from(text_encoder)
    return join(_JOINS, model, encoder, projector, language)


def load_text_encoder(name: str, checkpoint: str) -> Any:
    """A BERT whose first layers the projector starts from, in float32 on the CPU.

    Raises:
        CheckpointMissingError: there is none.
        CheckpointUnreadableError: its files are broken, or those of another model.
    """
    family: Any = transformers
    with reading(name, checkpoint):
        check_type(checkpoint, ("bert",))
        found, report = family.BertModel.from_pretrained(
            checkpoint, add_pooling_layer=False, dtype=torch.float32, output_loading_info=True
        )
        if report["missing_keys"]:
            raise ValueError(f"weights are missing, {min(report['missing_keys'])} among them")
    return found


def sizes_of(model: fields.Model, bert: Any, encoder: Encoder, language: Language) -> Sizes:
    """Raises ModelMismatchError: the text encoder has fewer layers than the projector."""
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
        window=max(1, round(projector.window_s / encoder.state_s)),
        heard=encoder.width,
        spoken=language.width,
    )


load = partial(load_joined, _JOINS)
"""What answers as `checkpoint:NAME`."""
