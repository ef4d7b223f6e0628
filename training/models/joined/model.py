"""A frozen speech encoder and a language model, joined by a projector. Imports torch."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, Self

import torch
from torch import Tensor

from engines.responding.model import Ear
from training.errors import ModelMismatchError
from training.models.base import Row
from training.models.hearing import HearingModel
from training.models.joined.ear import PLACE, JoinedEar
from training.models.joined.encoder import Encoder
from training.models.joined.projector import Projector
from training.models.language import Conversation, Language
from training.models.lora import adapter_weights, merged_weights, transformer_layers
from training.models.parts import licences_of
from training.models.saving import (
    ADAPTER_FILES,
    fill,
    read_adapter,
    read_json,
    read_weights,
    write_adapter,
    write_weights,
)

PROJECTOR = "projector.safetensors"
_LANGUAGE_MODEL = "language_model"


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """What its config.json says."""

    family: str
    encoder: str
    """Published, or a folder."""
    language_model: str
    """Published, or a folder; within the checkpoint's own where that holds merged weights."""
    projector: Any
    """Its sizes, a dataclass."""
    text_encoder: str = ""
    """Where the projector started from; empty for nothing."""

    def write(self, folder: Path) -> None:
        said = asdict(self)
        said = {"model_type": said.pop("family"), **said}
        (folder / "config.json").write_text(json.dumps(said, indent=2) + "\n")


def read_parts(folder: Path, family: str, sizes: type[Any]) -> Parts:
    """What was written of a model of this family, whose projector has these sizes.

    Raises:
        ModelMismatchError: the folder holds no such model.
    """
    said = read_json(folder / "config.json")
    kind = said.pop("model_type", None)
    if kind != family:
        raise ModelMismatchError(str(folder), f"it is {kind}, not {family}")
    try:
        return Parts(family=family, **{**said, "projector": sizes(**said["projector"])})
    except (KeyError, TypeError) as error:
        raise ModelMismatchError(str(folder), f"config.json is not one of ours: {error}") from error


class JoinedModel(HearingModel):
    """Learns from answers: the projector, and the language model's adapter where it has one."""

    def __init__(
        self, encoder: Encoder, projector: Projector, language: Language, *, parts: Parts
    ) -> None:
        super().__init__(language.writer, end=language.end, arrange=language.arrange)
        self.encoder = encoder
        self.projector = projector
        self.language_model = language.model
        self.language = language
        self._parts = parts

    @property
    def ear(self) -> Ear:
        return JoinedEar(
            layout=Conversation(self.language.writer.tokenizer),
            encoder=self.encoder,
            projector=self.projector,
            embedded=self.embedded,
        )

    def sounds(self, sounds: Sequence[Any]) -> Mapping[str, Tensor]:
        return self.encoder.stacked([*chain.from_iterable(sounds)])

    def flops(self, row: Row) -> int:
        heard = self.encoder.flops(row.sound)
        projected = self.projector.flops([piece.states for piece in row.sound])
        prompt = len(row.tokens) - row.answer_tokens
        return heard + projected + self.language.flops(prompt, row.answer_tokens)

    def forward(self, **inputs: Tensor) -> Tensor:
        embeddings = self.embedded(inputs["tokens"], inputs)
        return self.language.loss(embeddings, inputs["lengths"], inputs["labels"])

    def embedded(self, tokens: Tensor, sound: Mapping[str, Tensor]) -> Tensor:
        """What the language model reads, (rows, places, width).

        Args:
            tokens: (rows, places), with `PLACE` where the sound goes.
            sound: of all rows' pieces, as the encoder stacks them.
        """
        return self.placed(tokens, self.projector(self.heard(sound), sound["states"]))

    def heard(self, sound: Mapping[str, Tensor]) -> Tensor:
        """The encoder's states, (pieces, layers, states, width); no slope goes there."""
        with torch.no_grad():
            states: Tensor = self.encoder(sound)
        return states

    def placed(self, tokens: Tensor, spoken: Tensor) -> Tensor:
        """Embeddings of tokens (rows, places), with the projector's tokens in their places."""
        words = self.language.embed(tokens.clamp(min=0))
        spoken = spoken.to(self.language.dtype)
        return words.masked_scatter((tokens == PLACE)[..., None], spoken)

    def train(self, mode: bool = True) -> Self:
        super().train(mode)
        # Slopes go through the language model, frozen or not: its layers may compute again.
        for layer in transformer_layers(self.language_model):
            layer.training = mode
        return self

    def save(self, folder: Path) -> None:
        self._parts.write(folder)
        write_weights(self.projector.state_dict(), folder / PROJECTOR)
        if self._has_adapter:
            write_adapter(self.language_model, folder)

    def load(self, folder: Path) -> None:
        there = read_parts(folder, self._parts.family, type(self._parts.projector))
        for field in ("encoder", "language_model", "projector"):
            ours, theirs = getattr(self._parts, field), getattr(there, field)
            if ours != theirs:
                raise ModelMismatchError(str(folder), f"its {field} is {theirs}, not {ours}")
        projector = self.projector.state_dict()
        found = read_weights(projector, folder / PROJECTOR)
        adapter = self._adapter_in(folder)
        fill(projector, found)
        if adapter:
            fill(adapter_weights(self.language_model), adapter)

    def _adapter_in(self, folder: Path) -> Mapping[str, Tensor]:
        """Nothing where none was trained: what goes on from there begins with a new one."""
        trained = any((folder / name).exists() for name in ADAPTER_FILES)
        if trained and not self._has_adapter:
            raise ModelMismatchError(str(folder), "it has an adapter, and this recipe has none")
        return read_adapter(self.language_model, folder) if trained else {}

    def merge(self, folder: Path) -> None:
        """Parts that never change are named, not copied."""
        if not self._has_adapter:
            self.save(folder)
            return
        replace(self._parts, language_model=_LANGUAGE_MODEL).write(folder)
        write_weights(self.projector.state_dict(), folder / PROJECTOR)
        model: Any = self.language_model
        model.save_pretrained(
            folder / _LANGUAGE_MODEL, state_dict=merged_weights(self.language_model)
        )
        self.language.writer.tokenizer.save_pretrained(folder / _LANGUAGE_MODEL)

    def licences(self) -> Mapping[str, str]:
        parts = self._parts
        named = (parts.encoder, parts.language_model, parts.text_encoder)
        return licences_of(*filter(None, named))

    @property
    def _has_adapter(self) -> bool:
        return bool(adapter_weights(self.language_model))
