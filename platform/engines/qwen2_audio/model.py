"""Qwen2-Audio of transformers. Imports torch."""

from collections.abc import Mapping, Sequence
from typing import Any

import transformers

from engines.loading import reading
from engines.protocols import Samples
from engines.responding.adapters import add_adapter
from engines.responding.features import places_of, stacked, whole_window
from engines.responding.model import Layout, SpeechModel
from engines.wording.loading import check_type, load_whole
from engines.wording.writer import Writer

TYPES = ("qwen2_audio",)
ENDS = ("<|im_end|>", "<|endoftext|>")


class Qwen2AudioEar:
    layout = Layout(
        before="<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n"
        "<|im_start|>user\nAudio 1: <|audio_bos|>",
        behind="<|audio_eos|>\n",
        end="<|im_end|>\n<|im_start|>assistant\n",
    )

    def __init__(self, model: Any, extractor: Any) -> None:
        self.place = int(model.config.audio_token_id)
        self._model = model
        self._extractor = extractor

    def hear(self, samples: Samples) -> tuple[Any, int]:
        mels, mask = whole_window(self._extractor, samples)
        return (mels, mask), places_of(mask)

    def together(self, sounds: Sequence[Any], _tokens: Any) -> Mapping[str, Any]:
        return stacked(sounds, self._model)


def load(name: str, checkpoint: str, adapter: str) -> SpeechModel:
    """Qwen2-Audio of a folder or of the hub, with an adapter where one is told.

    Raises:
        CheckpointMissingError: there is none.
        CheckpointUnreadableError: its files are broken, or those of another model.
    """
    family: Any = transformers  # whose processors have no types
    with reading(name, checkpoint):
        check_type(checkpoint, TYPES)
        tokenizer = family.AutoTokenizer.from_pretrained(checkpoint)
        extractor = family.WhisperFeatureExtractor.from_pretrained(checkpoint)
        model = load_whole(family.Qwen2AudioForConditionalGeneration, checkpoint)
    if adapter:
        add_adapter(model, name, adapter, label="trained")
    return SpeechModel(Writer(model, tokenizer, ends=ENDS), Qwen2AudioEar(model, extractor))
