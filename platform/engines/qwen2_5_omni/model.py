"""The thinker of Qwen2.5-Omni of transformers. Imports torch."""

from collections.abc import Mapping, Sequence
from typing import Any

import transformers

from engines.loading import reading
from engines.protocols import Samples
from engines.responding.adapters import add_adapter
from engines.responding.features import as_long_as_it_is, places_of, stacked
from engines.responding.model import Layout, SpeechModel
from engines.wording.loading import check_type, load_whole
from engines.wording.writer import Writer

TYPES = ("qwen2_5_omni", "qwen2_5_omni_thinker")
"""Published checkpoints hold what speaks, too; trained ones may hold the thinker alone."""
ENDS = ("<|im_end|>", "<|endoftext|>")


class OmniEar:
    """Its encoder hears two seconds at a time, so that no clip touches another."""

    layout = Layout(
        before="<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n"
        "<|im_start|>user\n<|audio_bos|>",
        behind="<|audio_eos|>",
        end="<|im_end|>\n<|im_start|>assistant\n",
    )

    def __init__(self, model: Any, extractor: Any) -> None:
        self.place = int(model.config.audio_token_id)
        self._model = model
        self._extractor = extractor

    def hear(self, samples: Samples) -> tuple[Any, int]:
        mels, mask = as_long_as_it_is(self._extractor, samples)
        return (mels, mask), places_of(mask)

    def together(self, sounds: Sequence[Any], _tokens: Any) -> Mapping[str, Any]:
        return stacked(sounds, self._model)


def load(name: str, checkpoint: str, adapter: str) -> SpeechModel:
    """The thinker of a folder or of the hub, with an adapter where one is told.

    Raises:
        CheckpointMissingError: there is none.
        CheckpointUnreadableError: its files are broken, or those of another model.
    """
    writer, extractor = load_thinker(name, checkpoint)
    if adapter:
        add_adapter(writer.model, name, adapter, label="trained")
    return SpeechModel(writer, OmniEar(writer.model, extractor))


def load_thinker(name: str, checkpoint: str) -> tuple[Writer, Any]:
    """What writes, and what makes its input of sound. Raises as `load` does."""
    family: Any = transformers  # whose processors have no types
    with reading(name, checkpoint):
        check_type(checkpoint, TYPES)
        tokenizer = family.AutoTokenizer.from_pretrained(checkpoint)
        # Its processor wants torchvision, for pictures.
        extractor = family.WhisperFeatureExtractor.from_pretrained(checkpoint)
        model = load_whole(family.Qwen2_5OmniThinkerForConditionalGeneration, checkpoint)
    return Writer(model, tokenizer, ends=ENDS), extractor
