"""Where audio lies: by content, in a local folder or in S3-compatible object storage."""

from corpus.storage.store import AudioStore, StoredObject, audio_store, digest_of

__all__ = ["AudioStore", "StoredObject", "audio_store", "digest_of"]
