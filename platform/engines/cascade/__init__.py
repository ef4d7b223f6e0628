"""The cascade: a recognizer writes the question down, a chat model answers it (section 4)."""

from engines.cascade.responder import Cascade

__all__ = ["Cascade"]
