"""What a recipe says. Plain data: no torch, no Django.

Each field's docstring is what the console shows beside it.
"""

from enum import StrEnum
from string import Formatter
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
)

from engines.protocols import Task

IMPORTED = frozenset(
    {
        *("trivia-multiple-choice", "trivia-single-choice", "assistant-v1", "assistant-v2"),
        *("instruction", "identity", "dialogue"),
    }
)
"""Sources that an import of the paper's English pairs gives (Table 1); a release may lack some."""

Share = Annotated[float, Field(ge=0, le=1)]
Beta = Annotated[float, Field(ge=0, lt=1)]
CheckpointName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
MaybeCheckpoint = Annotated[str, StringConstraints(pattern=r"^([A-Za-z0-9][A-Za-z0-9._-]*)?$")]
"""Empty for none. It never leads out of the folder of checkpoints."""
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]*$")]


def _check_instruction(said: str) -> str:
    for _, field, form, conversion in Formatter().parse(said):  # a lone brace is a ValueError
        if field is not None and (field not in {"language", "target"} or form or conversion):
            raise ValueError(
                f"only {{language}} and {{target}} can stand in it, not {{{field}}}; write a brace "
                "that is to be said twice"
            )
    return said


Instruction = Annotated[str, AfterValidator(_check_instruction)]


class Part(BaseModel):
    """Of a recipe; never changed, and unknown fields are errors."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, allow_inf_nan=False
    )


class Lora(Part):
    rank: int = Field(ge=1, le=1024)
    """Of the two small matrices beside each weight."""
    alpha: int = Field(ge=1)
    """The adapter's output is scaled by alpha / rank."""
    dropout: float = Field(default=0.0, ge=0, lt=1)
    """Share of the adapter's inputs that is dropped while it trains."""
    modules: tuple[str, ...] = ()
    """Names of the linear layers that get one, in each transformer layer; empty for all."""
    audio_tower: bool = False
    """Adapters in the speech encoder, too; else only in the language model."""


class Projector(Part):
    """A window-level Q-Former (SALMONN): so many queries look at each window of speech."""

    window_s: float = Field(default=0.333, gt=0)
    """Seconds of speech that a window holds."""
    queries: int = Field(default=1, ge=1)
    """Tokens that each window becomes."""
    layers: int = Field(default=2, ge=1)
    """Of the text encoder that it is initialised from: the first ones."""


class Model(Part):
    family: Name
    """One of `training.models.FAMILIES`."""
    checkpoint: str = ""
    """The published speech language model that is finetuned; empty where parts are put together."""
    encoder: str = ""
    """The published speech encoder; it stays frozen."""
    language_model: str = ""
    """The published language model; it stays frozen but for its adapter."""
    text_encoder: str = ""
    """The published text encoder whose layers the projector starts from."""
    projector: Projector | None = None
    lora: Lora
    start: MaybeCheckpoint = ""
    """The checkpoint trained here that this stage goes on from; empty for a new one."""


class Layout(StrEnum):
    """How a source lies there."""

    RELEASE = "release"
    """Shards of a release of ours, Parquet or WebDataset."""
    COMMON_VOICE = "common_voice"
    COVOST2 = "covost2"
    FOLDER = "folder"
    """A folder a language with clips and ``metadata.tsv`` (columns ``path`` and ``text``)."""


class Source(Part):
    """One collection of the mixture. Beyond its caps, the recipe's seed draws what is taken."""

    layout: Layout
    task: Task
    split: str = "train"
    instruction: Instruction = ""
    """Said beside the audio; empty where the question is heard alone.

    ``{language}`` and ``{target}`` stand for the languages' English names.
    """
    languages: tuple[str, ...] = ()
    """ISO 639-3 of the clips; empty for all of the recipe's."""
    targets: tuple[str, ...] = ()
    """ISO 639-3 of the answers, where they are in another language than the clip."""
    hours: float | None = Field(default=None, gt=0)
    """At most so many hours a language."""
    samples: int | None = Field(default=None, ge=1)
    """At most so many samples a language."""
    samples_of: dict[str, Annotated[int, Field(ge=0)]] = {}
    """At most so many samples a language of single sources of a release, by their name."""
    share: Share | None = None
    """At most this share of the mixture's samples."""
    tops_up: str = ""
    """Only fills up what this source has too little of, to its hours."""


class Data(Part):
    languages: tuple[str, ...] = ()
    """ISO 639-3; empty for all that the studio knows."""
    sources: dict[Name, Source] = Field(min_length=1)
    """By the name that folders and settings know them by."""
    longest_s: float = Field(default=30.0, gt=0)
    """Longer clips are left out and counted."""
    shortest_s: float = Field(default=0.1, gt=0)
    """Shorter clips are left out and counted."""
    longest_answer: int = Field(default=1_024, ge=1)
    """Tokens; longer answers are left out and counted."""
    held_out: int = Field(default=500, ge=0)
    """About so many samples to validate with; nothing is learnt from them."""

    @field_validator("sources")
    @classmethod
    def _can_top_up(cls, sources: dict[str, Source]) -> dict[str, Source]:
        """How much is missing is only known of a source with hours, taken before its fillers."""
        full = {
            name
            for name, one in sources.items()
            if one.hours is not None and one.share is None and not one.tops_up
        }
        for name, one in sources.items():
            if one.tops_up and one.tops_up not in full:
                raise ValueError(
                    f"{name}.tops_up names {one.tops_up!r}; it must name another source of this "
                    "recipe that has hours, and neither a share nor tops_up of its own"
                )
        return sources


class Schedule(Part):
    epochs: float = Field(gt=0)
    """Passes over the mixture; training ends after as many steps as they come to."""
    most_steps: int | None = Field(default=None, ge=1)
    """Ends earlier, after so many steps."""
    batch_size: int = Field(ge=1)
    """Samples behind each step, on all ranks together."""
    learning_rate: float = Field(gt=0, lt=1)
    """The highest, after warm-up."""
    warmup_steps: int = Field(ge=0)
    """Steps in which the learning rate rises from 0."""
    decay: Literal["constant", "linear", "cosine"]
    """How the learning rate falls after warm-up, to 0 at the last step."""
    weight_decay: float = Field(default=0.0, ge=0)
    """Of AdamW."""
    betas: tuple[Beta, Beta] = (0.9, 0.999)
    """Of AdamW."""
    most_norm: float = Field(default=1.0, gt=0)
    """Longer gradients are cut to this length."""
    seed: int = Field(default=0, ge=0)
    """Decides order, draws, dropout and new weights."""
    precision: Literal["bf16", "fp32"] = "bf16"
    """Of the forward pass; a machine without bfloat16 takes fp32 and says so."""
    gradient_checkpointing: bool = True
    """Computes activations again instead of keeping them."""
    batch_frames: int = Field(default=16_000, ge=100)
    """Padded frames (10 ms) of speech that a device holds at once; a step is cut into such."""
    validate_every: int = Field(default=500, ge=1)
    """Steps between two validations and between two checkpoints."""
    answered: int = Field(default=64, ge=0)
    """Of the samples held out, about so many that each validation has answered in full."""
    patience: int | None = Field(default=None, ge=1)
    """Ends after so many validations in a row without a better loss; never where it is empty."""
    keep: int = Field(default=2, ge=1)
    """Newest states to resume from that stay on disk."""


class Recipe(Part):
    name: Name
    title: str
    describes: str
    """One or two sentences for who chooses."""
    model: Model
    data: Data
    schedule: Schedule
    origins: dict[str, str] = {}
    """Where a number comes from, by field with dots: a table of a paper, or our choice and why."""
