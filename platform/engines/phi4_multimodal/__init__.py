"""Phi-4-multimodal: a conformer before a language model with a LoRA for speech (section 4)."""

from engines.hearing import Limits
from engines.protocols import Licence
from engines.responding import SpeechResponder


class Phi4Multimodal(SpeechResponder):
    """Longer clips than these are meant for summaries alone."""

    name = "phi-4-multimodal"
    languages = frozenset({"eng", "cmn", "deu", "fra", "ita", "jpn", "spa", "por"})
    limits = Limits(least_s=0.1, most_s=40.0)
    licence = Licence(name="MIT")
    loader = "engines.phi4_multimodal.model.load"
