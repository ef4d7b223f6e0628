"""Reads the published model for training. Imports torch."""

from engines.qwen2_5_omni.model import load_thinker
from engines.settings import located
from training.models.lora import add_lora
from training.models.parts import building
from training.models.qwen2_5_omni.model import FAMILY, Omni
from training.recipes import fields


def build(model: fields.Model, *, seed: int) -> Omni:
    """The thinker, with a newly drawn adapter in its language model.

    What sees never gets one; what hears does where the recipe says so.

    Raises:
        ModelMismatchError: the checkpoint is another model.
        CheckpointMissingError: there is none.
    """
    with building(seed):
        writer, extractor = load_thinker(FAMILY, located(model.checkpoint))
        thinker = writer.model
        within = [thinker.model.language_model]
        if model.lora is not None and model.lora.audio_tower:
            within.append(thinker.model.audio_tower)
        add_lora(thinker, model.lora, within=within, base=model.checkpoint)
    return Omni(writer, extractor, published=model.checkpoint)
