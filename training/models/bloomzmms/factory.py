"""MMS, an E-Branchformer adaptor and a frozen language model. Imports torch."""

from dataclasses import replace
from functools import partial

from engines.settings import located
from training.models.bloomzmms.adaptor import Adaptor, Sizes
from training.models.bloomzmms.aligned import AlignedModel
from training.models.joined.encoder import Encoder
from training.models.joined.loading import Joins, join, load_joined, read_language
from training.models.joined.model import JoinedModel
from training.models.joined.waves import load_waves
from training.models.language import Language
from training.models.parts import building
from training.recipes import fields

FAMILY = "bloomzmms"
_JOINS = Joins(
    family=FAMILY, sizes=Sizes, encoder=partial(load_waves, every_layer=True), projector=Adaptor
)


def build(model: fields.Model, *, seed: int) -> JoinedModel:
    """A new one; it learns by CTC or from answers, as the recipe says.

    Raises:
        ModelMismatchError: a part is of another family.
        CheckpointMissingError: a part is not there.
    """
    wanted = model.branchformer or fields.Branchformer()
    with building(seed):
        encoder = load_waves(FAMILY, located(model.encoder), every_layer=True)
        language = read_language(model)
        adaptor = Adaptor(_sizes(wanted, encoder, language))
    joins = replace(_JOINS, model=AlignedModel) if wanted.ctc else _JOINS
    return join(joins, model, encoder, adaptor, language)


def _sizes(wanted: fields.Branchformer, encoder: Encoder, language: Language) -> Sizes:
    return Sizes(
        layers=encoder.layers,
        heard=encoder.width,
        spoken=language.width,
        **wanted.model_dump(exclude={"ctc"}),
    )


load = partial(load_joined, _JOINS)
"""What answers as `checkpoint:NAME`."""
