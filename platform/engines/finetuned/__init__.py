"""Checkpoints trained here, as systems under test: `checkpoint:NAME`.

Those that hear are responders; those that read are chat models, and answer behind a recognizer
(`cascade:checkpoint:NAME`) or from the right transcript (`transcript:checkpoint:NAME`).
"""

from engines.finetuned.chat import FinetunedChat
from engines.finetuned.responder import Finetuned

__all__ = ["Finetuned", "FinetunedChat"]
