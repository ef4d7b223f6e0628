"""What families of models are, for who chooses a recipe. Knows no torch."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class FamilyNote:
    name: str
    """One of `training.models.FAMILIES`."""
    title: str
    describes: str
    """One sentence."""


FAMILY_NOTES = (
    FamilyNote(
        name="qwen2_5_omni",
        title="Qwen2.5-Omni",
        describes="A published model that hears and answers, finetuned by adapters.",
    ),
    FamilyNote(
        name="multispeech",
        title="MultiSpeech",
        describes="Whisper, a Q-Former and Aya Expanse, put together here and trained in two"
        " stages.",
    ),
    FamilyNote(
        name="speechverse",
        title="SpeechVerse",
        describes="A frozen encoder, convolutions and a Flan-T5, which learn eleven tasks of"
        " speech.",
    ),
    FamilyNote(
        name="bloomzmms",
        title="BLOOMZMMS",
        describes="An adaptor between MMS and BLOOMZ, which both stay as they are.",
    ),
    FamilyNote(
        name="language_aware",
        title="Language-aware distillation",
        describes="A Q-Former that hears which language is spoken and learns what the language"
        " model says of the transcript.",
    ),
    FamilyNote(
        name="reading",
        title="Text baselines",
        describes="A language model that reads transcripts instead of hearing: what the others"
        " are compared with.",
    ),
)
"""In the order of their recipes."""
