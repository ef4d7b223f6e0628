"""Phi-4-multimodal of transformers. Imports torch."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
import transformers

from engines.hearing.clips import RATE
from engines.loading import reading
from engines.protocols import Samples
from engines.responding.adapters import add_adapter
from engines.responding.model import Layout, SpeechModel
from engines.settings import CHECKPOINTS
from engines.wording.loading import check_type, load_whole
from engines.wording.writer import Writer

TYPES = ("phi4_multimodal",)
ENDS = ("<|end|>", "<|endoftext|>")
_SPEECH = "speech-lora"
_REVISION = "refs/pr/70"
"""Of the published repository: the one that transformers reads without code from it."""
_HINT = f"; take revision {_REVISION} of its repository"


class Phi4Ear:
    layout = Layout(before="<|user|>", behind="", end="<|end|><|assistant|>")

    def __init__(self, model: Any, extractor: Any) -> None:
        self.place = int(model.config.audio_config.audio_token_id)
        self._model = model
        self._extractor = extractor

    def hear(self, samples: Samples) -> tuple[Any, int]:
        given = self._extractor([samples], sampling_rate=RATE, return_tensors="pt")
        return given["audio_input_features"], int(given["audio_embed_sizes"][0])

    @torch.inference_mode()
    def together(self, sounds: Sequence[Any], tokens: Any) -> Mapping[str, Any]:
        """Embeddings of words and sound, (rows, tokens, width).

        Clips pass the encoder one by one: in a batch its mask is added to the attention instead of
        hiding anything, and a shorter clip would hear the silence behind it.
        """
        words = self._model.get_input_embeddings()(tokens)
        encode = self._model.model.embed_tokens_extend.audio_embed
        rows = [
            encode(
                ids[None],
                row[None],
                audio_input_features=sound,
                audio_embed_sizes=(ids == self.place).sum()[None],
            )
            for ids, row, sound in zip(tokens, words, sounds, strict=True)
        ]
        return {"inputs_embeds": torch.cat(rows)}


def load(name: str, checkpoint: str, adapter: str) -> SpeechModel:
    """Phi-4-multimodal of a folder or of the hub, with its LoRA for speech where it has one.

    An adapter that training made stands beside that.

    Raises:
        CheckpointMissingError: there is none.
        CheckpointUnreadableError: its files are broken, or those of another model.
    """
    family: Any = transformers  # whose processors have no types
    published = checkpoint == CHECKPOINTS["phi-4-multimodal"]
    options = {"revision": _REVISION} if published else {}
    with reading(name, checkpoint):
        check_type(checkpoint, TYPES, hint=_HINT, **options)
        tokenizer = family.AutoTokenizer.from_pretrained(checkpoint, **options)
        # Its processor wants torchvision, for pictures.
        extractor = family.Phi4MultimodalFeatureExtractor.from_pretrained(checkpoint, **options)
        model = load_whole(family.Phi4MultimodalForCausalLM, checkpoint, **options)
    if published:
        add_adapter(model, name, checkpoint, label="speech", subfolder=_SPEECH, **options)
    elif (Path(checkpoint) / _SPEECH).is_dir():
        add_adapter(model, name, str(Path(checkpoint) / _SPEECH), label="speech")
    if adapter:
        add_adapter(model, name, adapter, label="trained")
    return SpeechModel(Writer(model, tokenizer, ends=ENDS), Phi4Ear(model, extractor))
