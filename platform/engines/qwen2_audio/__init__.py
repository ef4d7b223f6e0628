"""Qwen2-Audio: Whisper's encoder, trained on, before a language model of 7B (section 4)."""

from engines.hearing import Limits
from engines.protocols import Licence
from engines.responding import SpeechResponder


class Qwen2Audio(SpeechResponder):
    """Its authors list no languages; these are the ones that they measured."""

    name = "qwen2-audio"
    languages = frozenset({"eng", "fra", "cmn"})
    limits = Limits(least_s=0.1, most_s=30.0)
    licence = Licence(name="Apache-2.0")
    loader = "engines.qwen2_audio.model.load"
