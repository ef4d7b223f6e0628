"""What a recipe says. Plain data: no torch, no Django.

Each field's docstring is what the console shows beside it.
"""

from enum import StrEnum
from string import Formatter
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
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
Stride = Annotated[int, Field(ge=1, le=8)]
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


class Branchformer(Part):
    """An adaptor of E-Branchformer blocks (Kim et al., 2022) on the sum of an encoder's layers."""

    blocks: int = Field(default=17, ge=1)
    """Each looks far (attention) and near (a gated convolution)."""
    width: int = Field(default=1_024, ge=2)
    """Of its states."""
    heads: int = Field(default=8, ge=1)
    """Of its attention."""
    inner: int = Field(default=2_048, ge=1)
    """Width within the feed-forward layers."""
    gated: int = Field(default=8_192, ge=2)
    """Width within the gated convolutional branches, both halves together."""
    kernel: int = Field(default=31, ge=1)
    """States that a gate looks at."""
    merge: int = Field(default=31, ge=1)
    """States over which the two branches are mixed."""
    halved_before: int = Field(default=2, ge=0)
    """How often the states are halved in number before the blocks."""
    halved_behind: int = Field(default=1, ge=0)
    """And behind them: 20 ms become 160 ms."""
    ctc: bool = False
    """It learns to say transcripts by itself (CTC); else the language model, which answers."""

    @model_validator(mode="after")
    def _fits(self) -> "Branchformer":
        if self.width % (2 * self.heads):
            raise ValueError("width must be a multiple of twice the heads")
        if self.gated % 2 or not self.kernel % 2 or not self.merge % 2:
            raise ValueError("gated must be even, and kernel and merge odd")
        return self


class QueryBank(Part):
    """Sets of queries, of which a gate chooses by what language it hears."""

    sets: int = Field(ge=1)
    """Of the projector's queries; 1: all languages share one, and there is no gate."""
    gating: Literal["hard", "soft"] = "hard"
    """Takes the likeliest set (hard), or mixes all by their probabilities (soft)."""
    languages: tuple[str, ...] = ()
    """ISO 639-3 that the gate is taught to tell apart: the first set is the first one's."""
    supervision: float = Field(default=0.0, ge=0)
    """Weight of the gate's cross entropy beside the loss, for clips in these languages."""

    @model_validator(mode="after")
    def _can_be_taught(self) -> Self:
        if len(set(self.languages)) != len(self.languages) or len(self.languages) > self.sets:
            raise ValueError(f"each language needs one of the {self.sets} sets of its own")
        if self.supervision and not self.languages:
            raise ValueError("supervision needs languages that the gate is taught")
        return self


class Distillation(Part):
    """The language model, reading a transcript, teaches what to say of the clip."""

    reply_tokens: int = Field(default=64, ge=0)
    """Where a source only transcribes, the answer is the model's own reply to the transcript, of at
    most so many tokens. With 0 it is the source's text, as of sources that answer: take that where
    replies were made before, or where the language model is sharded."""


class Convolutions(Part):
    """Blocks of a 1-D convolution and a layer norm, which shorten speech (SpeechVerse)."""

    kernel: int = Field(default=3, ge=1)
    """States that each convolution looks at; an odd number."""
    strides: tuple[Stride, ...] = Field(default=(2, 2), min_length=1)
    """Of each block: 2 halves how many tokens there are."""
    layers: Literal["last", "sum"] = "last"
    """Of the encoder that are heard: its last, or all in a sum whose weights are learnt."""

    @field_validator("kernel")
    @classmethod
    def _has_a_middle(cls, kernel: int) -> int:
        if kernel % 2 == 0:
            raise ValueError("an even number has no middle; take an odd one")
        return kernel


class Model(Part):
    family: Name
    """One of `training.models.FAMILIES`."""
    checkpoint: str = ""
    """The published speech language model that is finetuned; empty where parts are put together."""
    encoder: str = ""
    """The published speech encoder; it stays frozen."""
    language_model: str = ""
    """The published language model; it stays frozen but for its adapter, where it has one."""
    text_encoder: str = ""
    """The published text encoder whose layers the projector starts from."""
    projector: Projector | None = None
    branchformer: Branchformer | None = None
    query_bank: QueryBank | None = None
    distillation: Distillation | None = None
    convolutions: Convolutions | None = None
    lora: Lora | None = None
    """Adapters of the language model; without, all of it stays as it was published."""
    start: MaybeCheckpoint = ""
    """The checkpoint trained here that this stage goes on from; empty for a new one."""

    @property
    def hears(self) -> bool:
        """It takes clips; else it reads what is said in them."""
        return bool(self.checkpoint or self.encoder)


class Layout(StrEnum):
    """How a source lies there."""

    RELEASE = "release"
    """Shards of a release of ours, Parquet or WebDataset."""
    COMMON_VOICE = "common_voice"
    COVOST2 = "covost2"
    FOLDER = "folder"
    """A folder a language with clips and ``metadata.tsv`` (columns ``path`` and ``text``).

    A column ``transcript`` tells what is said in a clip, where the text is something else;
    ``instruction`` what is said beside it.
    """
    TABLE = "table"
    """A folder a language, ``clips/`` and ``<split>.tsv`` in it; a suite names the columns."""


class Source(Part):
    """One collection of the mixture. Beyond its caps, the recipe's seed draws what is taken."""

    layout: Layout
    task: Task
    split: str = "train"
    instruction: Instruction = ""
    """Said beside the audio; empty where the question is heard alone.

    ``{language}`` and ``{target}`` stand for the languages' English names.
    """
    suite: str = ""
    """It is asked as this suite of ours asks, in one of the wordings that trainings may see."""
    described: bool = False
    """The suite's labels are told with their descriptions."""
    joint: Share = 0.0
    """Of the clips whose transcript is known, this share are to say it before the answer."""
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
    weight: float = Field(default=1.0, gt=0, le=1_000)
    """How often an epoch takes each sample: 2 is twice, 0.25 is another quarter of them a time."""

    @model_validator(mode="after")
    def _is_asked_in_one_way(self) -> Self:
        if problem := _suite_problem(self):
            raise ValueError(problem)
        return self


def _suite_problem(source: Source) -> str:
    """Why a source can't be asked as its suite asks; empty where it can."""
    if not source.suite:
        told = source.described or source.joint or source.layout is Layout.TABLE
        return "layout table, described and joint need a suite" if told else ""
    from evaluation.suites.loading import suites  # reads files, which other recipes don't need

    suite = suites().get(source.suite)
    if suite is None or not suite.prompts:
        asking = ", ".join(name for name, one in suites().items() if one.prompts)
        return f"no suite {source.suite!r} has wordings; take one of {asking}"
    if source.layout is Layout.TABLE and suite.source.value != Layout.TABLE.value:
        return f"the suite {source.suite} has no table of its own"
    if suite.task is not source.task:
        return f"the suite {source.suite} is to {suite.task}, not to {source.task}"
    if source.described and not suite.labels:
        return f"the suite {source.suite} has no labels to describe"
    return "a suite has its own instructions; leave instruction empty" if source.instruction else ""


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
