"""What a dataset is made of: items, their translations and recordings, voices, and the memory."""

from corpus.models.findings import NearDuplicate, StorageReport
from corpus.models.imports import ImportRun, ImportRunQuerySet, RejectedRow
from corpus.models.items import Item, ItemQuerySet, Source
from corpus.models.memory import MemoryEntry
from corpus.models.versions import Recording, RecordingQuerySet, Translation
from corpus.models.voices import Voice, VoiceQuerySet

__all__ = [
    "ImportRun",
    "ImportRunQuerySet",
    "Item",
    "ItemQuerySet",
    "MemoryEntry",
    "NearDuplicate",
    "Recording",
    "RecordingQuerySet",
    "RejectedRow",
    "Source",
    "StorageReport",
    "Translation",
    "Voice",
    "VoiceQuerySet",
]
