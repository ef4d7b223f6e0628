"""Qwen2.5-Omni's thinker: the part that hears and writes; what speaks is left out (section 4)."""

from engines.hearing import Limits
from engines.protocols import Licence
from engines.responding import SpeechResponder


class Qwen25Omni(SpeechResponder):
    """Its authors don't say which languages it supports."""

    name = "qwen2.5-omni"
    languages = frozenset[str]()
    limits = Limits(least_s=0.1, most_s=300.0)
    licence = Licence(name="Apache-2.0", note="Of the 7B; the 3B has a research licence.")
    loader = "engines.qwen2_5_omni.model.load"
