"""WavLM or a Conformer, convolutions, and a language model. Imports torch."""

from functools import partial
from pathlib import Path

from engines.loading import reading
from engines.responding.model import SpeechModel
from engines.settings import located
from training.models.joined.encoder import Encoder
from training.models.joined.loading import Joins, join, load_joined, read_language
from training.models.joined.model import JoinedModel, read_parts
from training.models.joined.waves import load_waves
from training.models.language import Language
from training.models.parts import building
from training.models.speechverse.projector import ConvolutionProjector, Sizes
from training.recipes import fields

FAMILY = "speechverse"


def build(model: fields.Model, *, seed: int) -> JoinedModel:
    """A new one, with a newly drawn adapter where the recipe has one.

    Raises:
        ModelMismatchError: a part is of another family.
        CheckpointMissingError: a part is not there.
    """
    wanted = model.convolutions or fields.Convolutions()
    joins = _joins(every_layer=wanted.layers == "sum")
    with building(seed):
        encoder = joins.encoder(FAMILY, located(model.encoder))
        language = read_language(model)
        projector = joins.projector(_sizes(wanted, encoder, language))
    return join(joins, model, encoder, projector, language)


def load(name: str, checkpoint: str, adapter: str) -> SpeechModel:
    """What answers as `checkpoint:NAME`; raises as `load_joined` does."""
    with reading(name, checkpoint):
        sizes = read_parts(Path(checkpoint), FAMILY, Sizes).projector
    return load_joined(_joins(every_layer=sizes.layers > 1), name, checkpoint, adapter)


def _joins(*, every_layer: bool) -> Joins:
    return Joins(
        family=FAMILY,
        sizes=Sizes,
        encoder=partial(load_waves, every_layer=every_layer),
        projector=ConvolutionProjector,
    )


def _sizes(wanted: fields.Convolutions, encoder: Encoder, language: Language) -> Sizes:
    return Sizes(
        heard=encoder.width,
        spoken=language.width,
        # What goes into the first layer is none of those that Eq. 1 sums.
        layers=max(1, encoder.layers - 1),
        kernel=wanted.kernel,
        strides=wanted.strides,
    )
