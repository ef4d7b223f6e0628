"""MMS-TTS (Pratap et al. 2024, section 5): one small VITS model a language, one voice each.

`synthesizer` is what the registry names and needs no torch to be imported; `model` loads one
language and speaks it, `decoding` is VITS over a batch that gives what each text gives alone.
"""

from engines.mms_tts.synthesizer import MmsSynthesizer

__all__ = ["MmsSynthesizer"]
