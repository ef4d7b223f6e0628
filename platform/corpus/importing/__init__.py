"""Reads pairs from files, without a database."""

from corpus.importing.detect import read
from corpus.importing.rows import ParsedPair, Reject

__all__ = ["ParsedPair", "Reject", "read"]
