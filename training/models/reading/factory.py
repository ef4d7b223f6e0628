"""Reads a published language model for training. Imports torch."""

from training.models.joined.loading import read_language
from training.models.parts import building
from training.models.reading.model import ReadingModel
from training.recipes import fields


def build(model: fields.Model, *, seed: int) -> ReadingModel:
    """The language model, with a newly drawn adapter.

    Raises:
        ModelMismatchError: it is none, or has no layers called as the recipe says.
        CheckpointMissingError: there is none.
    """
    with building(seed):
        language = read_language(model)
    return ReadingModel(language, published=model.language_model)
