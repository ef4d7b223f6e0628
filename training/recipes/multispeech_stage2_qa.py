"""Stage 2 of the models put together here: they learn to answer, some to translate too (A.6)."""

from engines.protocols import Task
from training.recipes.fields import Data, Layout, Recipe, Schedule, Source
from training.recipes.multispeech_stage1_asr import PARTS, STAGE1_ALL, STAGE1_TEN, TEN

_TRANSLATE = "Translate this utterance into {target}"
_INTO = ("ara", "cmn", "deu", "fas", "ind", "jpn", "tur")
_FROM = (*_INTO, "fra", "ita", "nld", "por", "rus", "spa")
"""Languages of CoVoST-2 that are ours, too."""

_MODEL = {name: origin for name, origin in STAGE1_ALL.origins.items() if name.startswith("model.")}
STAGE2_ALL = Recipe(
    name="multispeech_stage2_qa",
    title="MultiSpeech, stage 2: answer",
    describes="Goes on from stage 1 and learns to answer spoken questions, without any text beside "
    "them.",
    model=PARTS.model_copy(update={"start": STAGE1_ALL.name}),
    data=Data(
        sources={
            "multispeechqa": Source(
                layout=Layout.RELEASE,
                task=Task.ANSWER,
                samples=90_000,
                samples_of={"dialogue": 1_000},
            ),
        },
    ),
    schedule=Schedule(
        epochs=3,
        batch_size=256,
        learning_rate=1e-5,
        warmup_steps=400,
        decay="cosine",
    ),
    origins={
        **_MODEL,
        "data.sources.multispeechqa.instruction": "section 6: no text prompt",
        "data.sources.multispeechqa.samples": "Table 6; a cap, since the sources hold 91,433",
        "data.sources.multispeechqa.samples_of": "A.6: all others are taken whole",
        "schedule.epochs": "Table 6",
        "schedule.batch_size": "Table 6",
        "schedule.learning_rate": "Table 6",
        "schedule.warmup_steps": "Table 6",
    },
)


def _translation(languages: tuple[str, ...], targets: tuple[str, ...]) -> Source:
    return Source(
        layout=Layout.COVOST2,
        task=Task.TRANSLATE,
        instruction=_TRANSLATE,
        languages=languages,
        targets=targets,
        share=0.1,
    )


def _with_translation(base: Recipe, languages: tuple[str, ...]) -> Recipe:
    """At most a fifth of the mixture, half of it each way; batches are mixed."""
    ours = [tuple(one for one in each if one in languages) for each in (_FROM, _INTO)]
    sources = {
        **base.data.sources,
        "covost2_to_english": _translation(ours[0], ("eng",)),
        "covost2_from_english": _translation(("eng",), ours[1]),
    }
    return base.model_copy(
        update={
            "name": f"{base.name}_ast",
            "title": f"{base.title}, with translation",
            "describes": f"{base.describes} A fifth of what it hears is to be translated.",
            "data": base.data.model_copy(update={"sources": sources}),
            "origins": {
                **base.origins,
                "data.sources.covost2_to_english.share": "section 6: 20%; our choice: half of it",
                "data.sources.covost2_from_english.share": "section 6: 20%; our choice: half of it",
                "data.sources.covost2_to_english.instruction": "our choice",
                "data.sources.covost2_from_english.instruction": "our choice",
            },
        }
    )


STAGE2_TEN = STAGE2_ALL.model_copy(
    update={
        "name": "multispeech_stage2_qa_ten",
        "title": "MultiSpeech, stage 2, ten languages",
        "model": PARTS.model_copy(update={"start": STAGE1_TEN.name}),
        "data": STAGE2_ALL.data.model_copy(update={"languages": TEN}),
        "origins": {**STAGE2_ALL.origins, "data.languages": "section 6"},
    }
)
RECIPES = (
    STAGE2_ALL,
    _with_translation(STAGE2_ALL, (*_FROM, "eng")),
    STAGE2_TEN,
    _with_translation(STAGE2_TEN, TEN),
)
