"""What models that hear are compared with: language models finetuned on the same data, read.

They read the right transcript in place of the clip. Later a recognizer writes it down for them
(`cascade:checkpoint:NAME`), or the benchmark tells it (`transcript:checkpoint:NAME`).

Source: SpeechVerse, section 4.1: a Flan-T5-XL finetuned with few parameters. It prints no settings
of this baseline, so they are those of the model that hears.
"""

from collections.abc import Mapping
from itertools import chain

from engines.settings import CHECKPOINTS
from training.recipes.fields import Model, Recipe, Source
from training.recipes.multispeech_stage1_asr import PARTS
from training.recipes.multispeech_stage2_qa import STAGE2_ALL
from training.recipes.speechverse_curriculum import Settings, stage
from training.recipes.speechverse_tasks import SAMPLES, WORDS, weighted_tasks

_LIKE = "our choice: as for the model that hears"
_FAMILY = "reading"
_UNDERSTANDING = ("ST", "IC", "SF", "KWE", "KWS")
"""Tasks that can be solved from what is said; for others one must have heard how."""
_TOGETHER = (("ST",), ("IC", "SF"), ("KWE", "KWS"))
_SETTINGS = Settings(
    model=Model(family=_FAMILY, language_model=CHECKPOINTS["flan-t5-xl"]),
    learning_rate=0.001,
    warmup_steps=100,
    batch_size=768,
    origins={},
)


def _model(tasks: tuple[str, ...], sources: Mapping[str, Source], *, rank: int) -> Recipe:
    every = tasks == _UNDERSTANDING
    named = "all that words tell" if every else " and ".join(WORDS[task] for task in tasks)
    made = stage(
        "_".join(("speechverse_read", *(("tasks",) if every else map(str.lower, tasks)))),
        f"SpeechVerse's baseline: {named}, from the text",
        "A Flan-T5 with an adapter learns it from transcripts; it never hears a clip.",
        settings=_SETTINGS,
        sources=sources,
        samples=sum(SAMPLES[task][1] for task in tasks),
        rank=rank,
    )
    return made.model_copy(update={"origins": _as_heard(made.origins)})


def _as_heard(origins: Mapping[str, str]) -> dict[str, str]:
    """What its paper prints of models that hear is our choice here."""
    return {name: _taken(name, origin) for name, origin in origins.items()}


def _taken(name: str, origin: str) -> str:
    same = name.startswith("data.") or "our choice" in origin
    return origin if same else f"{_LIKE} ({origin})"


_WEIGHTED = weighted_tasks()
ANSWERS = Recipe(
    name="multispeech_read_qa",
    title="MultiSpeech's baseline: answer from the text",
    describes="The language model of the paper's cascade, finetuned on the questions' text and "
    "their answers; it never hears a clip.",
    model=Model(
        family=_FAMILY,
        language_model=CHECKPOINTS["aya-expanse"],
        lora=PARTS.lora,
    ),
    data=STAGE2_ALL.data,
    schedule=STAGE2_ALL.schedule,
    origins=_as_heard(
        {
            name: origin
            for name, origin in STAGE2_ALL.origins.items()
            if not name.startswith("model.projector")
        }
    ),
)
RECIPES = (
    ANSWERS,
    *(
        _model(tasks, dict(chain.from_iterable(SAMPLES[task][0].items() for task in tasks)), rank=8)
        for tasks in _TOGETHER
    ),
    _model(
        _UNDERSTANDING,
        {name: _WEIGHTED[name] for task in _UNDERSTANDING for name in SAMPLES[task][0]},
        rank=16,
    ),
)
