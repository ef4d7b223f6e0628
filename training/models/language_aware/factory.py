"""Whisper, a Q-Former with a bank of queries and a frozen language model. Imports torch."""

from dataclasses import asdict, replace
from functools import partial

from engines.settings import located
from training.errors import ModelMismatchError
from training.models.joined.loading import Joins, join, load_joined, read_language
from training.models.joined.model import JoinedModel
from training.models.joined.whisper import load_whisper
from training.models.language import DecoderOnly
from training.models.language_aware.bank import BankedQFormer, BankSizes, Gating
from training.models.language_aware.model import LanguageAware, Teaching
from training.models.multispeech.factory import load_text_encoder, sizes_of
from training.models.parts import building
from training.recipes import fields

FAMILY = "language_aware"
_JOINS = Joins(
    family=FAMILY,
    sizes=BankSizes,
    encoder=load_whisper,
    projector=BankedQFormer,
    model=LanguageAware,
)


def build(model: fields.Model, *, seed: int) -> JoinedModel:
    """A new one, whose language model stays as it was published.

    Raises:
        ModelMismatchError: a part is of another family, or too small.
        CheckpointMissingError: a part is not there.
    """
    bank = model.query_bank or fields.QueryBank(sets=1)
    told = model.distillation or fields.Distillation()
    with building(seed):
        encoder = load_whisper(FAMILY, located(model.encoder))
        language = read_language(model)
        if not isinstance(language, DecoderOnly):
            raise ModelMismatchError(
                model.language_model, "it reads with an encoder; this family needs one that doesn't"
            )
        text_encoder = load_text_encoder(FAMILY, located(model.text_encoder))
        sizes = BankSizes(
            **asdict(sizes_of(model, text_encoder.config, encoder, language)),
            sets=bank.sets,
            gating=Gating(bank.gating),
            languages=bank.languages,
        )
        projector = BankedQFormer(sizes).start_from(text_encoder)
    teaching = Teaching(supervision=bank.supervision, reply_tokens=told.reply_tokens)
    joins = replace(_JOINS, model=partial(LanguageAware, teaching=teaching))
    return join(joins, model, encoder, projector, language)


load = partial(load_joined, _JOINS)
"""What answers as `checkpoint:NAME`."""
