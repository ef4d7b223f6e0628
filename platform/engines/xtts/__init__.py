"""XTTS v2 (Casanova et al. 2024, arXiv 2406.04904): 17 languages, any voice from a few seconds.

`synthesizer` is what the registry names and needs no torch to be imported; `model` loads and
speaks, `decoding` and `sampling` are its decoder over batches, `references` judges what is to be
cloned, and `torchaudio_stand_in` serves where torchaudio has no build.
"""

from engines.xtts.synthesizer import XttsSynthesizer

__all__ = ["XttsSynthesizer"]
