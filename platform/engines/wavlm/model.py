"""WavLM of transformers on one device. Imports torch."""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from engines.hearing.clips import RATE, Heard
from engines.hearing.transformers_models import load_parts
from engines.protocols import Embedding, FailureCode, ItemFailure


class WavlmModel:
    def __init__(self, model: Any, extractor: Any) -> None:
        self._model = model
        self._extractor = extractor

    def embed(self, heard: Sequence[Heard]) -> list[Embedding | ItemFailure]:
        given = self._extractor(
            [one.samples for one in heard],
            sampling_rate=RATE,
            padding=True,
            return_attention_mask=True,
            return_tensors="pt",
        )
        with torch.inference_mode(), warnings.catch_warnings():
            # The library mixes kinds of masks, of which torch warns.
            warnings.filterwarnings("ignore", message="Support for mismatched key_padding_mask")
            vectors = self._model(
                input_values=given.input_values.to(self._model.device, self._model.dtype),
                attention_mask=given.attention_mask.to(self._model.device),
            ).embeddings.float()
        # (clips, dimensions), each of length 1
        vectors = torch.nn.functional.normalize(vectors, dim=-1).cpu().numpy()
        return [_finite(vector) for vector in vectors]


def _finite(vector: Embedding) -> Embedding | ItemFailure:
    if np.isfinite(vector).all():
        return vector
    return ItemFailure(FailureCode.OUTPUT_INVALID, "wavlm-sv answered no numbers.")


def load(name: str, checkpoint: str) -> WavlmModel:
    """Raises CheckpointMissingError or CheckpointUnreadableError."""
    model, extractor = load_parts(
        name, checkpoint, model_type="wavlm", model_class="WavLMForXVector"
    )
    return WavlmModel(model, extractor)
