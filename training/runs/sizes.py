"""Sizes of the published models that recipes name, as their configurations give them."""

from dataclasses import dataclass

from engines.settings import CHECKPOINTS
from training.recipes.fields import Model


@dataclass(frozen=True, kw_only=True)
class Writer:
    """A language model."""

    parameters: float
    hidden: int
    layers: int
    adapted: int
    """Inputs plus outputs of all linear modules of a layer: an adapter's size at rank 1."""


@dataclass(frozen=True, kw_only=True)
class Size:
    """What a recipe's model computes with."""

    writer: Writer
    ear: float
    """Parameters of the speech encoder."""
    sound_tokens_per_s: float
    """That the language model reads."""
    rank: int

    @property
    def adapter(self) -> float:
        """Parameters that train in the language model."""
        return float(self.rank * self.writer.adapted * self.writer.layers)


_WRITERS = {
    # 28 layers of 3584: queries and output 3584 each, keys and values 512, three of 18944.
    CHECKPOINTS["qwen2.5-omni"]: Writer(
        parameters=7.62e9,
        hidden=3_584,
        layers=28,
        adapted=2 * (3_584 + 3_584) + 2 * (3_584 + 512) + 3 * (3_584 + 18_944),
    ),
    # 32 layers of 4096: queries and output 4096 each, keys and values 1024, three of 14336.
    CHECKPOINTS["aya-expanse"]: Writer(
        parameters=8.03e9,
        hidden=4_096,
        layers=32,
        adapted=2 * (4_096 + 4_096) + 2 * (4_096 + 1_024) + 3 * (4_096 + 14_336),
    ),
}
_WHISPER_LARGE_ENCODER = 0.637e9
_OMNI_TOKENS_PER_S = 25.0
ENCODER_FRAMES_PER_S = 50.0
"""Of Whisper's encoder, on which Qwen2.5-Omni's is built, too."""


def size_of(model: Model) -> Size | None:
    """None where a recipe names models whose sizes nobody wrote down here."""
    writer = _WRITERS.get(model.checkpoint or model.language_model)
    if writer is None or model.encoder not in {"", CHECKPOINTS["whisper"]}:
        return None
    windows = model.projector
    return Size(
        writer=writer,
        ear=_WHISPER_LARGE_ENCODER,
        sound_tokens_per_s=(
            windows.queries / windows.window_s if windows is not None else _OMNI_TOKENS_PER_S
        ),
        rank=model.lora.rank,
    )
