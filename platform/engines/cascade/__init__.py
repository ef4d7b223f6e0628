"""The cascade: a recognizer writes the question down, a chat model answers it (section 4)."""

from engines.cascade.reading import Reader
from engines.cascade.responder import Cascade, CascadeWith

__all__ = ["Cascade", "CascadeWith", "Reader"]
