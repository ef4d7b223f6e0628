"""Sizes of the published models that recipes name, as their configurations give them."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from engines.settings import CHECKPOINTS
from training.recipes.fields import Branchformer, Convolutions, Model


@dataclass(frozen=True, kw_only=True)
class Writer:
    """A language model."""

    parameters: float
    hidden: int
    layers: int
    adapted: Mapping[str, int]
    """Inputs plus outputs of a layer's linear modules, by name: an adapter's size at rank 1."""
    passed: float = 1.0
    """Share of its parameters that a token goes through; half where it encodes first."""


@dataclass(frozen=True, kw_only=True)
class Ear:
    """A speech encoder; it gives 50 states a second."""

    parameters: float
    width: int


@dataclass(frozen=True, kw_only=True)
class Size:
    """What a recipe's model computes with."""

    writer: Writer
    passed: float
    """Share of the writer's parameters that a token goes through."""
    ear: float
    """Parameters of the speech encoder; 0 where none hears."""
    sound_tokens_per_s: float
    """That the language model reads: of sound, or of what is said."""
    adapter: float
    """Parameters that train in the language model."""
    projector: float
    """Parameters that train between hearing and reading."""

    @property
    def trained(self) -> float:
        return self.adapter + self.projector


_T5_XL = {
    # Of an encoder's layer and a decoder's together: 3 attentions of 2048, 2 gated networks.
    **dict.fromkeys(("q", "k", "v", "o"), 3 * (2_048 + 2_048)),
    **dict.fromkeys(("wi_0", "wi_1", "wo"), 2 * (2_048 + 5_120)),
}
_WRITERS = {
    # 28 layers of 3584: queries and output 3584 each, keys and values 512, three of 18944.
    CHECKPOINTS["qwen2.5-omni"]: Writer(
        parameters=7.62e9,
        hidden=3_584,
        layers=28,
        adapted={
            **dict.fromkeys(("q_proj", "o_proj"), 3_584 + 3_584),
            **dict.fromkeys(("k_proj", "v_proj"), 3_584 + 512),
            **dict.fromkeys(("gate_proj", "up_proj", "down_proj"), 3_584 + 18_944),
        },
    ),
    # 32 layers of 4096: queries and output 4096 each, keys and values 1024, three of 14336.
    CHECKPOINTS["aya-expanse"]: Writer(
        parameters=8.03e9,
        hidden=4_096,
        layers=32,
        adapted={
            **dict.fromkeys(("q_proj", "o_proj"), 4_096 + 4_096),
            **dict.fromkeys(("k_proj", "v_proj"), 4_096 + 1_024),
            **dict.fromkeys(("gate_proj", "up_proj", "down_proj"), 4_096 + 14_336),
        },
    ),
    # 30 layers of 4096; its matrix of 250,880 tokens is counted once, being the head, too.
    CHECKPOINTS["bloomz"]: Writer(
        parameters=7.07e9,
        hidden=4_096,
        layers=30,
        adapted={
            "query_key_value": 4 * 4_096,
            "dense": 2 * 4_096,
            **dict.fromkeys(("dense_h_to_4h", "dense_4h_to_h"), 5 * 4_096),
        },
    ),
    # 24 layers of 2048 that encode, and 24 that decode.
    CHECKPOINTS["flan-t5-xl"]: Writer(
        parameters=2.85e9, hidden=2_048, layers=24, adapted=_T5_XL, passed=0.5
    ),
}
_EARS = {
    CHECKPOINTS["whisper"]: Ear(parameters=0.637e9, width=1_280),
    CHECKPOINTS["wavlm-large"]: Ear(parameters=0.316e9, width=1_024),
    CHECKPOINTS["wav2vec2-conformer"]: Ear(parameters=0.594e9, width=1_024),
    CHECKPOINTS["mms-asr"]: Ear(parameters=0.965e9, width=1_280),
}
_OMNI_EAR = Ear(parameters=0.637e9, width=1_280)
"""Built on Whisper's."""
_OMNI_TOKENS_PER_S = 25.0
_READ_TOKENS_PER_S = 3.5
"""Our assumption: 150 words a minute, 1.4 tokens a word."""
ENCODER_FRAMES_PER_S = 50.0
_BERT, _BERT_INNER = 768, 3_072
_BLOOMZ_HEAD = 250_880 * 4_096 / 7.07e9
"""Share that CTC takes of it."""


def size_of(model: Model) -> Size | None:
    """None where a recipe names models whose sizes nobody wrote down here."""
    writer = _WRITERS.get(model.checkpoint or model.language_model)
    if writer is None or model.encoder not in {"", *_EARS}:
        return None
    ear = _EARS.get(model.encoder, _OMNI_EAR) if model.hears else None
    aligned = model.branchformer is not None and model.branchformer.ctc
    return Size(
        writer=writer,
        passed=_BLOOMZ_HEAD if aligned else writer.passed,
        ear=ear.parameters if ear else 0.0,
        sound_tokens_per_s=_tokens_per_s(model),
        adapter=_adapter(model, writer),
        projector=_projector(model, ear, writer) if ear else 0.0,
    )


def _adapter(model: Model, writer: Writer) -> float:
    if model.lora is None:
        return 0.0
    wanted = model.lora.modules or tuple(writer.adapted)
    at_rank_1 = sum(writer.adapted.get(name, 0) for name in wanted)
    return float(model.lora.rank * at_rank_1 * writer.layers)


def _tokens_per_s(model: Model) -> float:
    if not model.hears:
        return _READ_TOKENS_PER_S
    if model.projector is not None:
        return model.projector.queries / model.projector.window_s
    if model.convolutions is not None:
        return ENCODER_FRAMES_PER_S / prod(model.convolutions.strides)
    if model.branchformer is not None:
        halved = model.branchformer.halved_before + model.branchformer.halved_behind
        return ENCODER_FRAMES_PER_S / float(2**halved)
    return _OMNI_TOKENS_PER_S


def _projector(model: Model, ear: Ear, writer: Writer) -> float:
    """Its matrices; biases and norms are too few to count."""
    if model.projector is not None:
        # Each layer attends itself and the speech, whose states come in another width.
        layer = 6 * _BERT**2 + 2 * _BERT * ear.width + 2 * _BERT * _BERT_INNER
        return float(model.projector.layers * layer + _BERT * writer.hidden)
    if model.convolutions is not None:
        return _convolved(model.convolutions, ear.width, writer.hidden)
    return _branched(model.branchformer, ear.width, writer.hidden) if model.branchformer else 0.0


def _convolved(blocks: Convolutions, heard: int, spoken: int) -> float:
    others = len(blocks.strides) - 1
    return float(blocks.kernel * (heard * spoken + others * spoken**2))


def _branched(sizes: Branchformer, heard: int, spoken: int) -> float:
    """Attention with distances, a gated branch, two networks around, and what mixes them."""
    width = sizes.width
    block = (
        5 * width**2
        + width * sizes.gated * 3 // 2
        + 4 * width * sizes.inner
        + 2 * width**2
    )  # fmt: skip
    return float(sizes.blocks * block + heard * width + width * spoken)
