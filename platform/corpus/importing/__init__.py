"""Reads pairs and translation memories from files, without a database."""

from corpus.importing.detect import read
from corpus.importing.formats import Format
from corpus.importing.rejects import write_rejects
from corpus.importing.rows import MemoryText, ParsedPair, Reject, Row
from corpus.importing.tmx import write_tmx

__all__ = [
    "Format",
    "MemoryText",
    "ParsedPair",
    "Reject",
    "Row",
    "read",
    "write_rejects",
    "write_tmx",
]
