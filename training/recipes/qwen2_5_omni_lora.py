"""Qwen2.5-Omni as it is, with adapters in its thinker (the paper's section 5)."""

from engines.protocols import Task
from engines.settings import CHECKPOINTS
from training.recipes.fields import Data, Layout, Lora, Model, Recipe, Schedule, Source

QWEN2_5_OMNI_LORA = Recipe(
    name="qwen2_5_omni_lora",
    title="Qwen2.5-Omni, LoRA",
    describes="Adapters in every linear layer of the thinker's language model; it learns to answer "
    "spoken questions and keeps what it knows.",
    model=Model(
        family="qwen2_5_omni",
        checkpoint=CHECKPOINTS["qwen2.5-omni"],
        lora=Lora(rank=32, alpha=32),
    ),
    data=Data(
        sources={"multispeechqa": Source(layout=Layout.RELEASE, task=Task.ANSWER)},
    ),
    schedule=Schedule(
        epochs=3,
        batch_size=128,
        learning_rate=1e-4,
        warmup_steps=400,
        decay="cosine",
    ),
    origins={
        "model.lora.rank": "section 5",
        "model.lora.modules": "section 5: all",
        "model.lora.alpha": "our choice: as the rank, as in Table 6's setting for the other models",
        "schedule.epochs": "section 5 (roughly)",
        "schedule.batch_size": "our choice: stage 1 of Table 6",
        "schedule.learning_rate": "our choice: what LoRA's authors and users take",
        "schedule.warmup_steps": "our choice: stage 2 of Table 6",
        "data.sources.multispeechqa.instruction": "section 4: the question is heard alone",
    },
)
RECIPES = (QWEN2_5_OMNI_LORA,)
