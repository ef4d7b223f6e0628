"""WavLM, finetuned to tell who speaks."""

from engines.wavlm.encoder import WavlmSpeakerEncoder

__all__ = ["WavlmSpeakerEncoder"]
