"""SpeechVerse's models of many tasks, stage by stage (its section 2.3 and appendix A.2)."""

from collections.abc import Mapping
from dataclasses import dataclass

from engines.protocols import Task
from engines.settings import CHECKPOINTS
from training.recipes.fields import Convolutions, Data, Lora, Model, Recipe, Schedule, Source
from training.recipes.speechverse_tasks import ASR, LANGUAGES, SAMPLES, weighted_tasks

WLM = Model(
    family="speechverse",
    encoder=CHECKPOINTS["wavlm-large"],
    language_model=CHECKPOINTS["flan-t5-xl"],
    convolutions=Convolutions(kernel=3, strides=(2, 2), layers="last"),
)
CONFORMER = WLM.model_copy(
    update={
        "encoder": CHECKPOINTS["wav2vec2-conformer"],
        "convolutions": Convolutions(kernel=3, strides=(2, 2), layers="sum"),
    }
)
_MODELS = {
    "model.convolutions.kernel": "Table 11",
    "model.convolutions.strides": "Table 11",
    "model.convolutions.layers": "section 3.2",
}
_DATA = {
    "data.longest_s": "A.2: 900; our choice: the encoder's states, 20 ms each (it doesn't say)",
    "data.longest_answer": "A.2",
    "data.held_out": "our choice: 5% of so much (A.2) would be heard for hours",
    "schedule.epochs": "our choice: never reached; it ends when nothing is better (A.2)",
    "schedule.patience": "A.2: epochs",
    "schedule.validate_every": "A.2: about an epoch, of Table 1's samples",
    "schedule.decay": "our choice: how long it takes isn't known before",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Of Table 11."""

    model: Model
    learning_rate: float
    warmup_steps: int
    batch_size: int
    origins: Mapping[str, str]


SETTINGS = Settings(
    model=WLM, learning_rate=0.001, warmup_steps=100, batch_size=768, origins=_MODELS
)
CONFORMERS = Settings(
    model=CONFORMER,
    learning_rate=0.005,
    warmup_steps=50_000,
    batch_size=2_048,
    origins={
        **_MODELS,
        "model.encoder": "our choice: its own is not public (A.1)",
        "model.convolutions.strides": "Table 11: [2, 1] from 25 Hz; our choice from 50 Hz",
    },
)


def stage(  # noqa: PLR0913 - what a stage is made of
    name: str,
    title: str,
    describes: str,
    *,
    settings: Settings,
    sources: Mapping[str, Source],
    samples: int,
    start: str = "",
    rank: int | None = None,
) -> Recipe:
    """One training.

    Args:
        name: of the recipe.
        title: for people.
        describes: for people, too.
        settings: of its column of Table 11.
        sources: what is heard.
        samples: about so many they hold.
        start: the stage that it goes on from.
        rank: of its adapter; none where it has none.
    """
    translates = any(one.task is Task.TRANSLATE for one in sources.values())
    lora = Lora(rank=rank, alpha=rank, modules=("q", "v")) if rank else None
    return Recipe(
        name=name,
        title=title,
        describes=describes,
        model=settings.model.model_copy(update={"start": start, "lora": lora}),
        data=Data(
            languages=LANGUAGES if translates else ("eng",),
            sources=dict(sources),
            longest_s=18.0,
            longest_answer=600,
            held_out=5_000,
        ),
        schedule=Schedule(
            epochs=50,
            batch_size=settings.batch_size,
            learning_rate=settings.learning_rate,
            warmup_steps=settings.warmup_steps,
            decay="constant",
            validate_every=-(-samples // settings.batch_size),
            patience=5,
        ),
        origins={**_DATA, **settings.origins, **_adapter(rank), **_table_11(), **_asked(sources)},
    )


def _adapter(rank: int | None) -> Mapping[str, str]:
    if rank is None:
        return {}
    return {
        "model.lora.rank": "section 3.2",
        "model.lora.alpha": "our choice: as the rank",
        "model.lora.modules": "Table 11: q and v come to its number of trained parameters",
    }


def _table_11() -> Mapping[str, str]:
    names = ("batch_size", "learning_rate", "warmup_steps")
    return {f"schedule.{name}": "Table 11, for all stages" for name in names}


def _asked(sources: Mapping[str, Source]) -> Mapping[str, str]:
    said = {
        "weight": "our choice: by the root of Table 1's samples; the paper prints none (A.2)",
        "joint": "section 4.3.2: a small portion",
        "described": "A.3 and Table 10",
    }
    return {
        f"data.sources.{name}.{field}": origin
        for name, source in sources.items()
        for field, origin in said.items()
        if field in source.model_fields_set and getattr(source, field)
    }


def _curriculum(settings: Settings, *, told: str, ending: str) -> tuple[Recipe, ...]:
    first, warm, last = (
        f"speechverse_{each}{ending}" for each in ("stage1_asr", "stage2_warmup", "stage2_tasks")
    )
    transcribed = SAMPLES["ASR"][1]
    return (
        stage(
            first,
            f"SpeechVerse, stage 1: transcribe{told}",
            "A frozen speech encoder and a frozen Flan-T5; only the convolutions between them "
            "learn, by transcribing.",
            settings=settings,
            sources=ASR,
            samples=transcribed,
        ),
        stage(
            warm,
            f"SpeechVerse, stage 2: warm up the adapter{told}",
            "Goes on from stage 1 with a new adapter in the language model, which gets used to "
            "speech by transcribing.",
            settings=settings,
            sources=ASR,
            samples=transcribed,
            start=first,
            rank=16,
        ),
        stage(
            last,
            f"SpeechVerse, stage 2: all tasks{told}",
            "Goes on from the warm-up and learns eleven tasks and voiced instructions at once, "
            "weighted against each other.",
            settings=settings,
            sources=weighted_tasks(),
            samples=sum(count for _, count in SAMPLES.values()),
            start=warm,
            rank=16,
        ),
    )


RECIPES = (
    *_curriculum(SETTINGS, told="", ending=""),
    *_curriculum(CONFORMERS, told=", Conformer", ending="_conformer"),
)
