"""espeak-ng: speaks every language of the table, on any CPU, without a model to fetch.

espeak-ng is GPL-3.0-or-later, so it runs in a process of its own (`worker.py`), which imports
nothing of this project and is spoken to through pipes (`process.py`).
"""

from engines.espeak.synthesizer import EspeakSynthesizer

__all__ = ["EspeakSynthesizer"]
