"""The thinker of Qwen2.5-Omni with an adapter. Imports torch."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from torch import Tensor

from engines.qwen2_5_omni.model import OmniEar
from engines.responding.features import padded
from engines.wording.writer import Writer
from training.flops import flops_of
from training.models.base import Row
from training.models.counting import encoder_flops, stack_of
from training.models.hearing import HearingModel
from training.models.language import head_width
from training.models.lora import adapter_weights, merged_weights, transformer_layers
from training.models.losses import answer_loss
from training.models.parts import licences_of
from training.models.saving import fill, read_adapter, write_adapter

FAMILY = "qwen2_5_omni"
_END = "<|im_end|>"


class Omni(HearingModel):
    def __init__(self, writer: Writer, extractor: Any, *, published: str) -> None:
        super().__init__(writer, end=writer.tokenizer.convert_tokens_to_ids(_END))
        self.thinker = writer.model
        self._tokenizer = writer.tokenizer
        self._extractor = extractor
        self._published = published

    @property
    def ear(self) -> OmniEar:
        return OmniEar(self.thinker, self._extractor)

    def sounds(self, sounds: Sequence[Any]) -> Mapping[str, Tensor]:
        mels, mask = padded(sounds)
        return {"mels": mels, "mask": mask}

    def flops(self, row: Row) -> int:
        tower, language = self.thinker.model.audio_tower, self.thinker.model.language_model
        states = -(-row.sound[0].shape[1] // 2)
        whole, rest = divmod(states, tower.n_window)
        adapted = any(weight.requires_grad for weight in tower.parameters())
        heard = encoder_flops(
            (tower.conv1, tower.conv2),
            tower.layers,
            width=tower.config.d_model,
            states=[*[tower.n_window] * whole, rest],
            passes_back=adapted,
        ) + flops_of(stack_of([tower.proj], passes_back=adapted), [states // 2])
        width = language.config.num_attention_heads * head_width(language.config)
        layers = stack_of(transformer_layers(language), width=width, causal=True)
        head = flops_of(stack_of([self.thinker.lm_head]), [row.answer_tokens])
        return heard + flops_of(layers, [len(row.tokens) - 1]) + head

    def forward(self, **inputs: Tensor) -> Tensor:
        # What fills up stands behind, where no place looks: no mask, so the fast attention runs.
        read = self.thinker.model(
            input_ids=inputs["tokens"],
            input_features=inputs["mels"].to(self.thinker.dtype),
            feature_attention_mask=inputs["mask"],
            use_cache=False,
        )
        return answer_loss(read.last_hidden_state, inputs["labels"], self.thinker.lm_head)

    def save(self, folder: Path) -> None:
        write_adapter(self.thinker, folder)

    def load(self, folder: Path) -> None:
        fill(adapter_weights(self.thinker), read_adapter(self.thinker, folder))

    def merge(self, folder: Path) -> None:
        """The thinker alone: what speaks is left out."""
        self.thinker.save_pretrained(folder, state_dict=merged_weights(self.thinker))
        self._tokenizer.save_pretrained(folder)
        self._extractor.save_pretrained(folder)

    def licences(self) -> Mapping[str, str]:
        return licences_of(self._published)
