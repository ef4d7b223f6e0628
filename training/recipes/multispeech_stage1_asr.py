"""Stage 1 of the models put together here: speech and text are aligned by transcribing (A.6)."""

from engines.protocols import Task
from engines.settings import CHECKPOINTS
from training.recipes.fields import (
    Data,
    Layout,
    Lora,
    Model,
    Projector,
    Recipe,
    Schedule,
    Source,
)

INSTRUCTION = "Transcribe this utterance"
TEN = ("eng", "fra", "nld", "tur", "deu", "ara", "spa", "rus", "ind", "pol")
"""The languages of the models with fewer (section 6)."""
PARTS = Model(
    family="multispeech",
    encoder=CHECKPOINTS["whisper"],
    language_model=CHECKPOINTS["aya-expanse"],
    text_encoder=CHECKPOINTS["multilingual-bert"],
    projector=Projector(window_s=0.333, queries=1, layers=2),
    lora=Lora(rank=64, alpha=64, modules=("q_proj", "v_proj")),
)


def _top_up(language: str, *, hours: float) -> Source:
    return Source(
        layout=Layout.FOLDER,
        task=Task.TRANSCRIBE,
        instruction=INSTRUCTION,
        languages=(language,),
        hours=hours,
        tops_up="common_voice",
    )


STAGE1_ALL = Recipe(
    name="multispeech_stage1_asr",
    title="MultiSpeech, stage 1: transcribe",
    describes="Whisper, a window-level Q-Former and Aya Expanse, put together and aligned with 20 "
    "hours of transcribed speech a language.",
    model=PARTS,
    data=Data(
        sources={
            "common_voice": Source(
                layout=Layout.COMMON_VOICE,
                task=Task.TRANSCRIBE,
                instruction=INSTRUCTION,
                hours=20,
            ),
            "bud500": _top_up("vie", hours=15),
            "ivrit_ai": _top_up("heb", hours=18),
            "mucs": _top_up("hin", hours=14),
            "zeroth_korean": _top_up("kor", hours=19),
        },
    ),
    schedule=Schedule(
        epochs=10,
        batch_size=128,
        learning_rate=1e-5,
        warmup_steps=800,
        decay="cosine",
    ),
    origins={
        "model.lora.rank": "Table 6",
        "model.lora.alpha": "A.6",
        "model.lora.modules": "our choice: as in SALMONN",
        "model.projector.window_s": "A.6: as in SALMONN",
        "model.projector.queries": "our choice: as in SALMONN",
        "model.projector.layers": "our choice: as in SALMONN",
        "data.sources.common_voice.instruction": "A.6",
        "data.sources.common_voice.hours": "A.6 and Table 6",
        "data.sources.bud500.hours": "A.6",
        "data.sources.ivrit_ai.hours": "A.6",
        "data.sources.mucs.hours": "A.6",
        "data.sources.zeroth_korean.hours": "A.6",
        "schedule.epochs": "Table 6",
        "schedule.batch_size": "Table 6",
        "schedule.learning_rate": "Table 6",
        "schedule.warmup_steps": "Table 6",
    },
)
STAGE1_TEN = STAGE1_ALL.model_copy(
    update={
        "name": "multispeech_stage1_asr_ten",
        "title": "MultiSpeech, stage 1, ten languages",
        "data": STAGE1_ALL.data.model_copy(update={"languages": TEN}),
        "origins": {**STAGE1_ALL.origins, "data.languages": "section 6"},
    }
)
RECIPES = (STAGE1_ALL, STAGE1_TEN)
