"""BLOOMZMMS: an adaptor learns to speak to a language model that never changes.

First it is pretrained with CTC; then it learns from transcripts (T), from what the language model
itself answers to templated transcripts (MI), or from both (TMI).

The source ``instructed`` is what `manage.py export_instructed` writes of the answers that jobs of
the kind ``instruct`` made.
"""

from engines.protocols import Task
from engines.settings import CHECKPOINTS
from training.recipes.fields import (
    Branchformer,
    Data,
    Layout,
    Model,
    Recipe,
    Schedule,
    Source,
)

INSTRUCTION = "Repeat the sentence."
_CODE = "the authors' published configuration (DigitalPhonetics/bloomzmms)"
_PARTS = Model(
    family="bloomzmms",
    encoder=CHECKPOINTS["mms-asr"],
    language_model=CHECKPOINTS["bloomz"],
    branchformer=Branchformer(),
)
_TRANSCRIBED = Source(
    layout=Layout.COMMON_VOICE, task=Task.TRANSCRIBE, instruction=INSTRUCTION, hours=14
)
_INSTRUCTED = Source(layout=Layout.FOLDER, task=Task.ANSWER)
_MODEL_ORIGINS = {
    "model.encoder": "arXiv 2404.10922: MMS-1B; its finetuned weights as in " + _CODE,
    "model.branchformer.blocks": "arXiv 2404.10922",
    **{
        f"model.branchformer.{name}": _CODE
        for name in ("width", "heads", "inner", "gated", "kernel", "merge")
    },
    "model.branchformer.halved_before": f"{_CODE}; our choice: over time alone, since the columns"
    " of a state have no order",
    "model.branchformer.halved_behind": _CODE,
}
_SCHEDULE_ORIGINS = {
    "schedule.learning_rate": _CODE,
    "schedule.weight_decay": _CODE,
    "schedule.warmup_steps": _CODE,
    "schedule.patience": _CODE,
    "schedule.epochs": f"{_CODE}, as the most that patience allows",
    "schedule.decay": "our choice: linear, where theirs falls with the root of the step",
    "schedule.batch_size": "our choice: theirs is told in samples of sound",
}
_HOURS = "our choice: 1,900 hours of 139 languages come to 14 a language"


def _schedule(*, warmup_steps: int, batch_size: int) -> Schedule:
    return Schedule(
        epochs=70,
        batch_size=batch_size,
        learning_rate=1e-4,
        warmup_steps=warmup_steps,
        decay="linear",
        weight_decay=1e-6,
        patience=3,
    )


CTC = Recipe(
    name="bloomzmms_ctc",
    title="BLOOMZMMS, first: CTC",
    describes="An E-Branchformer on the summed layers of MMS learns to say the tokens of the"
    " transcript by itself; BLOOMZ lends its matrix of tokens and reads nothing yet.",
    model=_PARTS.model_copy(update={"branchformer": Branchformer(ctc=True)}),
    data=Data(sources={"common_voice": _TRANSCRIBED}),
    schedule=_schedule(warmup_steps=25_000, batch_size=64),
    origins={
        **_MODEL_ORIGINS,
        "model.branchformer.ctc": "arXiv 2404.10922; over the language model's own tokens, by its"
        f" frozen matrix, as in {_CODE}; our choice: without its helping losses, of language and"
        " of a middle block",
        "data.sources.common_voice.hours": _HOURS,
        **_SCHEDULE_ORIGINS,
    },
)


def _stage(kind: str, title: str, describes: str, sources: dict[str, Source]) -> Recipe:
    origins = {
        "common_voice": {
            "hours": _HOURS,
            "instruction": f"{_CODE}; our choice: all of it behind the clip",
        },
        "instructed": {"task": "arXiv 2404.10922: what the frozen language model answers"},
    }
    return Recipe(
        name=f"bloomzmms_{kind}",
        title=title,
        describes=describes,
        model=_PARTS.model_copy(update={"start": CTC.name}),
        data=Data(sources=sources),
        schedule=_schedule(warmup_steps=10_000, batch_size=32),
        origins={
            **_MODEL_ORIGINS,
            **{
                f"data.sources.{source}.{field}": origin
                for source in sources
                for field, origin in origins[source].items()
            },
            **_SCHEDULE_ORIGINS,
        },
    )


RECIPES = (
    CTC,
    _stage(
        "t",
        "BLOOMZMMS, T: transcribe",
        "The adaptor learns to make a frozen BLOOMZ repeat what is said.",
        {"common_voice": _TRANSCRIBED},
    ),
    _stage(
        "mi",
        "BLOOMZMMS, MI: many instructions",
        "The adaptor learns to make a frozen BLOOMZ answer as it does where it reads the"
        " transcript; jobs of the kind Instruct make these answers.",
        {"instructed": _INSTRUCTED},
    ),
    _stage(
        "tmi",
        "BLOOMZMMS, TMI: both",
        "Transcripts and the language model's own answers, mixed in every batch.",
        {"common_voice": _TRANSCRIBED, "instructed": _INSTRUCTED},
    ),
)
