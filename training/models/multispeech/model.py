"""A frozen speech encoder and a language model with an adapter, joined by a projector.

Imports torch.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from engines.responding.model import Ear
from training.errors import ModelMismatchError
from training.models.base import Row
from training.models.hearing import HearingModel
from training.models.language import Conversation, Language
from training.models.lora import adapter_weights, merged_weights
from training.models.multispeech.ear import PLACE, SpeechEar, stacked
from training.models.multispeech.encoder import SpeechEncoder
from training.models.multispeech.qformer import Projector, Sizes
from training.models.parts import licences_of
from training.models.saving import (
    fill,
    read_adapter,
    read_json,
    read_weights,
    write_adapter,
    write_weights,
)

FAMILY = "multispeech"
PROJECTOR = "projector.safetensors"
_LANGUAGE_MODEL = "language_model"


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """What its config.json says."""

    encoder: str
    """Published, or a folder."""
    language_model: str
    """Published, or a folder; within the checkpoint's own where that holds merged weights."""
    projector: Sizes
    text_encoder: str
    """Where the projector started from."""

    def write(self, folder: Path) -> None:
        said = {"model_type": FAMILY, **asdict(self)}
        (folder / "config.json").write_text(json.dumps(said, indent=2) + "\n")


def read_parts(folder: Path) -> Parts:
    """Raises ModelMismatchError: the folder holds no such model."""
    said = read_json(folder / "config.json")
    kind = said.pop("model_type", None)
    if kind != FAMILY:
        raise ModelMismatchError(str(folder), f"it is {kind}, not {FAMILY}")
    try:
        return Parts(**{**said, "projector": Sizes(**said["projector"])})
    except (KeyError, TypeError) as error:
        raise ModelMismatchError(str(folder), f"config.json is not one of ours: {error}") from error


class MultiSpeech(HearingModel):
    def __init__(
        self,
        encoder: SpeechEncoder,
        projector: Projector,
        language: Language,
        *,
        extractor: Any,
        parts: Parts,
    ) -> None:
        super().__init__(language.writer, end=language.end, arrange=language.arrange)
        self.encoder = encoder
        self.projector = projector
        self.language_model = language.model
        self._language = language
        self._extractor = extractor
        self._parts = parts

    @property
    def ear(self) -> Ear:
        return SpeechEar(
            layout=Conversation(self._language.writer.tokenizer),
            extractor=self._extractor,
            most_frames=self.encoder.window,
            window=self.projector.sizes.window,
            queries=self.projector.sizes.queries,
            embedded=self.embedded,
        )

    def sounds(self, sounds: Sequence[Any]) -> Mapping[str, Tensor]:
        return stacked(sounds)

    def flops(self, row: Row) -> int:
        heard = self.encoder.flops([piece.mels.shape[1] for piece in row.sound])
        projected = self.projector.flops([piece.states for piece in row.sound])
        prompt = len(row.tokens) - row.answer_tokens
        return heard + projected + self._language.flops(prompt, row.answer_tokens)

    def forward(self, **inputs: Tensor) -> Tensor:
        embeddings = self.embedded(inputs["tokens"], inputs)
        return self._language.loss(embeddings, inputs["lengths"], inputs["labels"])

    def embedded(self, tokens: Tensor, sound: Mapping[str, Tensor]) -> Tensor:
        """What the language model reads, (rows, places, width).

        Args:
            tokens: (rows, places), with `PLACE` where the sound goes.
            sound: of all rows' pieces, as `stacked` gives it.
        """
        with torch.no_grad():
            states = self.encoder(sound["mels"], sound["frames"])
        spoken = self.projector(states, sound["states"]).to(self._language.dtype)
        words = self._language.embed(tokens.clamp(min=0))
        return words.masked_scatter((tokens == PLACE)[..., None], spoken)

    def save(self, folder: Path) -> None:
        self._parts.write(folder)
        write_weights(self.projector.state_dict(), folder / PROJECTOR)
        write_adapter(self.language_model, folder)

    def load(self, folder: Path) -> None:
        there = read_parts(folder)
        for field in ("encoder", "language_model", "projector"):
            ours, theirs = getattr(self._parts, field), getattr(there, field)
            if ours != theirs:
                raise ModelMismatchError(str(folder), f"its {field} is {theirs}, not {ours}")
        projector = self.projector.state_dict()
        found = read_weights(projector, folder / PROJECTOR)
        adapter = read_adapter(self.language_model, folder)
        fill(projector, found)
        fill(adapter_weights(self.language_model), adapter)

    def merge(self, folder: Path) -> None:
        """The speech encoder never changes: it is named, not copied."""
        replace(self._parts, language_model=_LANGUAGE_MODEL).write(folder)
        write_weights(self.projector.state_dict(), folder / PROJECTOR)
        model: Any = self.language_model
        model.save_pretrained(
            folder / _LANGUAGE_MODEL, state_dict=merged_weights(self.language_model)
        )
        self._language.writer.tokenizer.save_pretrained(folder / _LANGUAGE_MODEL)

    def licences(self) -> Mapping[str, str]:
        parts = self._parts
        return licences_of(parts.encoder, parts.language_model, parts.text_encoder)
