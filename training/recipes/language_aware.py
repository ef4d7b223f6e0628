"""Language-aware distillation: a bank of queries against one shared set (arXiv, 7 March 2026).

Of the paper only the abstract was at hand: numbers are our choice unless they say otherwise.
"""

from training.recipes.fields import Data, Distillation, Model, QueryBank, Recipe, Schedule
from training.recipes.multispeech_stage1_asr import PARTS, STAGE1_ALL

SEVEN = ("eng", "ara", "deu", "spa", "hin", "vie", "cmn")
"""The languages of MLQA, in which the paper asks its questions."""
_SPOKEN = ("common_voice", "bud500", "mucs")
"""Of the first stage's sources those that have them."""

_HARD = QueryBank(sets=len(SEVEN), gating="hard", languages=SEVEN, supervision=0.1)


def _model(bank: QueryBank) -> Model:
    return PARTS.model_copy(
        update={
            "family": "language_aware",
            "lora": None,
            "query_bank": bank,
            "distillation": Distillation(reply_tokens=64),
        }
    )


HARD = Recipe(
    name="language_aware_hard",
    title="Language-aware distillation, hard gate",
    describes="Whisper and a language model stay frozen; a Q-Former between them takes the queries "
    "of the language that its gate hears. It learns from transcripts alone: as the model replies "
    "to a text, it shall reply to the clip.",
    model=_model(_HARD),
    data=Data(
        languages=SEVEN,
        sources={
            name: STAGE1_ALL.data.sources[name].model_copy(update={"instruction": ""})
            for name in _SPOKEN
        },
    ),
    schedule=Schedule(
        epochs=10,
        batch_size=128,
        learning_rate=1e-4,
        warmup_steps=800,
        decay="cosine",
        answered=0,
    ),
    origins={
        "model.projector.window_s": "our choice: as in SALMONN",
        "model.projector.queries": "our choice: as in SALMONN",
        "model.projector.layers": "our choice: as in SALMONN",
        "model.query_bank.sets": "our choice: one a language",
        "model.query_bank.supervision": "our choice: sources know the language, and a taught gate "
        "can't leave sets unused; a tenth, since the divergence is what counts",
        "model.distillation.reply_tokens": "our choice: the model's own reply is what it would "
        "really say; 64 tokens show how it follows, and cost little",
        "data.languages": "our choice: those of MLQA, on which the paper measures",
        "data.sources.common_voice.instruction": "our choice: the clip alone, as if it were typed",
        "data.sources.common_voice.hours": "our choice: as in MultiSpeech's first stage",
        "data.sources.bud500.hours": "our choice: as in MultiSpeech's first stage",
        "data.sources.mucs.hours": "our choice: as in MultiSpeech's first stage",
        "schedule.epochs": "our choice: as in MultiSpeech's first stage",
        "schedule.batch_size": "our choice: as in MultiSpeech's first stage",
        "schedule.learning_rate": "our choice: ten times MultiSpeech's, since only the projector "
        "learns",
        "schedule.warmup_steps": "our choice: as in MultiSpeech's first stage",
        "schedule.answered": "our choice: replies are no transcripts, so the loss alone judges",
    },
)
SOFT = HARD.model_copy(
    update={
        "name": "language_aware_soft",
        "title": "Language-aware distillation, soft gate",
        "describes": "As with a hard gate, but the sets of queries are mixed by how likely the "
        "gate holds each language.",
        "model": _model(_HARD.model_copy(update={"gating": "soft"})),
    }
)
SHARED = HARD.model_copy(
    update={
        "name": "language_aware_shared",
        "title": "Distillation with one set of queries",
        "describes": "The matched baseline: all languages share one set of queries. It lacks the "
        "six other sets and the gate, 16,135 of 23.6 million weights that train.",
        "model": _model(QueryBank(sets=1)),
        "origins": {
            **{key: said for key, said in HARD.origins.items() if "query_bank" not in key},
            "model.query_bank.sets": "our choice: the paper's matched baseline shares one",
        },
    }
)
RECIPES = (HARD, SOFT, SHARED)
