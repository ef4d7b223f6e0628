"""Language models that read a conversation, run here: any of transformers with a chat template."""

from engines.chat.local import LocalChat

__all__ = ["LocalChat"]
