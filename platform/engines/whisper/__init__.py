"""Whisper: writes speech down, and tells its language."""

from engines.whisper.listeners import WhisperIdentifier, WhisperRecognizer

__all__ = ["WhisperIdentifier", "WhisperRecognizer"]
