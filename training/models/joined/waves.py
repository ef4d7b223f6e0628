"""Encoders that hear samples: WavLM, wav2vec 2.0 (MMS is one) and its Conformer. Imports torch."""

import warnings
from collections.abc import Mapping, Sequence
from math import prod
from typing import Any

import torch
import transformers
from torch import Tensor
from torch.nn.functional import pad

from engines.hearing import RATE
from engines.loading import reading
from engines.protocols import Samples
from engines.wording.loading import check_type, load_whole
from training.flops import flops_of
from training.models.counting import stack_of
from training.models.joined.encoder import Encoder, Piece
from training.models.padding import mask_of

_MOST = 30 * RATE
"""Samples that are heard at once."""


class WaveEncoder(Encoder):
    """What fills up a batch changes nothing.

    transformers keeps attention away from it; a Conformer's convolutions, which reach into it, are
    given silence there.
    """

    def __init__(self, model: Any, extractor: Any, *, every_layer: bool) -> None:
        """Hears with a model of transformers.

        Args:
            model: WavLMModel, Wav2Vec2Model or Wav2Vec2ConformerModel.
            extractor: brings samples to the loudness that it was trained with.
            every_layer: gives all layers' states, what goes into the first one included.
        """
        super().__init__()
        self.model = model
        self._extractor = extractor
        self._every_layer = every_layer
        self._there = torch.ones(())
        for layer in model.encoder.layers:
            if hasattr(layer, "conv_module"):
                layer.conv_module.depthwise_conv.register_forward_pre_hook(self._silence)

    @property
    def width(self) -> int:
        return int(self.model.config.hidden_size)

    @property
    def layers(self) -> int:
        return 1 + len(self.model.encoder.layers) if self._every_layer else 1

    @property
    def state_s(self) -> float:
        return float(prod(self.model.config.conv_stride) / RATE)

    def read(self, samples: Samples) -> Sequence[Piece]:
        heard = self._extractor(samples, sampling_rate=RATE, return_tensors="pt").input_values[0]
        least = self._least()
        pieces = (heard[start : start + _MOST] for start in range(0, len(heard), _MOST))
        filled = (pad(one, (0, max(0, least - len(one)))) for one in pieces)
        return [Piece(one, states=self._states(len(one))) for one in filled]

    def stacked(self, pieces: Sequence[Piece]) -> dict[str, Tensor]:
        longest = max(len(piece.sound) for piece in pieces)
        return {
            "waves": torch.stack([pad(one.sound, (0, longest - len(one.sound))) for one in pieces]),
            "samples": torch.tensor([len(piece.sound) for piece in pieces]),
            "states": torch.tensor([piece.states for piece in pieces]),
        }

    def forward(self, sound: Mapping[str, Tensor]) -> Tensor:
        """Hears.

        Args:
            sound: ``waves`` (pieces, samples) at 16 kHz, zeros behind each piece, ``samples``
                (pieces,) and ``states`` (pieces,) that each has.

        Returns:
            States (pieces, layers, states, width), 20 ms each.
        """
        waves, states = sound["waves"], sound["states"]
        self._there = mask_of(states, self._states(waves.shape[1]))
        with warnings.catch_warnings():
            # WavLM mixes kinds of masks, of which torch warns.
            warnings.filterwarnings("ignore", message="Support for mismatched key_padding_mask")
            heard = self.model(
                waves.to(self.model.dtype),
                attention_mask=mask_of(sound["samples"], waves.shape[1]).long(),
                output_hidden_states=self._every_layer,
            )
        # Of some families the last of `hidden_states` lacks the norm behind all layers.
        before = heard.hidden_states[:-1] if self._every_layer else ()
        return torch.stack([*before, heard.last_hidden_state], dim=1)

    def flops(self, pieces: Sequence[Piece]) -> int:
        lengths = [len(piece.sound) for piece in pieces]
        total = 0
        for layer in self.model.feature_extractor.conv_layers:
            kernel, stride = layer.conv.kernel_size[0], layer.conv.stride[0]
            lengths = [(one - kernel) // stride + 1 for one in lengths]
            total += flops_of(stack_of([layer.conv], passes_back=False), lengths)
        behind = [self.model.feature_projection, self.model.encoder.pos_conv_embed]
        layers = stack_of(self.model.encoder.layers, width=self.width, passes_back=False)
        return (
            total
            + flops_of(stack_of(behind, passes_back=False), lengths)
            + flops_of(layers, lengths)
        )

    def _silence(self, _module: Any, given: tuple[Tensor]) -> tuple[Tensor]:
        return (given[0] * self._there[:, None],)

    def _states(self, samples: int) -> int:
        return int(self.model._get_feat_extract_output_lengths(samples))  # noqa: SLF001

    def _least(self) -> int:
        """Samples that become one state."""
        least = 1
        config = self.model.config
        for kernel, stride in zip(config.conv_kernel[::-1], config.conv_stride[::-1], strict=True):
            least = (least - 1) * stride + kernel
        return int(least)


def load_waves(name: str, checkpoint: str, *, every_layer: bool) -> WaveEncoder:
    """An encoder of one of these families.

    Raises:
        CheckpointMissingError: there is none.
        CheckpointUnreadableError: its files are broken, or those of another model; or it evens out
            loudness over a whole batch, so that clips would depend on what fills them up.
    """
    family: Any = transformers
    with reading(name, checkpoint):
        check_type(checkpoint, ("wavlm", "wav2vec2", "wav2vec2-conformer"))
        extractor = family.AutoFeatureExtractor.from_pretrained(checkpoint)
        model = load_whole(family.AutoModel, checkpoint)
        if model.config.feat_extract_norm != "layer":
            raise ValueError("its first layer evens out whole clips; take one that does so by time")
    frozen = model.requires_grad_(requires_grad=False)
    return WaveEncoder(frozen, extractor, every_layer=every_layer)
