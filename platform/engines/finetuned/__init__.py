"""Checkpoints trained here, as systems under test: `checkpoint:NAME`."""

from engines.finetuned.responder import Finetuned

__all__ = ["Finetuned"]
